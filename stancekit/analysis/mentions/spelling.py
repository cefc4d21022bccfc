"""Whether a text writes a name as a name: with its capital letters."""

import re
from collections.abc import Container

from stancekit.language import lexicon

WIDTH = 30  # characters on either side of a word in capitals that hold the words beside it
LAST_WORD = re.compile(r"[^\W\d]+(?=\W*$)")
FIRST_WORD = re.compile(r"[^\W\d]+")
WORD = re.compile(r"\w+")
WORD_LENGTH = 4  # letters of an acronym that is often written as a word: Nato


def lower_words(text: str) -> frozenset[str]:
    """Return the words that a text has in lower case."""
    return frozenset(word for word in WORD.findall(text) if word.islower())


def is_written_as(text: str, start: int, end: int, name: str) -> bool:
    """Return whether a match has a capital letter, and capitals where the name has: not "who" for WHO.

    Between words in capitals no word that capitals turn into an acronym counts: "TELL US".
    """
    match = text[start:end]
    if not name.isupper():
        return text[start].isupper() or not name[0].isupper()
    if not match.isupper():
        return False
    is_common = match.casefold() in lexicon.words("common_acronyms")
    return not is_common or not _is_in_capitals(text, start, end)


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Return whether the words beside a match, of which there is one at least, are in capitals."""
    neighbors = LAST_WORD.search(text[max(0, start - WIDTH) : start]), FIRST_WORD.search(text[end : end + WIDTH])
    words = [neighbor.group() for neighbor in neighbors if neighbor]
    return bool(words) and all(word.isupper() and len(word) > 1 for word in words)


def matches_users_spelling(
    text: str, start: int, end: int, name: str, *, has_capitals: bool, lower: Container[str] = frozenset()
) -> bool:
    """Return whether a match has the capitals of a user's name of one word; names of several match in any case.

    An acronym of four letters or more may be written as a word, Nato, unless
    it is a word of the text: "CARE and the care of children".

    Args:
        text: the text.
        start: the start of the match.
        end: the end of the match.
        name: the user's.
        has_capitals: whether the text has any capital letter; one without shows no difference.
        lower: the words of the text in lower case.
    """
    if " " in name.strip() or is_written_as(text, start, end, name):
        return True
    if name.isupper():
        is_word = text[start].isupper() and text[start + 1 : end].islower()
        return len(name) >= WORD_LENGTH and is_word and text[start:end].lower() not in lower
    return not has_capitals
