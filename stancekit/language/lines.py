"""Lines of a text, and the paragraphs that are wrapped over several lines."""

import re
from collections.abc import Iterable, Iterator

from stancekit.language import lexicon

LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\n?")
MAIL_PREFIX = re.compile(r"[\s>|]*")
BULLET = re.compile(r"[-•▪·►*–—]\s|[•▪►](?=\w)|\*(?=[A-Z][^*]*\Z)|\([\da-z]{1,3}\)\s(?!\d{3}\W)")  # "*so*" is emphasis
LIST_NUMBER = re.compile(r"\d{1,3}[.)]\s")
END = re.compile(r"[.!?…:][\"”’'»)\]]*$")
ENDS_WITHIN = re.compile(r"[a-z]{3}[.!?][”\"’']? [A-Z]")
WRAP_WIDTHS = range(40, 121)  # characters, at which editors and mail programs wrap
COLUMN_WIDTHS = range(24, 40)  # at which a newspaper's narrow columns wrap
HYPHEN = re.compile(r"[^\W\d_]-$")
WRAP_EVENNESS = 0.7  # the shortest line of a wrapped paragraph, as a share of the longest
MIN_CONTINUED_SHARE = 1 / 3  # of the line breaks within sentences, those whose words show it
MIN_FILLED_LINES = 3  # of a paragraph whose lines are all as long as its width allows
MIN_CONTINUED_SHARE_IN_COLUMN = 1 / 2  # because a list or a poem has short lines, too


def split_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a part of a text, without their line breaks."""
    lines = []
    for match in LINE_BREAK.finditer(text, start, end):
        first, last = match.span()
        if last - first == 2 and text[first] != "\r":  # a line break and an empty line
            lines.append((start, first))
            start, first = first + 1, last - 1
        lines.append((start, first))
        start = last
    lines.append((start, end))
    return lines


def group_paragraphs(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines of each paragraph; blank lines separate paragraphs."""
    paragraph: list[tuple[int, int]] = []
    for line in lines:
        start, end = line
        if start < end and not text[start:end].isspace():
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def join_wrapped(text: str, paragraph: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of a paragraph that are wrapped at a width, and return the other lines as they are."""
    lines = [_Line(text[start:end]) for start, end in paragraph]
    width = max(line.length for line in lines)
    if width not in WRAP_WIDTHS and width not in COLUMN_WIDTHS:
        return paragraph
    least = MIN_CONTINUED_SHARE if width in WRAP_WIDTHS else MIN_CONTINUED_SHARE_IN_COLUMN
    joined: list[tuple[int, int]] = []
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and not _starts_anew(lines[number - 1], lines[number], width):
            continue
        if _is_wrapped(lines[first:number], least, width):
            joined.append((paragraph[first][0], paragraph[number - 1][1]))
        else:
            joined += paragraph[first:number]
        first = number
    return joined


class _Line:
    """A line without the prefix of a mail that is cited."""

    def __init__(self, line: str) -> None:
        prefix = MAIL_PREFIX.match(line)
        self.depth = prefix.group().count(">") if prefix else 0
        self.text = line[prefix.end() if prefix else 0 :].rstrip()
        self.length = len(line.rstrip())

    @property
    def is_finished(self) -> bool:
        """The line ends like a sentence."""
        return END.search(self.text[-8:]) is not None

    def continues(self, before: "_Line") -> bool:
        """Return whether the words at the line break show that it is within a sentence."""
        if self.text[:1].islower() or before.text[-1:] == ",":
            return True
        dangling = lexicon.words("dangling", of="boundaries")
        if before.text[before.text.rfind(" ") + 1 :].lower() in dangling:
            return True
        first = self.text.partition(" ")[0]
        return (
            first.isupper()
            and before.text.isupper()
            and first.lower() in dangling | lexicon.words("prepositions", of="boundaries")
        )


def _starts_anew(before: _Line, line: _Line, width: int) -> bool:
    """Return whether a line begins a list item or follows a line that ends before the width."""
    if line.text[:1].islower() and line.depth == before.depth and HYPHEN.search(before.text[-2:]):
        return False  # a word is cut in two
    if before.length < WRAP_EVENNESS * width or line.depth != before.depth or BULLET.match(line.text):
        return True
    return before.is_finished and LIST_NUMBER.match(line.text) is not None


def _is_wrapped(lines: list[_Line], least: float, width: int) -> bool:
    """Return whether line breaks only wrap the lines: enough of those within sentences show it.

    One, or a sentence that ends within a line, is enough where every line is as long as the width allows.
    """
    breaks = [line.continues(before) for before, line in zip(lines, lines[1:], strict=False) if not before.is_finished]
    if not breaks:
        return False
    if any(breaks) and sum(breaks) >= least * len(breaks):
        return True
    is_prose = any(breaks) or any(ENDS_WITHIN.search(line.text) for line in lines)
    return is_prose and _are_filled(lines, width)


def _are_filled(lines: list[_Line], width: int) -> bool:
    """Return whether the first word of no line would have fitted on the line before."""
    return len(lines) >= MIN_FILLED_LINES and all(
        before.length + 1 + len(line.text.partition(" ")[0]) > width
        for before, line in zip(lines, lines[1:], strict=False)
    )
