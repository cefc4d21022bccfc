"""The encodings of web pages: as declared, as browsers read them, and by their marks."""

import stancekit
from tests.stancekit.inputs.test_web_pages import ARTICLE, HEADLINE, page


def test_a_page_in_latin_1_is_read_as_browsers_read_it():
    declared = page("iso-8859-1")
    assert stancekit.read_page(declared.encode("cp1252")).text == "\n\n".join([HEADLINE, *ARTICLE])
    assert stancekit.read_page(declared.encode("utf-8")).text == "\n\n".join([HEADLINE, *ARTICLE])


def test_a_byte_order_mark_stands_above_what_a_page_declares():
    declared = page("iso-8859-1")
    assert stancekit.read_page(declared.encode("utf-8-sig")).text == "\n\n".join([HEADLINE, *ARTICLE])
    assert stancekit.read_page(declared.encode("utf-16")).text == "\n\n".join([HEADLINE, *ARTICLE])
