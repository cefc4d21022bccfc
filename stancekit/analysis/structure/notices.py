"""Notices, datelines, bylines and teasers: lines around the text of an article."""

from collections.abc import Sequence
from itertools import pairwise

from stancekit.analysis.structure.lines import Line
from stancekit.language import bylines, furniture, gazetteer, names
from stancekit.language.lines import END

DASHES = ("-", "–", "—")
FIRST_LINES = 4  # lines that can be the byline and the date
MAX_PLACE_LENGTH = 40  # characters of a dateline's place
MAX_TEASER_LENGTH = 120  # characters of a line under "Most read"


def mark_notices(lines: Sequence[Line]) -> None:
    """Mark notices, teasers, dates and bylines; after the last paragraph, also what stands under such a line."""
    is_shouted_text = sum(line.text.isupper() for line in lines) > len(lines) / 2
    position = 0  # in the article, without notices and captions
    for number, line in enumerate(lines):
        text = line.text
        if number == 0 and len(lines) > 1 and furniture.is_labeled_headline(text):
            line.mark("headline")
        elif bylines.is_dateline(text) or (position < FIRST_LINES and _is_split_dateline(lines, number)):
            line.mark("dateline")
        elif bylines.is_byline(text) or (position < FIRST_LINES and _is_byline_by_position(lines, number)):
            line.mark("byline")
        elif furniture.ends_with_credit(text) and len(text) <= furniture.MAX_CAPTION_LENGTH:
            line.mark("caption")
        elif furniture.is_boilerplate(text) or (position and not is_shouted_text and furniture.is_shouted(text)):
            line.mark("boilerplate")
        position += line.role not in ("boilerplate", "caption")
    _mark_teasers(lines)
    _mark_teaser_lists(lines)


def _is_split_dateline(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line is the place or the agency of a dateline whose parts stand on lines of their own."""
    text, after = lines[number].text, [line.text for line in lines[number + 1 : number + 3]]
    if len(text) > MAX_PLACE_LENGTH or ":" in text or not after:
        return False
    return after[0] in DASHES or (after[0].isupper() and after[-1] in DASHES)


def _is_byline_by_position(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line at the top is an outlet after a name, or a name before an outlet or after the headline."""
    text = lines[number].text
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    before = lines[number - 1] if number else None
    if bylines.is_outlet(text):
        return before is None or before.role in ("byline", "dateline", "headline") or bylines.is_name(before.text)
    if not bylines.is_name(text):
        return False
    if before is None:
        return bylines.is_outlet(after)
    return bylines.is_outlet(after) or bylines.is_dateline(after) or _is_author(text, before, after)


def _is_author(name: str, before: Line, after: str) -> bool:
    """Return whether the name of a person stands below the date, or between the headline and a text about others."""
    words = names.normalize(name)
    is_known = bool(words) and gazetteer.likely_sex(words[0]) is not None
    is_in_capitals = name.isupper() and len(words) == 2 and before.role == "boilerplate"
    if len(words) not in (2, 3) or not (is_known or is_in_capitals):
        return False
    if before.role == "dateline":
        return True
    is_text = END.search(after) is not None
    is_about_other = furniture.biography_of(after) is not None or names.surname(words) not in after.lower()
    is_below_heading = furniture.is_heading(before.text) or is_in_capitals
    return is_below_heading and is_text and is_about_other


def _mark_teasers(lines: Sequence[Line]) -> None:
    """Mark the headline of another article below a label, and those of a list of them."""
    for label, line in pairwise(lines):
        if line.structure is None and furniture.labels_teaser(label.text) and furniture.is_heading(line.text):
            line.mark("boilerplate")
    first: int | None = None  # line of the list that is open
    for number, line in enumerate(lines):
        if furniture.begins_list(line.text):
            line.mark("boilerplate")
            first = number if first is None else first
        if first is not None and furniture.ends_list(line.text):
            for other in lines[first : number + 1]:
                other.mark("boilerplate")
            first = None


def _mark_teaser_lists(lines: Sequence[Line]) -> None:
    """Mark the headlines of other articles that follow a notice at the end of a text."""
    last = len(lines)
    while last and (lines[last - 1].structure or furniture.is_heading(lines[last - 1].text)):
        last -= 1
    is_open = False
    for line in lines[last:]:
        if line.role == "boilerplate":
            is_open = True
        elif is_open and len(line.text) <= MAX_TEASER_LENGTH and not line.text.startswith(">"):
            line.mark("boilerplate")
