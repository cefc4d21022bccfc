"""Quotations: matching quotation marks, across sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from stancekit.language import lexicon

# The marks that may close a quotation, by the mark that opens it. Content systems mix straight and curly marks.
CLOSERS: Mapping[str, tuple[str, ...]] = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "‹": ("›",),
    '"': ('"', "”", "''"),
    "”": ("”", '"'),  # turned the wrong way, or as in Swedish
    "``": ("''",),
    "''": ("''",),
    "‘": ("’",),
    "'": ("'",),
}
DOUBLE_MARKS = frozenset('“”„«»"')  # marks with no other use, unlike the apostrophe
SINGLE_MARKS = frozenset("'‘’")
MARK = re.compile(r"``|''|[“”„«»‹›\"‘’']")
AFTER_SINGLE = '“"…[($£€'  # that a single quotation mark may precede, besides letters and digits
SHORT_WORD = re.compile(r"[^\W\d_]{1,8}")
SENTENCE_END = re.compile(r"[.!?]\s+\S")
MAX_LATER = 4  # paragraphs after one whose mark stays open, in which it may close
SPEECH, SPEECH_WORDS = 60, 4  # characters and words after a mark in which "said" stands
DECADE = re.compile(r"\d0s\b")

Closing: TypeAlias = Literal["no", "perhaps", "yes"]


@dataclass(frozen=True)
class Quotation:
    """Quoted text from its opening to its closing mark, or over paragraphs that each repeat the opening mark.

    Attributes:
        parts: `(start, end)` in each paragraph, marks included.
    """

    parts: tuple[tuple[int, int], ...]

    def covers(self, start: int, end: int) -> bool:
        """Return whether a span lies inside."""
        before = bisect_right(self.parts, start, key=lambda part: part[0]) - 1
        return before >= 0 and end <= self.parts[before][1]


@dataclass(frozen=True)
class _Mark:
    """A quotation mark in a paragraph.

    Attributes:
        start, end: the bounds in the text.
        text: the mark.
        opens: whether it can open a quotation.
        closes: whether it closes one; `perhaps` for a single mark that may
            be the apostrophe of a plural, as in "the boys' club".
    """

    start: int
    end: int
    text: str
    opens: bool
    closes: Closing


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Find the quotations of a text.

    A mark that does not close in its paragraph counts only if the next
    paragraph opens with the same mark, as newspapers print long quotations,
    or if one of the next closes it. A double mark before the only sentence of its
    paragraph counts as well: its closing mark was forgotten.
    Marks inside a quotation belong to it. Straight and curly marks may be
    mixed, and single marks quote like double ones, as in the British press.

    Args:
        text: any text.
        paragraphs: `(start, end)` of each.
    """
    quotations: list[Quotation] = []
    running: list[tuple[int, int]] = []  # parts of a quotation that is still open
    mark = ""
    bounds = [(_skip_space(text, start, end), end) for start, end in paragraphs]
    firsts = [text[start : min(start + 1, end)] for start, end in bounds]
    read = [_Paragraph(text, *pair, after) for pair, after in zip(bounds, [*firsts[1:], ""], strict=False)]
    closed_to = 0  # the end of a quotation that an earlier paragraph opened
    for number, paragraph in enumerate(read):
        if running and not text.startswith(mark, paragraph.start, paragraph.end):
            quotations += _unclosed(text, running[-1])
            running = []
        closed, opened = paragraph.quotations()
        for position, part in enumerate(part for part in closed if part[1] > closed_to):
            quotations.append(Quotation((*running, part) if position == 0 else (part,)))
            running = []
        if opened is None:
            running = []
            continue
        running.append((opened.start, paragraph.end))
        mark = opened.text
        later = _parts_to_closer(opened, read[number + 1 : number + 1 + MAX_LATER])
        if later:
            quotations.append(Quotation((*running, *later)))
            running, closed_to = [], later[-1][1]
    return quotations + (_unclosed(text, running[-1]) if running else [])


def _parts_to_closer(opened: _Mark, later: Iterable["_Paragraph"]) -> list[tuple[int, int]]:
    """Return the parts of a quotation in the paragraphs after it, if the first double mark in them closes it."""
    parts = []
    for paragraph in later if opened.text in DOUBLE_MARKS else ():
        first = paragraph.first_double
        if first is None:
            parts.append((paragraph.start, paragraph.end))
        elif first.text in CLOSERS[opened.text] and not first.opens and first.start > paragraph.start:
            return [*parts, (paragraph.start, first.end)]
        else:
            break
    return []


def _unclosed(text: str, part: tuple[int, int]) -> list[Quotation]:
    """Return a paragraph of one sentence as a quotation if a double mark opens it, and no mark closes it."""
    start, end = part
    is_alone = text[start] in DOUBLE_MARKS and DOUBLE_MARKS.isdisjoint(text[start + 1 : end])
    is_first = start == 0 or text[start - 1] in "\n\r"
    return [Quotation((part,))] if is_alone and is_first and not SENTENCE_END.search(text, start, end) else []


class _Paragraph:
    """The quotation marks of a paragraph."""

    def __init__(self, text: str, start: int, end: int, after: str) -> None:
        """Find the marks.

        Args:
            text: the whole text.
            start: the start of the paragraph, which begins with no white space.
            end: the end of the paragraph.
            after: the first character of the next paragraph.
        """
        self.start, self.end = start, end
        self._text, self._after = text, after
        matches = MARK.finditer(text, start, end)
        self._marks = [self._mark(match.start(), match.end(), match.group()) for match in matches]
        self._curly_closers = [mark.start for mark in self._marks if mark.text == "”"]
        self._curly_openers = [mark.start for mark in self._marks if mark.text == "“" and mark.opens]
        self._last_closers = {mark.text: mark.start for mark in self._marks if mark.closes != "no"}

    @property
    def first_double(self) -> _Mark | None:
        """The first double mark."""
        return next((mark for mark in self._marks if mark.text in DOUBLE_MARKS), None)

    def quotations(self) -> tuple[list[tuple[int, int]], _Mark | None]:
        """Return the closed quotations, and the mark that stays open."""
        following = self._following()
        closed = self._without_opener()
        opened: _Mark | None = None
        is_nested = False  # whether a curly quotation is open within a straight one
        for number, mark in enumerate(self._marks):
            if opened is None or (mark.text == opened.text == "'" and mark.opens):
                opened, is_nested = (mark if self._begins(mark) else opened), False
            elif opened.text == '"' and mark.text == "“" and mark.opens:
                is_nested = True
            elif is_nested and mark.text == "”":
                is_nested = False
            elif self._ends(opened, mark, following[number]):
                closed.append((opened.start, mark.end))
                opened = None
        return closed, opened

    def _without_opener(self) -> list[tuple[int, int]]:
        """Return the quotation that begins the paragraph if its opening mark was forgotten: 'It rained,” she said.'."""
        first = self.first_double
        if first is None or first.text not in ('"', "”") or first.opens or first.start == self.start:
            return []
        after = self._text[first.end : min(self.end, first.end + SPEECH)].lower().split()[:SPEECH_WORDS]
        has_verb = not lexicon.speech().isdisjoint(word.strip(".,:;") for word in after)
        is_speech = has_verb and self._text[first.start - 1] in ",.?!"
        return [(self.start, first.end)] if is_speech and self._text[first.end : first.end + 1] == " " else []

    def _mark(self, start: int, end: int, mark: str) -> _Mark:
        before = self._text[start - 1] if start > self.start else " "
        after = self._text[end] if end < self.end else " "
        is_first = start == self.start and mark in DOUBLE_MARKS
        opens = (not after.isspace() or is_first) and not before.isalnum()
        if mark in SINGLE_MARKS:
            opens = opens and mark != "’" and (after.isalnum() or after in AFTER_SINGLE) and not self._is_elision(end)
            return _Mark(start, end, mark, opens, _closing(mark, before, after))
        return _Mark(start, end, mark, opens, "yes")

    def _is_elision(self, end: int) -> bool:
        """Return whether a single mark stands for letters or digits that are left out: '90s, 'em."""
        if DECADE.match(self._text, end):
            return True
        word = SHORT_WORD.match(self._text, end)
        return word is not None and word.group().lower() in lexicon.words("elisions")

    def _following(self) -> list[_Mark | None]:
        """Return for each mark the next single mark that is no apostrophe within a word."""
        following: list[_Mark | None] = []
        latest = None
        for mark in reversed(self._marks):
            following.append(latest)
            if mark.text in SINGLE_MARKS and (mark.opens or mark.closes != "no"):
                latest = mark
        return following[::-1]

    def _begins(self, mark: _Mark) -> bool:
        """Return whether a mark begins a quotation; a single one only if it is closed or repeated."""
        if not mark.opens or mark.text not in CLOSERS:
            return False
        if mark.text == "”":
            is_free = mark.start == self.start or self._text[mark.start - 1].isspace()
            is_before_word = self._text[mark.end : mark.end + 1].isalnum()
            return is_free and is_before_word and self._text.find("“", self.start, mark.start) < 0
        if mark.text not in SINGLE_MARKS:
            return True
        closers = (self._last_closers.get(closer, mark.start) for closer in CLOSERS[mark.text])
        return self._after == mark.text or any(closer > mark.start for closer in closers)

    def _ends(self, opened: _Mark, mark: _Mark, following: _Mark | None) -> bool:
        """Return whether a mark ends a quotation."""
        if mark.text not in CLOSERS[opened.text]:
            return False
        if opened.text in "“„" and mark.text == '"':
            return self._has_no_curly_closer(mark)
        if mark.closes != "perhaps":
            return mark.closes == "yes"
        return following.closes == "no" if following else self._after != opened.text

    def _has_no_curly_closer(self, mark: _Mark) -> bool:
        """Return whether the next curly mark after a straight one opens, or there is none."""
        closer = bisect_left(self._curly_closers, mark.start)
        opener = bisect_left(self._curly_openers, mark.start)
        if closer == len(self._curly_closers):
            return True
        return opener < len(self._curly_openers) and self._curly_openers[opener] < self._curly_closers[closer]


def _closing(mark: str, before: str, after: str) -> Closing:
    """Return whether a single mark closes: not before a letter nor after a space, perhaps after the s of a plural."""
    if after.isalnum() or before.isspace() or mark == "‘":
        return "no"
    return "perhaps" if before in "sSzZxX" else "yes"


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
