"""Folding of text for comparison: without case, accents and script."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")  # ASCII characters, or another character


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Fold case, accents and other scripts, and keep the origin of each character.

    Returns:
        The folded text, and for each of its characters the index in `text`.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    index: list[int] = []
    for run in RUN.finditer(text):
        part = run.group()
        if part.isascii():
            folded.append(part.lower())
            index.extend(range(run.start(), run.end()))
        else:
            folded.extend(letters := _fold_character(part))
            index.extend([run.start()] * len(letters))
    return "".join(folded), index


@lru_cache(maxsize=1 << 12)
def _fold_character(character: str) -> str:
    if character.isalpha() or character in "‘’":
        character = anyascii(character) or character
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def fold_straight(name: str) -> str:
    """Fold a name, with straight apostrophes."""
    return fold(name)[0].replace("’", "'")


def past_marks(text: str, end: int) -> int:
    """Return `end`, moved past the combining marks that follow it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
