"""Text that cannot control a terminal or a page."""

import pytest

from stancekit.report.sanitizing import sanitize, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a \n\t b\u2028c", "a b c"),
        ("\u202e\ud800\x00", "\\u202e\\ud800\\x00"),
        ("\uffff\ufdd0\U0010ffff", "\\uffff\\ufdd0\\U0010ffff"),
        ("क्\u200dष 👩\u200d👧 é", "क्\u200dष 👩\u200d👧 é"),
    ],
)
def test_invisible_characters_become_escapes(text, shown):
    assert sanitize(text) == sanitize(shown) == shown


def test_long_texts_are_cut():
    assert shorten("abcdef", 6) == "abcdef" and shorten("abcdefg", 6) == "abcde…"
    assert shorten("\x1b" * 10, 6) == "\\x1b\\…" and shorten(" " * 100 + "a", 6) == " …"
