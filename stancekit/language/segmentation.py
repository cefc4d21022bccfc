"""Segmentation of a text into paragraphs, blocks and sentences.

Lines and paragraphs are split here; `boundaries` splits the sentences within
them. A newline ends a sentence, because a headline, a caption, a byline or a
list item has no full stop, unless it only wraps a paragraph.
"""

from collections.abc import Iterable, Iterator

from stancekit.language.boundaries import find_boundaries
from stancekit.language.lines import group_paragraphs, join_wrapped, split_lines


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
        sentences.extend(_whole(text, *part) if part == title else _segments(text, *part))
    return _keep_whole(sentences, keep)


def whole_text(text: str, *, keep: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the text as one sentence, or none if it is blank; see `split_sentences`."""
    return _keep_whole(_whole(text, 0, len(text)), keep)


def given_sentences(
    sentences: Iterable[tuple[int, int]], *, keep: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return sentences that another tool split, in order; see `split_sentences`."""
    return _keep_whole(list(sentences), keep)


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in blocks(text, start, end):
        trimmed = _trim(text, first, last)
        if trimmed:
            begin, last = trimmed
            for stop, resume in find_boundaries(text, begin, last):
                yield begin, stop
                begin = resume
            yield begin, last


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text as `(start, end)`: blank lines separate them, or newlines if there are none."""
    lines = split_lines(text, 0, len(text))
    grouped = list(group_paragraphs(text, lines))
    if len(grouped) == 1:
        return grouped[0]
    return [(group[0][0], group[-1][1]) for group in grouped]


def blocks(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans that a newline cannot split further: single lines, and wrapped paragraphs."""
    for paragraph in group_paragraphs(text, split_lines(text, start, len(text) if end is None else end)):
        yield from join_wrapped(text, paragraph) if len(paragraph) > 1 else paragraph


def _whole(text: str, start: int, end: int) -> list[tuple[int, int]]:
    trimmed = _trim(text, start, end)
    return [trimmed] if trimmed else []


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    segment = text[start:end]
    stripped = segment.strip()
    if len(stripped) < len(segment):
        start += len(segment) - len(segment.lstrip())
        end = start + len(stripped)
    return (start, end) if start < end else None


def _keep_whole(sentences: list[tuple[int, int]], keep: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences that share a kept span, and extend them over white space at its ends."""
    spans = list(keep)
    if not spans:
        return sentences
    kept: list[tuple[int, int]] = []
    for start, end in sorted([*sentences, *spans]):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
