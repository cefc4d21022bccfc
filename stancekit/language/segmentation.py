"""Segmentation of a text into paragraphs, blocks and sentences.

Lines and paragraphs are split here; sentencex splits the sentences within
them. A newline ends a sentence, because a headline, a caption, a byline or a
list item has no full stop, unless it only wraps a paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

import sentencex

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")  # sentencex 1.0 panics on some, as in "plan A\u00a0."
CHUNK = 10_000  # characters that sentencex gets at once, because it is quadratic in the length of some texts
WRAP_WIDTHS = range(40, 121)  # characters, at which editors and mail programs wrap
WRAP_EVENNESS = 0.7  # the shortest line of a wrapped paragraph, as a share of the longest


def split_sentences(
    text: str, *, title: tuple[int, int] | None = None, keep: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return the sentences of a text as `(start, end)` in code points.

    Args:
        text: any text.
        title: the span of the headline, which is one sentence.
        keep: spans, each with a character that is no white space, that no
            boundary may cut; the sentences on both sides are joined.

    Returns:
        Sentences in order, not overlapping; only white space lies between
        them. They have no white space at their ends, except in kept spans.
    """
    parts = [(0, len(text))] if title is None else [(0, title[0]), title, (title[1], len(text))]
    sentences: list[tuple[int, int]] = []
    for part in parts:
        segments = [part] if part == title else _segments(text, *part)
        sentences.extend(trimmed for start, end in segments if (trimmed := _trim(text, start, end)))
    return _keep_whole(sentences, keep)


def whole_text(text: str, *, keep: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the text as one sentence, or none if it is blank; see `split_sentences`."""
    trimmed = _trim(text, 0, len(text))
    return _keep_whole([trimmed], keep) if trimmed else []


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in blocks(text, start, end):
        begin = first
        for boundary in _boundaries(WIDE_SPACE.sub(" ", text[first:last])):
            yield begin, first + boundary
            begin = first + boundary
        if begin < last:
            yield begin, last


def _boundaries(block: str) -> Iterator[int]:
    """Yield the ends of a block's sentences.

    A long block is segmented in chunks. The last sentence of a chunk is
    segmented again with the next chunk, unless it fills half of its own.
    """
    start = 0
    while len(block) - start > CHUNK:
        chunk = block[start : start + CHUNK]
        ends = list(accumulate(map(len, sentencex.segment("en", chunk))))[:-1]
        yield from (start + end for end in ends)
        resume = ends[-1] if ends else 0
        if resume < CHUNK // 2:
            resume = chunk.rfind(" ", CHUNK // 2) + 1 or CHUNK
        start += resume
    yield from (start + end for end in accumulate(map(len, sentencex.segment("en", block[start:]))))


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


def _keep_whole(sentences: Iterable[tuple[int, int]], keep: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences that share a kept span, and extend them over white space at its ends."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted([*sentences, *keep]):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
