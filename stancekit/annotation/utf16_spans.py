"""Spans that a tool gives in UTF-16 units."""

from typing import Any

from stancekit.annotation.flat_labels import FlatSpan
from stancekit.annotation.offsets import Utf16Offsets


def flat_span(values: Any, offsets: Utf16Offsets, faults: list[str]) -> FlatSpan | None:
    """Return a span in code points; None and a fault if it is not in the text.

    Args:
        values: the start, end and label of the span.
        offsets: the offsets of the text.
        faults: gets the fault.
    """
    if (
        not isinstance(values, list | tuple)
        or len(values) != 3
        or not all(isinstance(each, int) for each in values[:2])
    ):
        faults.append(f"a span is {values!r}, expected its start, end and label")
        return None
    start, end = offsets.to_code_points(values[0]), offsets.to_code_points(values[1])
    if start is None or end is None:
        faults.append(f"the span ({values[0]}, {values[1]}) does not fit the text, in UTF-16 units")
        return None
    return start, end, str(values[2])
