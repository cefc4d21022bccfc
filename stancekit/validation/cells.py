"""Cells of gold files as text, whatever format they came in."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

FORMULA_STARTS = "=+-@\t\r"  # with which a spreadsheet begins a formula
GUARD = "'"
EMPTY = ("nan", "<NA>", "NaT")  # missing values of pandas as text
GUARDED = (*FORMULA_STARTS, GUARD)


def as_cell(value: Any) -> str:
    """Return a value as text without surrounding white space; whole numbers without decimals, empty values as ''."""
    if value is None or str(value) in EMPTY:
        return ""
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    return unguarded(str(value).strip())


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: one that could be begins with an apostrophe."""
    is_formula = text.startswith(tuple(FORMULA_STARTS))
    return GUARD + text if is_formula or _is_guarded(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was called with."""
    return text[1:] if _is_guarded(text) else text


def as_records(gold: Any) -> list[Mapping[str, str]]:
    """Return the rows of gold as records of cells.

    Args:
        gold: a DataFrame of pandas, an Arrow table, or an iterable of mappings.

    Raises:
        TypeError: it is none of these.
    """
    if hasattr(gold, "to_pylist"):
        rows: Iterable[Any] = gold.to_pylist()
    elif hasattr(gold, "to_dict"):
        rows = gold.to_dict("records")
    else:
        rows = gold
    records: list[Mapping[str, str]] = []
    for row in rows:
        if not isinstance(row, Mapping):
            raise TypeError(f"a gold row is of type {type(row).__name__}, expected a mapping of columns to values.")
        records.append({str(column).strip(): as_cell(value) for column, value in row.items()})
    return records


def _is_guarded(text: str) -> bool:
    return text[:1] == GUARD and text[1:2] in GUARDED and len(text) > 1
