"""Capital letters: whether words are written as in a title."""

from collections.abc import Iterable

MAX_LITTLE_WORD_LENGTH = 3  # letters of the longest words that titles and names leave in lower case


def is_title_case(words: Iterable[str]) -> bool:
    """Return whether every word of more than three characters that begins with a letter has a capital letter."""
    return all(word[0].isupper() for word in words if len(word) > MAX_LITTLE_WORD_LENGTH and word[0].isalpha())
