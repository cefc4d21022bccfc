"""Text that cannot steer what shows it."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # format characters that scripts and emoji need, and that move nothing


def printable(text: str) -> str:
    r"""Return a text on one line that cannot steer a terminal or a page.

    Runs of white space, newlines included, become one space. Control
    characters (ANSI sequences begin with one), lone surrogates and invisible
    format characters such as the bidirectional overrides become escapes:
    `printable("a\x1b[2Jb")` is `a\\x1b[2Jb`.
    """
    return "".join(map(_visible, re.sub(r"\s+", " ", text)))


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in JOINERS:
        return ascii(character)[1:-1]
    return character
