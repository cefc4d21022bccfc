"""Labels of your own: JSON Lines, checked row by row before training begins.

A row has `text` and any of `opinion`, `bias` and `targets`::

    {"text": "The mayor lied again.", "opinion": "opinion", "bias": "biased",
     "targets": [{"start": 0, "end": 9, "stance": "against"}]}
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stancekit.errors import SpanError
from stancekit.inputs.text import checked_span
from stancekit.labels import BIAS, OPINION, STANCE
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.errors import CorpusError

KEYS = ("text", "opinion", "bias", "targets")
TARGET_KEYS = ("start", "end", "stance")


def load(path: Path, name: str) -> list[LabeledSentence]:
    """Read a file of labels.

    Args:
        path: the file.
        name: the name of the corpus in the recipe.

    Raises:
        CorpusError: there is no file, or no row in it, or rows have faults,
            which are listed with their row numbers.
    """
    if not path.is_file():
        raise CorpusError(f"corpus {name}: there is no file {path}.")
    sentences: list[LabeledSentence] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"row {number}: not JSON ({error})")
            continue
        row_faults = list(_faults(row))
        faults.extend(f"row {number}: {fault}" for fault in row_faults)
        if not row_faults:
            sentences.append(_sentence(row, name))
    if faults:
        raise CorpusError(f"{path} has {len(faults)} faults:\n" + "\n".join(f"  {fault}" for fault in faults))
    if not sentences:
        raise CorpusError(f"{path} has no rows.")
    return sentences


def _sentence(row: dict[str, Any], name: str) -> LabeledSentence:
    targets = tuple(
        Target(((target["start"], target["end"]),), target["stance"]) for target in row.get("targets") or ()
    )
    return LabeledSentence(row["text"], name, opinion=row.get("opinion"), bias=row.get("bias"), targets=targets)


def _faults(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"a {type(row).__name__}, expected an object with {', '.join(KEYS)}"
        return
    yield from (f"unknown key {key!r}; valid: {', '.join(KEYS)}" for key in row if key not in KEYS)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        yield f"text is {text!r}, expected a sentence"
        return
    for key, labels in (("opinion", OPINION), ("bias", BIAS)):
        if row.get(key) is not None and row[key] not in labels:
            yield f"{key} is {row[key]!r}, expected one of {', '.join(labels)}"
    targets = row.get("targets") or []
    if not isinstance(targets, list):
        yield f"targets is a {type(targets).__name__}, expected a list"
        return
    for target in targets:
        yield from _target_faults(text, target)
    if all(row.get(key) in (None, []) for key in KEYS[1:]):
        yield f"no label: give any of {', '.join(KEYS[1:])}"


def _target_faults(text: str, target: Any) -> Iterator[str]:
    if not isinstance(target, dict) or set(target) != set(TARGET_KEYS):
        yield f"target {target!r}, expected an object with {', '.join(TARGET_KEYS)}"
        return
    try:
        checked_span(text, (target["start"], target["end"]), "target")
    except SpanError as error:
        yield str(error).rstrip(".")
    if target["stance"] not in STANCE:
        yield f"stance is {target['stance']!r}, expected one of {', '.join(STANCE)}"
