"""Highlights of sentences and paragraphs of articles."""

from dataclasses import replace

import pytest

from stancekit.document.records import Attribution, Span
from stancekit.report.highlights import Highlights, paragraphs
from tests.support.documents import document, sentence


def attributing(text, content):
    """Return a document of one sentence with an attribution to its first word."""
    source, start = text.split()[0], text.index(content)
    said = Attribution(0, Span(0, len(source), source), None, (Span(start, start + len(content), content),))
    return document(text, [replace(sentence(text, text), attributions=(said,))])


def content_highlights(doc, index=0):
    highlights = Highlights(doc).of_sentence(doc.sentences[index])
    return [(one.role, doc.text[one.start : one.end]) for one in highlights if one.role in ("quote", "paraphrase")]


@pytest.mark.parametrize(
    ("text", "content", "highlights"),
    [
        ("Roth announced it in 2021.", "it in 2021", [("paraphrase", "it in 2021")]),
        ("Roth said that “we won”.", "that “we won”.", [("paraphrase", "that"), ("quote", "“we won”")]),
        ("Roth said ‘we won’.", "‘we won’", [("quote", "‘we won’")]),
        ("Roth said “we” and “won”.", "“we” and “won”", [("quote", "“we”"), ("paraphrase", "and"), ("quote", "“won”")]),
        ('Roth said "we won" and left the "hall".', "we won", [("quote", "we won")]),
        ('Roth said "we won" and left the "hall".', "left the", [("paraphrase", "left the")]),
        ("Roth said the 6’ door isn’t his.", "the 6’ door isn’t his", [("paraphrase", "the 6’ door isn’t his")]),
    ],
)
def test_only_content_in_quotation_marks_is_a_quote(text, content, highlights):
    assert content_highlights(attributing(text, content)) == highlights


def test_a_sentence_within_a_long_quotation_is_a_quote():
    text = "“We won. They lost. It is over,” Roth said."
    said = Attribution(1, Span(33, 37, "Roth"), None, (Span(9, 19, "They lost."),))
    middle = replace(sentence(text, "They lost.", opinion=0.1), attributions=(said,))
    doc = document(text, [sentence(text, "“We won."), middle, sentence(text, "It is over,” Roth said.")])
    assert content_highlights(doc, 1) == [("quote", "They lost.")]


def test_content_without_source_and_quotation_marks_is_plain():
    text = "It is feared that “all” is lost."
    said = Attribution(0, None, Span(6, 12, "feared"), (Span(13, 31, "that “all” is lost"),))
    doc = document(text, [replace(sentence(text, text), attributions=(said,))])
    assert content_highlights(doc) == [("quote", "“all”")]


def test_all_quotes_of_a_long_text_are_found():
    piece = "Roth said “no” twice. "
    text = piece * 2_000
    sentences = []
    for number, start in enumerate(range(0, len(text), len(piece))):
        said = Attribution(number, Span(start, start + 4, "Roth"), None, (Span(start + 10, start + 20, "“no” twice"),))
        one = sentence(piece, piece.strip())
        sentences.append(replace(one, start=start, end=start + len(piece) - 1, attributions=(said,)))
    doc = document(text, sentences)
    assert content_highlights(doc, 1_999) == [("quote", "“no”"), ("paraphrase", "twice")]
    assert Highlights(doc).roles == {"quote", "paraphrase", "source"}


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        ("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."], [[0, 1], [2]]),
        ("One.\nTwo.", ["One.", "Two."], [[0], [1]]),
        ("\n One. Two\nwraps. Three.", ["One.", "Two\nwraps.", "Three."], [[0, 1, 2]]),
        ("One.\x0b\x0bTwo.", ["One.", "Two."], [[0], [1]]),
        ("", [], []),
    ],
)
def test_paragraphs_end_where_a_line_ends_between_sentences(text, sentences, expected):
    assert paragraphs(document(text, [sentence(text, piece) for piece in sentences])) == expected
