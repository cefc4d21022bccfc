"""Keys of lines of a web page: their words alone, for comparison."""

import re
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")


def key(line: str) -> Key:
    """Return the words of a line, without case, marks and space."""
    return tuple(WORD.findall(line.casefold()))
