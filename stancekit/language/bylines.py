"""Wording of the lines at the top of an article: authors, outlets, dates."""

import re

from stancekit.language import lexicon

MAX_BYLINE_LENGTH = 120  # characters of these lines
PLACE_AT_END = re.compile(r"\s[-–—]\s[A-Z][A-Z .’'-]{2,40}$")  # of a dateline: "Updated 06:02 pm IST - LARN"


def is_byline(line: str) -> bool:
    """Return whether a line names the author, with or without an outlet."""
    is_shouted_title = line.isupper() and not line.startswith("BY ")
    return (
        len(line) <= MAX_BYLINE_LENGTH
        and not is_shouted_title
        and lexicon.pattern("byline", of="bylines").match(line) is not None
    )


def is_name(line: str) -> bool:
    """Return whether a line is only the name of one or more persons."""
    return len(line) <= MAX_BYLINE_LENGTH and lexicon.pattern("names", of="bylines").fullmatch(line) is not None


def without_by(name: str) -> str:
    """Remove the words before the author in a field of metadata: "Written by"."""
    return lexicon.pattern("by_label", of="bylines").sub("", name)


def is_outlet(line: str) -> bool:
    """Return whether a line is only the name of an outlet, or an author's function."""
    return len(line) <= MAX_BYLINE_LENGTH and lexicon.structure("outlets").fullmatch(line) is not None


def is_dateline(line: str) -> bool:
    """Return whether a line is only a date or time, with or without a place or an agency."""
    if len(line) > MAX_BYLINE_LENGTH or not any(map(str.isdigit, line)):
        return False
    parts = PLACE_AT_END.sub("", line).split(" | ")
    if lexicon.structure("agencies").fullmatch(parts[0]):
        parts = parts[1:]
    return all(lexicon.pattern("dateline", of="datelines").fullmatch(part) is not None for part in parts)
