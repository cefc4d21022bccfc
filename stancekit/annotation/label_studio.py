"""Label Studio: tasks with predictions or annotations, as its JSON import and export have them.

Offsets are in code points: its editor converts them, since version 1.6. An
older version wrote UTF-16 units, which the text of each region tells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from stancekit.annotation.mentions import OTHER, LabeledMention, mentions_of, split
from stancekit.annotation.offsets import Utf16Offsets
from stancekit.annotation.options import CHOICES, Head
from stancekit.annotation.origins import KEY, origin_fields, read_origin
from stancekit.annotation.relations import RoleRegion, joined
from stancekit.annotation.sentence import AnnotatedSentence, Span
from stancekit.annotation.tool import Task, Tool, list_of, object_of, text_of
from stancekit.labels import KINDS, ROLES, STANCE

TEXT = "text"  # name of the object in the labeling configuration
MENTION, STANCES, ATTRIBUTION, LOADED = "mention", "stance", "attribution", "loaded"  # names of its controls


def to_task(sentence: AnnotatedSentence) -> Task:
    """Return the task of a sentence."""
    origin = sentence.origin
    data = {
        "text": sentence.text,
        "before": origin.before or "",
        "after": origin.after or "",
        KEY: origin_fields(sentence),
    }
    result = list(_results(sentence))
    if sentence.is_reviewed:
        return {"data": data, "annotations": [{"result": result, **_completed_by(sentence.annotator)}]}
    if not result:
        return {"data": data}
    prediction: Task = {"result": result}
    prediction |= {"model_version": origin.model} if origin.model is not None else {}
    prediction |= {"score": origin.score} if origin.score is not None else {}
    return {"data": data, "predictions": [prediction]}


def _results(sentence: AnnotatedSentence) -> Iterator[Task]:
    for name, label in (("opinion", sentence.opinion), ("bias", sentence.bias)):
        if label is not None:
            yield _result(name, name, "choices", {"choices": [label]})
    for number, mention in enumerate(mentions_of(sentence), start=1):
        id, value = f"{MENTION}-{number}", _region(sentence.text, (mention.start, mention.end))
        yield _result(id, MENTION, "labels", {**value, "labels": [mention.kind or OTHER]})
        if mention.stance is not None:
            yield _result(id, STANCES, "choices", {**value, "choices": [mention.stance]})
    for number, attribution in enumerate(sentence.attributions, start=1):
        ids = []
        for piece, (role, span) in enumerate(attribution.pieces, start=1):
            ids.append(f"{ATTRIBUTION}-{number}-{piece}")
            yield _result(ids[-1], ATTRIBUTION, "labels", {**_region(sentence.text, span), "labels": [role]})
        for other in ids[1:]:
            relation = {"from_id": ids[0], "to_id": other, "type": "relation", "direction": "right"}
            yield {**relation, "labels": [ATTRIBUTION]}
    for number, span in enumerate(sentence.loaded, start=1):
        value = _region(sentence.text, span)
        yield _result(f"{LOADED}-{number}", LOADED, "labels", {**value, "labels": [LOADED]})


def _result(id: str, control: str, type: str, value: Task) -> Task:
    return {"id": id, "from_name": control, "to_name": TEXT, "type": type, "value": value}


def _region(text: str, span: Span) -> Task:
    start, end = span
    return {"start": start, "end": end, "text": text[start:end]}


def from_task(task: Mapping[str, Any], faults: list[str]) -> list[AnnotatedSentence]:
    """Return the sentences of a task, one for each annotation that was not skipped, else that of the prediction."""
    data = object_of(task, "data", faults)
    origin, heads = read_origin(data.get(KEY), faults)
    blank = AnnotatedSentence(text_of(data, faults), heads, origin=origin)
    annotations = [each for each in list_of(task, "annotations", faults) if not _is_skipped(each)]
    if annotations:
        return [
            replace(_labeled(blank, each, faults), annotator=_annotator(each), is_reviewed=True) for each in annotations
        ]
    predictions = [each for each in list_of(task, "predictions", faults) if isinstance(each, Mapping)]
    return [_labeled(blank, predictions[0], faults) if predictions else blank]


def _completed_by(annotator: str | None) -> Task:
    """Return who made an annotation: the number of a user, or an address."""
    if annotator is None:
        return {}
    return {"completed_by": int(annotator) if annotator.isdecimal() else {"email": annotator}}


def _is_skipped(annotation: Any) -> bool:
    return isinstance(annotation, Mapping) and bool(annotation.get("was_cancelled"))


def _annotator(annotation: Any) -> str | None:
    by = annotation.get("completed_by") if isinstance(annotation, Mapping) else None
    by = (by.get("email") or by.get("id")) if isinstance(by, Mapping) else by
    return None if by is None else str(by)


def _labeled(blank: AnnotatedSentence, annotation: Any, faults: list[str]) -> AnnotatedSentence:
    """Return the sentence with the labels of an annotation or a prediction."""
    if not isinstance(annotation, Mapping):
        faults.append(f"an annotation is of type {type(annotation).__name__}, expected an object")
        return blank
    results = [each for each in list_of(annotation, "result", faults) if isinstance(each, Mapping)]
    spans = _Spans(blank.text, faults)
    stances = {str(each.get("id")): _label(each, "choices") for each in _of(results, STANCES)}
    mentions = [
        LabeledMention(*span, _kind(_label(each, "labels"), faults), stances.get(str(each.get("id"))))
        for each in _of(results, MENTION)
        if (span := spans.of(each))
    ]
    faults.extend(
        f"the {OTHER} {blank.text[each.start : each.end]!r} has no stance"
        for each in mentions
        if each.kind is None and each.stance is None
    )
    targets, actors = split(mentions)
    return replace(
        blank,
        opinion=_choice(results, "opinion"),
        bias=_choice(results, "bias"),
        targets=targets,
        actors=actors,
        attributions=joined(_role_regions(results, spans, faults), _links(results)),
        loaded=tuple(span for each in _of(results, LOADED) if (span := spans.of(each))),
    )


def _of(results: Iterable[Mapping[str, Any]], control: str) -> Iterator[Mapping[str, Any]]:
    return (each for each in results if each.get("from_name") == control)


def _label(result: Mapping[str, Any], key: str) -> str | None:
    value = result.get("value")
    labels = value.get(key) if isinstance(value, Mapping) else None
    return str(labels[0]) if isinstance(labels, list) and labels else None


def _choice(results: Sequence[Mapping[str, Any]], control: str) -> str | None:
    return next((label for each in _of(results, control) if (label := _label(each, "choices"))), None)


def _kind(label: str | None, faults: list[str]) -> str | None:
    if label not in (*KINDS, OTHER):
        faults.append(f"the label of a mention is {label!r}, expected one of {', '.join((*KINDS, OTHER))}")
    return None if label == OTHER else label


def _role_regions(results: Sequence[Mapping[str, Any]], spans: "_Spans", faults: list[str]) -> list[RoleRegion]:
    regions = []
    for each in _of(results, ATTRIBUTION):
        span, role = spans.of(each), _label(each, "labels")
        if role not in ROLES:
            faults.append(f"the label of a part of an attribution is {role!r}, expected one of {', '.join(ROLES)}")
        elif span:
            regions.append(RoleRegion(str(each.get("id")), role, span))
    return regions


def _links(results: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    relations = (each for each in results if each.get("type") == "relation")
    return [(str(each.get("from_id")), str(each.get("to_id"))) for each in relations]


class _Spans:
    """Reads the spans of regions, in code points or in the UTF-16 units of older versions."""

    def __init__(self, text: str, faults: list[str]) -> None:
        self._text, self._faults = text, faults
        self._utf16 = Utf16Offsets(text)

    def of(self, result: Mapping[str, Any]) -> Span | None:
        """Return the span of a region; None and a fault if its text is another."""
        value = result.get("value")
        value = value if isinstance(value, Mapping) else {}
        start, end, stated = value.get("start"), value.get("end"), value.get("text")
        if not isinstance(start, int) or not isinstance(end, int):
            self._faults.append(f"a region has the offsets {start!r} and {end!r}, expected whole numbers")
            return None
        first, last = self._utf16.to_code_points(start), self._utf16.to_code_points(end)
        if self._is(start, end, stated):
            return start, end
        if first is not None and last is not None and self._is(first, last, stated):
            return first, last
        self._faults.append(f"a region has the text {stated!r}, but its offsets are of {self._text[start:end]!r}")
        return None

    def _is(self, start: int, end: int, stated: Any) -> bool:
        """Return whether a span has the text that the region states, in which a line break may be written out."""
        text = self._text[start:end]
        return not isinstance(stated, str) or stated in (text, text.replace("\n", "\\n"))


def settings(heads: Sequence[Head], sentences: Sequence[AnnotatedSentence]) -> str:
    """Return the labeling configuration of a project, which is XML."""
    lines = ["<View>", '  <Header value="$before" size="6"/>', f'  <Text name="{TEXT}" value="$text"/>']
    lines.append('  <Header value="$after" size="6"/>')
    for name, labels in CHOICES.items():
        if name in heads:
            lines += _control("Choices", name, ' choice="single" showInline="true"', labels, "Choice")
    if {"stance", "actor"} & set(heads):
        kinds = [*(KINDS if "actor" in heads else ()), *([OTHER] if "stance" in heads else [])]
        lines += _control("Labels", MENTION, "", kinds, "Label")
    if "stance" in heads:
        region = f' choice="single" perRegion="true" whenTagName="{MENTION}"'
        lines += _control("Choices", STANCES, region, STANCE, "Choice")
    if "attribution" in heads:
        lines += _control("Labels", ATTRIBUTION, "", ROLES, "Label")
        lines.append(f'  <Relations><Relation value="{ATTRIBUTION}"/></Relations>')
    if "loaded" in heads:
        lines += _control("Labels", LOADED, "", [LOADED], "Label")
    return "\n".join([*lines, "</View>"]) + "\n"


def _control(tag: str, name: str, attributes: str, labels: Iterable[str], item: str) -> list[str]:
    items = [f"    <{item} value={quoteattr(label)}/>" for label in labels]
    return [f'  <{tag} name="{name}" toName="{TEXT}"{attributes}>', *items, f"  </{tag}>"]


KEYS = frozenset({"data"})
TOOL = Tool(to_task, from_task, keys=KEYS, is_array=True, settings_suffix=".config.xml", settings=settings)
