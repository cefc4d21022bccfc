"""The origin of a sentence in a task, under a key that the labeling tools pass through."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from stancekit.annotation.options import HEADS, Head
from stancekit.annotation.sentence import AnnotatedSentence, Origin

KEY = "stancekit"
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "start": int,
    "end": int,
    "before": str,
    "after": str,
    "probability": (int, float),
    "model": str,
    "score": (int, float),
}


def origin_fields(sentence: AnnotatedSentence) -> dict[str, Any]:
    """Return the origin of a sentence and its heads, without what is unknown."""
    origin = {name: value for name, value in asdict(sentence.origin).items() if value is not None}
    return {**origin, "heads": list(sentence.heads)}


def read_origin(record: Any, faults: list[str]) -> tuple[Origin, tuple[Head, ...]]:
    """Return the origin and the heads in a record that `origin_fields` wrote; empty ones for None.

    Args:
        record: the value of the key.
        faults: gets a line for each value that cannot be used.
    """
    if record is None:
        return Origin(), ()
    if not isinstance(record, Mapping):
        faults.append(f"{KEY} is of type {type(record).__name__}, expected an object")
        return Origin(), ()
    heads = record.get("heads") or ()
    if not isinstance(heads, list | tuple) or not set(map(str, heads)) <= set(HEADS):
        faults.append(f"heads is {heads!r}, expected some of {', '.join(HEADS)}")
        heads = ()
    return read_fields(record, faults), tuple(head for head in HEADS if head in heads)


def read_fields(record: Mapping[str, Any], faults: list[str]) -> Origin:
    """Return the origin in the keys of a record; others are ignored."""
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(Origin)):
        value = record.get(name)
        if value is not None and (not isinstance(value, TYPES[name]) or isinstance(value, bool)):
            faults.append(f"{name} is {value!r}, expected {_name(TYPES[name])}")
            continue
        values[name] = value
    return Origin(**values)


def _name(kind: type | tuple[type, ...]) -> str:
    return {str: "text", int: "a whole number"}.get(kind, "a number") if isinstance(kind, type) else "a number"
