"""Labels in stancekit's own JSON Lines, for `stancekit train` and `stancekit validate`.

A row has `text` and the labels of its heads: `opinion`, `bias`, `targets`,
`actors`, `attributions` and `loaded`. The other keys tell where the sentence
comes from.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from os import PathLike
from pathlib import Path
from typing import Any

from stancekit.annotation.faults import check_faults
from stancekit.annotation.options import HEADS, Head
from stancekit.annotation.origins import read_fields
from stancekit.annotation.sentence import (
    AnnotatedSentence,
    LabeledActor,
    LabeledAttribution,
    LabeledTarget,
    Span,
)
from stancekit.annotation.tool import list_of, text_of
from stancekit.errors import InputError
from stancekit.labels import ROLES

LABEL_KEYS: Mapping[Head, str] = {  # the key of a row that holds the labels of a head
    "opinion": "opinion",
    "bias": "bias",
    "stance": "targets",
    "actor": "actors",
    "attribution": "attributions",
    "loaded": "loaded",
}
ANNOTATOR, IS_REVIEWED = "annotator", "is_reviewed"


def to_row(sentence: AnnotatedSentence) -> dict[str, Any]:
    """Return the row of a sentence."""
    labels: dict[Head, Any] = {
        "opinion": sentence.opinion,
        "bias": sentence.bias,
        "stance": [asdict(target) for target in sentence.targets],
        "actor": [asdict(actor) for actor in sentence.actors],
        "attribution": [_parts(attribution) for attribution in sentence.attributions],
        "loaded": [list(span) for span in sentence.loaded],
    }
    row = {"text": sentence.text, **{LABEL_KEYS[head]: labels[head] for head in HEADS if head in sentence.heads}}
    row |= {name: value for name, value in asdict(sentence.origin).items() if value is not None}
    row |= {ANNOTATOR: sentence.annotator} if sentence.annotator is not None else {}
    return {**row, IS_REVIEWED: sentence.is_reviewed}


def from_row(row: Mapping[str, Any], faults: list[str]) -> AnnotatedSentence:
    """Return the sentence of a row; a fault for each value that cannot be used."""
    annotator = row.get(ANNOTATOR)
    sentence = AnnotatedSentence(
        text_of(row, faults),
        tuple(head for head in HEADS if LABEL_KEYS[head] in row),
        opinion=row.get("opinion"),
        bias=row.get("bias"),
        targets=tuple(
            LabeledTarget(*values) for values in _objects(row, "targets", ("start", "end", "stance"), faults)
        ),
        actors=tuple(LabeledActor(*values) for values in _objects(row, "actors", ("start", "end", "kind"), faults)),
        attributions=tuple(_attribution(each, faults) for each in list_of(row, "attributions", faults)),
        loaded=_spans(list_of(row, "loaded", faults), "loaded", faults),
        origin=read_fields(row, faults),
        annotator=None if annotator is None else str(annotator),
        is_reviewed=row.get(IS_REVIEWED, True) is True,
    )
    if sentence.text:
        faults.extend(sentence.faults())
    return sentence.normalized()


def write_labels(sentences: Iterable[AnnotatedSentence], path: str | PathLike[str]) -> None:
    """Write a file of labels.

    Raises:
        OSError: it cannot be written.
    """
    lines = (json.dumps(to_row(sentence), ensure_ascii=False) for sentence in sentences)
    Path(path).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_labels(path: str | PathLike[str]) -> list[AnnotatedSentence]:
    """Read a file of labels.

    Raises:
        InputError: it cannot be read, or rows have faults, which are listed
            with their numbers.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    sentences: list[AnnotatedSentence] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            of_row: list[str] = []
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = line
            if isinstance(row, Mapping):
                sentences.append(from_row(row, of_row))
            else:
                of_row = ["not a JSON object"]
            faults += [f"row {number}: {fault}" for fault in of_row]
    check_faults(str(path), faults)
    return sentences


def _parts(attribution: LabeledAttribution) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in getattr(attribution, role)] for role in ROLES}


def _objects(row: Mapping[str, Any], key: str, names: tuple[str, str, str], faults: list[str]) -> list[list[Any]]:
    """Return the values of objects that have a start, an end and a label."""
    values = []
    for each in list_of(row, key, faults):
        if not isinstance(each, Mapping) or set(each) != set(names) or not _are_offsets(each["start"], each["end"]):
            faults.append(f"{key} has {each!r}, expected an object with {', '.join(names)}")
        else:
            values.append([each[name] for name in names])
    return values


def _attribution(record: Any, faults: list[str]) -> LabeledAttribution:
    if not isinstance(record, Mapping) or not set(record) <= set(ROLES):
        faults.append(f"attributions has {record!r}, expected an object with {', '.join(ROLES)}")
        return LabeledAttribution()
    return LabeledAttribution(**{role: _spans(list_of(record, role, faults), role, faults) for role in ROLES})


def _spans(spans: Iterable[Any], name: str, faults: list[str]) -> tuple[Span, ...]:
    checked = []
    for span in spans:
        if isinstance(span, list | tuple) and len(span) == 2 and _are_offsets(*span):
            checked.append((span[0], span[1]))
        else:
            faults.append(f"{name} has {span!r}, expected a start and an end")
    return tuple(checked)


def _are_offsets(start: Any, end: Any) -> bool:
    return all(isinstance(each, int) and not isinstance(each, bool) for each in (start, end))
