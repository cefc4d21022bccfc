"""The headline, subheadings and items of lists."""

from collections.abc import Sequence

from stancekit.analysis.structure.lines import Line
from stancekit.language import furniture, lexicon
from stancekit.language.furniture import MAX_HEADING_LENGTH
from stancekit.language.lines import BULLET, LIST_NUMBER

FIRST_LINES = 4  # lines of article text, one of which can be the headline
MAX_SUMMARY_LINES = 6  # points of a summary at the top


def mark_headings(lines: Sequence[Line]) -> None:
    """Mark the headline, subheadings and list items."""
    for line in lines:
        if furniture.labels_summary(line.text):
            line.mark("boilerplate")
    _mark_summary(lines)
    is_item = [line.structure is None and _is_item(line.text) for line in lines]
    is_first, is_top, before = True, True, 0  # lines of the article before it
    for number, line in enumerate(lines):
        if line.structure is not None:
            before += not line.is_furniture
            continue
        if is_item[number]:
            line.mark("subheading" if _is_numbered_heading(lines, is_item, number) else "list_item")
        elif is_top and _is_label(line.text, is_first=is_first):
            line.mark("boilerplate")
            continue
        elif furniture.is_heading(line.text) and number + 1 < len(lines):
            line.mark("headline" if is_first and before < FIRST_LINES else "subheading")
        else:
            is_top = False
        is_first = False


def _is_label(line: str, *, is_first: bool) -> bool:
    """Return whether a line near the top is a label of the article or, above the headline, of a section."""
    sections = lexicon.words("sections") if is_first else frozenset()
    return line.lower() in lexicon.words("kickers") | sections


def _is_item(line: str) -> bool:
    is_marked = BULLET.match(line) is not None or LIST_NUMBER.match(line) is not None
    return is_marked and not furniture.is_boilerplate_sentence(line)


def _mark_summary(lines: Sequence[Line]) -> None:
    """Mark the points under "Story highlights" at the top."""
    if not lines or not furniture.begins_summary(lines[0].text):
        return
    for line in lines[:MAX_SUMMARY_LINES]:
        if not furniture.is_heading(line.text):
            break
        line.mark("list_item")


def _is_numbered_heading(lines: Sequence[Line], is_item: Sequence[bool], number: int) -> bool:
    """Return whether a short line with a number stands between paragraphs, apart from the items before and after it."""
    if (
        number + 1 >= len(lines)
        or len(lines[number].text) > MAX_HEADING_LENGTH
        or not LIST_NUMBER.match(lines[number].text)
    ):
        return False
    return not is_item[number + 1] and not (number and is_item[number - 1])
