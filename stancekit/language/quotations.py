"""Quotations: matching quotation marks, across sentences and paragraphs."""

from collections.abc import Iterable
from dataclasses import dataclass

CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", '"': '"', "‘": "’"}  # by the mark that opens
DOUBLE_MARKS = frozenset('“”„«»"')  # marks with no other use, unlike the apostrophe


@dataclass(frozen=True)
class Quotation:
    """Quoted text from its opening to its closing mark, or over paragraphs that each repeat the opening mark.

    Attributes:
        parts: `(start, end)` in each paragraph, marks included.
    """

    parts: tuple[tuple[int, int], ...]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a span lies inside."""
        return any(first <= start and end <= last for first, last in self.parts)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a span has a character inside."""
        return any(first < end and start < last for first, last in self.parts)


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Find the quotations of a text.

    A mark that does not close in its paragraph counts only if the next
    paragraph opens with the same mark, as newspapers print long quotations.
    Marks inside a quotation belong to it.

    Args:
        text: any text.
        paragraphs: `(start, end)` of each.
    """
    quotations = []
    running: list[tuple[int, int]] = []  # parts of a quotation that is still open
    mark = ""
    for start, end in paragraphs:
        first = _skip_space(text, start, end)
        if running and text[first : first + 1] != mark:
            running = []
        closed, opened = _within(text, first, end)
        for number, part in enumerate(closed):
            quotations.append(Quotation((*running, part) if number == 0 else (part,)))
            running = []
        if opened is None:
            running = []
        else:
            running, mark = [*running, (opened, end)], text[opened]
    return quotations


def _within(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Return the closed quotations of a paragraph, and the position of a mark that stays open."""
    closed = []
    opened: int | None = None
    for position in range(start, end):
        character = text[position]
        if opened is None:
            if character in CLOSERS and _opens(text, position, start, end):
                opened = position
        elif character in CLOSERS[text[opened]] and _closes(text, position, end):
            closed.append((opened, position + 1))
            opened = None
    return closed, opened


def _opens(text: str, position: int, start: int, end: int) -> bool:
    """Tell whether a mark can open: a character follows it directly, and no letter precedes it."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return not after.isspace() and not before.isalnum()


def _closes(text: str, position: int, end: int) -> bool:
    """Tell whether a mark closes: a single mark before a letter is an apostrophe."""
    return text[position] != "’" or position + 1 >= end or not text[position + 1].isalnum()


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
