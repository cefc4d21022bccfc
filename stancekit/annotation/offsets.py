"""Offsets in the units of a labeling tool: code points as in Python, or UTF-16 units as in a browser."""

from itertools import accumulate

LARGEST_UNIT = 0xFFFF  # a code point above takes two UTF-16 units: emoji, rare Chinese characters, musical signs


def astral_count(text: str) -> int:
    """Return the number of code points that take two UTF-16 units."""
    return sum(character > "\uffff" for character in text)


class Utf16Offsets:
    """Converts the offsets of a text between code points and UTF-16 units."""

    def __init__(self, text: str) -> None:
        """Index the text, in linear time."""
        self._units = list(accumulate((1 + (ord(each) > LARGEST_UNIT) for each in text), initial=0))
        self._points = {unit: point for point, unit in enumerate(self._units)}

    def to_utf16(self, offset: int) -> int:
        """Return an offset in UTF-16 units.

        Raises:
            IndexError: it lies outside the text.
        """
        return self._units[offset]

    def to_code_points(self, offset: int) -> int | None:
        """Return an offset in code points; None if it lies outside the text or within a character."""
        return self._points.get(offset)
