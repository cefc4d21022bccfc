"""Capital letters: whether words are written as in a title."""

from collections.abc import Iterable

LITTLE_WORD = 3  # letters of the longest words that titles and names leave in lower case


def is_title_case(words: Iterable[str]) -> bool:
    """Tell whether every word of more than three characters that begins with a letter begins with a capital letter."""
    return all(word[0].isupper() for word in words if len(word) > LITTLE_WORD and word[0].isalpha())
