"""Segmentation of a text into paragraphs, blocks and sentences.

Lines and paragraphs are split here; sentencex splits the sentences within
them. A newline ends a sentence, because a headline, a caption, a byline or a
list item has no full stop, unless it only wraps a paragraph.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sentencex

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")  # sentencex 1.0 panics on some, as in "plan A\u00a0."
WRAP_WIDTHS = range(40, 121)  # characters, at which editors and mail programs wrap
WRAP_EVENNESS = 0.7  # the shortest line of a wrapped paragraph, as a share of the longest


def split_sentences(
    text: str, *, title: tuple[int, int] | None = None, keep: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return the sentences of a text as `(start, end)` in code points.

    Args:
        text: any text.
        title: the span of the headline, which is one sentence.
        keep: spans that no boundary may cut; the sentences on both sides of
            such a boundary are joined.

    Returns:
        Sentences in order, not overlapping, without white space at the ends;
        only white space lies between them.
    """
    parts = [(0, len(text))] if title is None else [(0, title[0]), title, (title[1], len(text))]
    sentences: list[tuple[int, int]] = []
    for part in parts:
        segments = [part] if part == title else _segments(text, *part)
        sentences.extend(trimmed for start, end in segments if (trimmed := _trim(text, start, end)))
    return _join(sentences, keep)


def whole_text(text: str) -> list[tuple[int, int]]:
    """Return the text as one sentence, or none if it is blank."""
    trimmed = _trim(text, 0, len(text))
    return [trimmed] if trimmed else []


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in blocks(text, start, end):
        position = first
        for segment in sentencex.segment("en", WIDE_SPACE.sub(" ", text[first:last])):
            yield position, position + len(segment)
            position += len(segment)
        if position < last:
            yield position, last


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text as `(start, end)`: blank lines separate them, or newlines if there are none."""
    lines = [(start, end) for start, end in _lines(text, 0, len(text)) if text[start:end].strip()]
    grouped = list(_paragraphs(_lines(text, 0, len(text)), text))
    return lines if len(grouped) == 1 else [(group[0][0], group[-1][1]) for group in grouped]


def blocks(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans that a newline cannot split further: single lines, and wrapped paragraphs."""
    for paragraph in _paragraphs(_lines(text, start, len(text) if end is None else end), text):
        if _is_wrapped([text[slice(*line)] for line in paragraph]):
            yield paragraph[0][0], paragraph[-1][1]
        else:
            yield from paragraph


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in LINE_BREAK.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _paragraphs(lines: Iterable[tuple[int, int]], text: str) -> Iterator[list[tuple[int, int]]]:
    paragraph: list[tuple[int, int]] = []
    for start, end in lines:
        if text[start:end].strip():
            paragraph.append((start, end))
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether the newlines in a paragraph only wrap it at a width."""
    if len(lines) < 2:
        return False
    full = [len(line.rstrip()) for line in lines[:-1]]
    even = min(full) >= WRAP_EVENNESS * max(full) and len(lines[-1].rstrip()) <= max(full) / WRAP_EVENNESS
    continued = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return max(full) in WRAP_WIDTHS and even and 2 * continued >= len(lines) - 1


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    segment = text[start:end]
    start += len(segment) - len(segment.lstrip())
    end = start + len(segment.strip())
    return (start, end) if start < end else None


def _join(sentences: list[tuple[int, int]], keep: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join sentences that share a kept span; white space at its ends does not count."""
    joined = sentences[:1]
    waiting = deque(sorted(keep))
    reach = 0  # the furthest end of the kept spans that begin before the boundary
    for before, (start, end) in pairwise(sentences):
        while waiting and waiting[0][0] < before[1]:
            reach = max(reach, waiting.popleft()[1])
        if start < reach:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
