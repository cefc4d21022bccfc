"""Imported labels as the gold rows that `stancekit.validation` takes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from stancekit.annotation.faults import check_faults
from stancekit.annotation.label_file import IS_REVIEWED, from_row
from stancekit.annotation.options import Head
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.errors import InputError

TARGETS: tuple[Head, ...] = ("opinion", "bias", "stance")


def has_labels(path: str | PathLike[str]) -> bool:
    """Return whether a file is one of `label_file`, by its first row."""
    if not str(path).endswith(".jsonl"):
        return False
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            row = json.loads(next(lines, ""))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, Mapping) and {"text", IS_REVIEWED} <= row.keys()


def gold_rows(
    rows: Sequence[Mapping[str, Any]], *, target: str | None, label: str, probability: str
) -> list[dict[str, Any]]:
    """Return a gold row for each reviewed label of a target.

    Args:
        rows: the rows that `label_file` wrote.
        target: `opinion`, `bias` or `stance`; None for the first of them that
            has labels.
        label: the column to write the label to.
        probability: the column to write the inclusion probability to.

    Raises:
        InputError: no such target, or rows have faults, of which the first are listed.
    """
    faults: list[str] = []
    sentences = []
    for number, row in enumerate(rows, start=1):
        of_row: list[str] = []
        sentences.append(from_row(row, of_row))
        faults += [f"row {number}: {fault}" for fault in of_row]
    check_faults("the gold", faults)
    labeled = {head for sentence in sentences for head in sentence.labeled_heads if sentence.is_reviewed}
    head = target or next((each for each in TARGETS if each in labeled), TARGETS[0])
    if head not in TARGETS:
        raise InputError(f"labels of sentences are gold for {', '.join(TARGETS)}, not for {head!r}.")
    reviewed = (sentence for sentence in sentences if sentence.is_reviewed and head in sentence.heads)
    return [
        {"id": each.origin.id, **place, "text": each.text, label: name, probability: each.origin.probability}
        for each in reviewed
        for place, name in _labels(each, head)
    ]


def _labels(sentence: AnnotatedSentence, head: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the place of each labeled unit in its article, and the label."""
    start = sentence.origin.start or 0
    if head == "stance":
        for target in sentence.targets:
            yield {"start": start + target.start, "end": start + target.end}, target.stance
        return
    name = sentence.opinion if head == "opinion" else sentence.bias
    if name is not None:
        yield {"start": sentence.origin.start, "end": sentence.origin.end}, name
