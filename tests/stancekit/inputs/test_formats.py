"""The format of a file, by its name or its first bytes."""

import pytest

from stancekit.inputs.formats import is_page


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"<!doctype html><p>Hello", "", True),
        (b"\xef\xbb\xbf\n <!-- saved --> <HTML lang=en>", "", True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', "", True),
        (b"anything", "page.HTM", True),
        (b"The <html> tag is old.", "a.txt", False),
        (b"<headline> is no tag of HTML", "", False),
        (b"", "", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_first_words(content, name, expected):
    assert is_page(content, name) is expected
