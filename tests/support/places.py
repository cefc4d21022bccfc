"""Places of words in a text, for tests of spans."""


def place(text: str, words: str, number: int = 0) -> tuple[int, int]:
    """Return the span of words in a text, of those at several places the one with the number, from 0."""
    start = text.index(words)
    for _ in range(number):
        start = text.index(words, start + 1)
    return start, start + len(words)
