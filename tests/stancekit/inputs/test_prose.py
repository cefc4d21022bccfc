"""Texts that are not prose, and the prose in markup."""

import random
import time

import pytest

from stancekit import InputError, Text, plain_text
from stancekit.inputs import prose

PROSE = [
    "",
    "[Removed]",
    "[1] The mayor resigned. [2] Nobody asked why.",
    "{sic} He wrote it like that.",
    "A < B and C > D, said Pell.",
    "He typed <b> and left.",
    "AT&amp;T raised its prices.",
    "Smith & Sons; R&D; Q&A; fish &chips;",
    "\x00\x00",
    "He\x00 won\x07 the vote.\x08",
    "\ufffdHe won\ufffd, she said\ufffd",
    "PKK fighters withdrew. GIF makers rejoiced.",
    '["quoted"] and then prose.',
    "Use <name> as a placeholder.",
]


@pytest.mark.parametrize("text", PROSE)
def test_odd_prose_is_prose(text):
    assert prose.fault(text) is None
    assert Text(text).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("%PDF-1.7\n1 0 obj << /Type /Catalog >>", "a PDF file"),
        ("PK\x03\x04\x14\x00\x06", "a ZIP archive"),
        ("{\\rtf1\\ansi The mayor resigned.}", "an RTF file"),
        ("\x00\x01\x02PNG\x89\x00", "binary data"),
        ("\x00\x01\x02", "binary data"),
        ("\x00\x01\ufffd" * 40 + "He won.", "binary data"),
        (random.Random(0).randbytes(500).decode("cp1252", "replace"), "binary data"),
        ('{"title": "Vote", "text": "He won."}', "JSON"),
        ('[{"text": "He won."}]', "JSON"),
        ('{"text": "He won.", "tit', "JSON"),
        ("{'text': 'He won.'}", "JSON"),
        ('["He won.", "She lost."]', "JSON"),
        ("<p>The mayor <b>resigned</b>.</p>", "HTML"),
        ("The mayor <b>resigned</b>.", "HTML"),
        ("The mayor resigned.<br/>She left.", "HTML"),
        ("Pell &amp; Co. said &ldquo;no&rdquo;.", "HTML"),
        ("<?xml version='1.0'?><nitf><body>He won.</body></nitf>", "XML"),
        ("<rss><channel></channel></rss>", "HTML"),
    ],
)
def test_what_is_not_prose_is_an_error_that_names_it(text, name):
    with pytest.raises(InputError, match=f"the text is {name}.*expected prose"):
        Text(text)


def test_a_model_refuses_what_is_not_prose(model):
    with pytest.raises(InputError, match="the text is JSON, expected prose: parse it"):
        model('{"text": "He won."}')


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The mayor <b>resigned</b>.</p><p>Pell &amp; Co. said &ldquo;no&rdquo;.</p>", None),
        ("The <i>mayor</i> resigned.\n\nPell &amp; Co. said “no”.", "The mayor resigned.\n\nPell & Co. said “no”."),
        ("One.<br>Two.<script>x()</script>", "One.\nTwo."),
        ("<ul>\n <li>One</li>\n <li>Two</li></ul>tail", "One\n\nTwo\n\ntail"),
        ("AT&amp;T\nand more", "AT&T\nand more"),
        ("<p>a\x00b<!-- hidden --> c</p>", "a b c"),
    ],
)
def test_the_prose_of_a_fragment(markup, text):
    pytest.importorskip("lxml")
    assert plain_text(markup) == (text or "The mayor resigned.\n\nPell & Co. said “no”.")


def test_markup_without_text_is_an_error():
    pytest.importorskip("lxml")
    with pytest.raises(InputError, match="the HTML has no text"):
        plain_text("<p><img src='a.png'></p>")


@pytest.mark.parametrize("unit", ["<", "<p ", "&amp", '{"', "[[", "<a b ", "&#1", "<b>"])
def test_time_is_linear_in_the_length(unit):
    def seconds(count):
        start = time.process_time()
        prose.fault(unit * count)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * (min(seconds(10_000) for _ in range(3)) + 0.002)
