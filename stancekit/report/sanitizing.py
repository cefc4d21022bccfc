"""Sanitizing of text, so that it cannot control a terminal or a page."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # harmless format characters that some scripts and emoji need
INVISIBLE = ("Cc", "Cf", "Cs")  # categories: control, format and surrogate characters


def sanitize(text: str) -> str:
    r"""Return a text on one line that cannot control a terminal or a page.

    A sequence of white space, newlines included, becomes one space. Control
    characters (which start ANSI sequences), lone surrogates, noncharacters
    (which XML does not allow) and invisible format characters such as
    bidirectional overrides become escapes: `sanitize("a\x1b[2Jb")` is
    `a\\x1b[2Jb`.
    """
    line = re.sub(r"\s+", " ", text)
    return line if line.isprintable() else "".join(map(_escaped, line))


def shorten(text: str, length: int = 200) -> str:
    """Return a sanitized text of at most the given length; a longer one ends with an ellipsis."""
    start = sanitize(text[: 4 * length])
    is_whole = len(text) <= 4 * length and len(start) <= length
    return start if is_whole else f"{start[: length - 1]}…"


def _escaped(character: str) -> str:
    is_invisible = unicodedata.category(character) in INVISIBLE and character not in JOINERS
    return ascii(character)[1:-1] if is_invisible or _is_noncharacter(ord(character)) else character


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
