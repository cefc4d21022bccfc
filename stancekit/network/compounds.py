"""Spans over whole compounds, so that no hyphen stands for a word."""

import re
from collections.abc import Iterable

COMPOUND = re.compile(r"[-\u2010\u2011](?=\w)")
ScoredSpan = tuple[int, int, float]  # start, end, probability


def whole_compounds(text: str, spans: Iterable[ScoredSpan], start: int, end: int) -> list[ScoredSpan]:
    """Trim the marks around spans, drop those without a letter or digit, and extend them over compounds that they cut.

    Args:
        text: the text.
        spans: `(start, end, probability)` in the order of the text.
        start: the start of the sentence; no span extends beyond it.
        end: the end of the sentence.
    """
    whole: list[ScoredSpan] = []
    for first, last, probability in spans:
        while first < last and not text[first].isalnum():
            first += 1
        while first < last and not text[last - 1].isalnum():
            last -= 1
        if first == last:
            continue
        first, last = _compound(text, first, last, start, end)
        if whole and whole[-1][1] >= first:
            begin, _, other = whole.pop()
            first, probability = min(begin, first), max(other, probability)
        whole.append((first, last, probability))
    return whole


def _compound(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the compound around a span."""
    while last < end and COMPOUND.match(text, last):
        last += 1
        while last < end and _is_part(text[last]):
            last += 1
    while first > start + 1 and COMPOUND.match(text, first - 1) and _is_part(text[first - 2]):
        first -= 1
        while first > start and _is_part(text[first - 1]):
            first -= 1
    return first, last


def _is_part(character: str) -> bool:
    return character.isalnum() or character in "'’_"
