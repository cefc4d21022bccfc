"""Your own labels: JSON Lines, checked row by row before anything is trained.

A row has `text` and any of `opinion`, `bias` and `targets`::

    {"text": "The mayor lied again.", "opinion": "opinion", "bias": "biased",
     "targets": [{"start": 0, "end": 9, "stance": "against"}]}
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stancekit.errors import SpanError
from stancekit.labels import BIAS, OPINION, STANCE
from stancekit.inputs.text import checked_span
from stancekit_training.corpora.sentence import CorpusError, Item, Target

KEYS = ("text", "opinion", "bias", "targets")
TARGET_KEYS = ("start", "end", "stance")


def load(path: Path, name: str) -> list[Item]:
    """Read a file of your own labels.

    Raises:
        CorpusError: lists every fault of every row, with its number.
    """
    if not path.is_file():
        raise CorpusError(f"corpus {name}: there is no file {path}.")
    items: list[Item] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"row {number}: not JSON ({error})")
            continue
        found = list(_faults(row))
        faults.extend(f"row {number}: {fault}" for fault in found)
        if not found:
            items.append(_item(row, name))
    if faults:
        raise CorpusError(f"{path} has {len(faults)} faults:\n" + "\n".join(f"  {fault}" for fault in faults))
    if not items:
        raise CorpusError(f"{path} holds no row.")
    return items


def _item(row: dict[str, Any], name: str) -> Item:
    targets = tuple(
        Target(((target["start"], target["end"]),), target["stance"]) for target in row.get("targets") or ()
    )
    return Item(row["text"], name, opinion=row.get("opinion"), bias=row.get("bias"), targets=targets)


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
