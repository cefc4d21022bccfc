"""Spans that the user gives, checked."""

from collections.abc import Iterable
from numbers import Integral
from typing import TypeAlias

from stancekit.errors import SpanError

Bounds: TypeAlias = tuple[int, int]  # (start, end) in code points, end-exclusive


def checked_bounds(span: Bounds, what: str) -> Bounds:
    """Return a span as two ints.

    Args:
        span: `(start, end)`.
        what: what the span is, for an error.

    Raises:
        SpanError: it is not a pair of integers, or is negative, empty or reversed.
    """
    try:
        start, end = span
        start, end = start.__index__(), end.__index__()
    except (TypeError, ValueError, AttributeError) as error:
        raise SpanError(f"{what} {span!r} is not a pair (start, end) of integers.") from error
    if start < 0:
        raise SpanError(f"{what} ({start}, {end}) lies outside the text, which begins at 0.")
    if start >= end:
        fault = "is empty" if start == end else "is reversed"
        raise SpanError(f"{what} ({start}, {end}) {fault}: start must be less than end, and end is exclusive.")
    return start, end


def checked_list(spans: Iterable[Bounds], what: str, option: str) -> tuple[Bounds, ...]:
    """Return the distinct spans of a list, in its order; see `checked_bounds`.

    Args:
        spans: the spans, at least one.
        what: what each span is, for an error.
        option: the name of the list, for an error.

    Raises:
        TypeError: a single span instead of a list.
        SpanError: the list is empty, or a span is invalid.
    """
    listed = list(spans)
    if listed and all(isinstance(each, Integral) for each in listed):
        raise TypeError(f"{option} is a single span, expected a list of them: {option}=[{spans!r}].")
    if not listed:
        raise SpanError(f"{option} is empty, expected at least one span.")
    return tuple(dict.fromkeys(checked_bounds(span, what) for span in listed))


def checked_span(text: str, span: Bounds, what: str) -> Bounds:
    """Return a span of a text as two ints.

    Args:
        text: the text.
        span: `(start, end)`.
        what: what the span is, for an error.

    Raises:
        SpanError: see `checked_bounds`; or it ends after the text, or covers only white space.
    """
    start, end = checked_bounds(span, what)
    if end > len(text):
        raise SpanError(f"{what} ({start}, {end}) lies outside the text, which has {len(text)} characters.")
    if text[start:end].isspace():
        raise SpanError(f"{what} ({start}, {end}) covers only white space.")
    return start, end
