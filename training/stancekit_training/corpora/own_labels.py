"""A row of your own labels, checked, as a labeled sentence.

A row has `text` and any of `opinion`, `bias`, `targets`, `actors`,
`attributions` and `loaded`. A flat table has a row for each target instead:
`stance`, and `target_start` with `target_end`, or `target`, its words.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stancekit.errors import SpanError
from stancekit.inputs.spans import checked_span
from stancekit.labels import BIAS, KINDS, OPINION, ROLES, STANCE
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Span, Target

LISTS = ("targets", "actors", "attributions", "loaded")
FLAT = ("stance", "target", "target_start", "target_end")
ARTICLE = "article"  # or `id`: the article of the sentence, which is not split
LABELS = ("opinion", "bias", *LISTS)
KEYS = ("text", *LABELS, *FLAT, ARTICLE, "id")
ORIGIN = ("start", "end", "before", "after", "probability", "model", "score", "annotator", "is_reviewed")
TARGET_KEYS, ACTOR_KEYS = ("start", "end", "stance"), ("start", "end", "kind")


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence and its article, which is the sentence itself if the row names none."""

    article: str
    sentence: LabeledSentence


def parse(row: Any, name: str, faults: list[str]) -> OwnSentence | None:
    """Return the sentence of a row; None and lines in `faults` for everything that is wrong with it.

    Args:
        row: by the keys of `KEYS`.
        name: the name of the corpus in the recipe.
        faults: gets the faults.
    """
    if not isinstance(row, Mapping):
        faults.append(
            str(row)
            if isinstance(row, Exception)
            else f"a {type(row).__name__}, expected an object with text, {', '.join(LABELS)}"
        )
        return None
    known = len(faults)
    lists = {key: _list(row, key, faults) for key in LISTS}
    faults.extend(_faults(row, lists))
    targets = [*(lists["targets"] or ()), *_flat_target(row, faults)] if len(faults) == known else []
    if len(faults) > known:
        return None
    sentence = LabeledSentence(
        row["text"],
        name,
        opinion=row.get("opinion"),
        bias=row.get("bias"),
        targets=tuple(Target(((target["start"], target["end"]),), target["stance"]) for target in targets),
        actors=_actors(lists["actors"]),
        attributions=_attributions(lists["attributions"]),
        loaded=_spans(lists["loaded"]),
    )
    article = row.get(ARTICLE) if row.get(ARTICLE) is not None else row.get("id")
    return OwnSentence(str(row["text"] if article is None else article), sentence)


def _list(row: Mapping[str, Any], key: str, faults: list[str]) -> list[Any] | None:
    """Return a list, which is JSON in a cell of a flat table."""
    value = row.get(key)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            faults.append(f"{key} is {value!r}, expected a list as JSON")
            return None
    if value is None or isinstance(value, list):
        return value
    faults.append(f"{key} is of type {type(value).__name__}, expected a list")
    return None


def _faults(row: Mapping[str, Any], lists: Mapping[str, list[Any] | None]) -> Iterator[str]:
    valid = (*KEYS, *ORIGIN)
    yield from (f"unknown key {key!r}; valid: {', '.join(valid)}" for key in row if key not in valid)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        yield f"text is {text!r}, expected a sentence"
        return
    for key, labels in (("opinion", OPINION), ("bias", BIAS), ("stance", STANCE)):
        if row.get(key) is not None and row[key] not in labels:
            yield f"{key} is {row[key]!r}, expected one of {', '.join(labels)}"
    for target in lists["targets"] or ():
        yield from _span_faults(text, target, "target", TARGET_KEYS, STANCE)
    for actor in lists["actors"] or ():
        yield from _span_faults(text, actor, "actor", ACTOR_KEYS, KINDS)
    for attribution in lists["attributions"] or ():
        yield from _attribution_faults(text, attribution)
    for span in lists["loaded"] or ():
        yield from _bound_faults(text, span, "loaded")
    if all(row.get(key) in (None, []) for key in (*LABELS[:3], "stance")) and all(
        lists[key] is None for key in LISTS[1:]
    ):
        yield f"no label: give any of {', '.join((*LABELS, 'stance'))}"


def _span_faults(
    text: str, record: Any, name: str, keys: tuple[str, str, str], labels: tuple[str, ...]
) -> Iterator[str]:
    if not isinstance(record, Mapping) or set(record) != set(keys):
        yield f"{name} {record!r}, expected an object with {', '.join(keys)}"
        return
    yield from _bound_faults(text, (record["start"], record["end"]), name)
    if record[keys[2]] not in labels:
        yield f"{keys[2]} is {record[keys[2]]!r}, expected one of {', '.join(labels)}"


def _attribution_faults(text: str, attribution: Any) -> Iterator[str]:
    if not isinstance(attribution, Mapping) or not set(attribution) <= set(ROLES):
        yield f"attribution {attribution!r}, expected an object with {', '.join(ROLES)}"
        return
    for role in ROLES:
        for span in attribution.get(role) or ():
            yield from _bound_faults(text, span, role)


def _bound_faults(text: str, span: Any, name: str) -> Iterator[str]:
    if not isinstance(span, list | tuple) or len(span) != 2:
        yield f"{name} {span!r}, expected a start and an end"
        return
    try:
        checked_span(text, (span[0], span[1]), name)
    except SpanError as error:
        yield str(error).rstrip(".")


def _flat_target(row: Mapping[str, Any], faults: list[str]) -> list[dict[str, Any]]:
    """Return the target of a row of a flat table, if it has one."""
    if row.get("stance") is None:
        return []
    text, start, end = row["text"], _whole(row.get("target_start")), _whole(row.get("target_end"))
    if start is None or end is None:
        words = row.get("target")
        if not isinstance(words, str) or not words.strip():
            faults.append("stance has no target: give target_start and target_end, or target, its words")
            return []
        if text.count(words) != 1:
            faults.append(f"target {words!r} occurs {text.count(words)} times in the text: give its start and end")
            return []
        start, end = text.index(words), text.index(words) + len(words)
    faults.extend(_bound_faults(text, (start, end), "target"))
    return [{"start": start, "end": end, "stance": row["stance"]}]


def _whole(value: Any) -> Any:
    """Return a whole number that a table holds as text or with decimals; any other value unchanged."""
    try:
        number = float(value)
        return int(number) if number == int(number) else value
    except (TypeError, ValueError, OverflowError):
        return value


def _actors(actors: list[Any] | None) -> tuple[tuple[int, int, str], ...] | None:
    return None if actors is None else tuple((actor["start"], actor["end"], actor["kind"]) for actor in actors)


def _attributions(attributions: list[Any] | None) -> tuple[LabeledAttribution, ...] | None:
    if attributions is None:
        return None
    roles = [{role: _spans(each.get(role)) or () for role in ROLES} for each in attributions]
    return tuple(LabeledAttribution(**each) for each in roles)


def _spans(spans: list[Any] | None) -> tuple[Span, ...] | None:
    return None if spans is None else tuple((span[0], span[1]) for span in spans)
