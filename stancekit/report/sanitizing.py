"""Sanitizing of text, so that it cannot control a terminal or a page."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # harmless format characters that some scripts and emoji need


def sanitize(text: str) -> str:
    r"""Return a text on one line that cannot control a terminal or a page.

    A sequence of white space, newlines included, becomes one space. Control
    characters (which start ANSI sequences), lone surrogates and invisible
    format characters such as bidirectional overrides become escapes:
    `sanitize("a\x1b[2Jb")` is `a\\x1b[2Jb`.
    """
    return "".join(map(_escaped, re.sub(r"\s+", " ", text)))


def _escaped(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in JOINERS:
        return ascii(character)[1:-1]
    return character
