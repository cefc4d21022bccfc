"""Quotations that go on over sentences."""

import pytest

from stancekit.analysis.speech.continuation import continue_quotations
from stancekit.analysis.speech.passage import Passage
from stancekit.analysis.structure.lines import SentenceStructure
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks, split_sentences
from tests.support.marked_sentences import predictions
from tests.support.passages import passage


def test_a_quotation_over_sentences_carries_its_source():
    said = passage("<c “It rains.> | It pours. | <c We drown,”> <q said> <s Berg>. | It was dry.")
    assert said.sources() == [("Berg", "“It rains."), ("Berg", "It pours."), ("Berg", "We drown,”")]
    said = passage("<s Berg> <q said>: <c “It rains.> | It pours.” | It was dry.")
    assert said.sources() == [("Berg", "“It rains."), ("Berg", "It pours.”")]
    said = passage("“It rains. | It pours.” | <s Berg> <q said>.")
    assert said.sources() == [("Berg", "“It rains."), ("Berg", "It pours.”")]
    assert [one.is_continuation for one in said.attributions()] == [True, True, False]


def test_what_a_speaker_was_told_is_the_speakers():
    said = passage("<c “It rains.> | I <q was told> <c that it pours>. | <c We drown,”> <q said> <s Berg>.")
    assert said.sources()[1] == ("Berg", "I was told that it pours.")


def test_nothing_is_carried_out_of_a_quotation_or_without_a_source():
    assert passage("<s Berg> <q said>: <c “It rains.> | It pours. | He left.").sources() == [("Berg", "“It rains.")]
    assert passage("“It rains. | It pours.” | He left.").sources() == []
    assert passage("<c “It rains.”> | He left.").sources() == [(None, "“It rains.”")]


def test_a_content_that_nothing_attributes_is_left_out():
    assert passage("<c It rains> in Larn. | He left.").sources() == []
    assert passage("<c It rains>, it was <q feared>.").sources() == [(None, "It rains")]
    assert passage("<c “It rains, and> | He left.").sources() == [(None, "“It rains, and")]


def test_a_source_inside_a_quotation_is_not_its_source():
    said = passage("“<s Roth> <q said> <c it rains>. | <c It pours,”> <q added> <s Berg>.")
    assert said.sources() == [("Berg", "“Roth said it rains."), ("Roth", "it rains"), ("Berg", "It pours,”")]


@pytest.mark.parametrize("resumed", ["<c “It pours.”>", "“It pours.”", "'It pours.'", "<c “It pours> and pours.”"])
def test_a_quotation_resumes_in_its_paragraph(resumed):
    sources = passage(f"<c “It rains,”> <q said> <s Berg>. | {resumed} | He left.").sources()
    assert sources[0] == ("Berg", "“It rains,”")
    assert [source for source, _ in sources[1:]] == ["Berg"]


def test_a_quotation_resumes_in_the_next_paragraph():
    said = passage("<s Berg> <q said> <c it rains>.", "“It pours. | It drips.”", "<c “So.”>", "He left. | “No.”")
    assert said.sources() == [
        ("Berg", "it rains"),
        ("Berg", "“It pours."),
        ("Berg", "It drips.”"),
        ("Berg", "“So.”"),
        ("He", "“No.”"),
    ]


def test_a_caption_does_not_part_a_quotation_but_a_subheading_does():
    said = passage("<s Berg> <q said> <c it rains>.", "A wet street.", "<c “It pours.”>")
    assert said.sources(roles=["body", "caption", "body"])[-1] == ("Berg", "“It pours.”")
    assert said.sources(roles=["body", "subheading", "body"])[-1] == (None, "“It pours.”")


def test_words_beside_a_quotation_end_it():
    said = passage("<s Berg> <q said> <c it rains>. | <c “Wet days”> were rare. | The road was <c “closed.”>")
    assert [source for source, _ in said.sources()] == ["Berg", None, None]


def test_a_paragraph_that_opens_with_a_quotation_waits_for_its_speaker():
    said = passage("<s Berg> <q said> <c it rains>.", "<c “It pours.”> | <c “It drips,”> <q said> <s Roth>.")
    assert said.sources()[1:] == [("Roth", "“It pours.”"), ("Roth", "“It drips,”")]


def test_the_subject_of_the_sentence_before_speaks():
    assert passage("Mayor <p Ana Berg> wept. | “It rains.”").sources() == [("Ana Berg", "“It rains.”")]
    assert passage("She wept. | “It rains.”").sources() == [("She", "“It rains.”")]
    assert passage("Asked about <p Berg>, they wept. | <c “It rains.”>").sources() == [(None, "“It rains.”")]
    assert passage("<p Berg>’s son wept. | <c “It rains.”>").sources() == [(None, "“It rains.”")]
    assert passage("<p Ana Berg> wept.", "<c “It rains.”>").sources() == [(None, "“It rains.”")]


@pytest.mark.parametrize("signature", ["<p Ana Berg>, <o Larn Gull>", "<p Ana Berg>", "Editorial Board, <o Larn Gull>"])
def test_a_signature_after_a_quotation_is_its_source(signature):
    said = passage("<s Roth> <q said> <c it snows>.", "<c “It rains.> | It pours.”", signature, "It was dry.")
    source = said.text.split("\n\n")[2]
    assert said.sources()[1:] == [(source, "“It rains."), (source, "It pours.”")]


@pytest.mark.parametrize("heading", ["Rain And <g Larn>", "<p Ana Berg> Resigns", "<p Ana Berg> left."])
def test_other_lines_are_no_signatures(heading):
    said = passage("<s Roth> <q said> <c it snows>.", "<c “It rains.”>", heading, "It was dry.")
    assert said.sources()[1] == ("Roth", "“It rains.”")


def test_a_short_quotation_in_single_marks_goes_on():
    said = passage("<c ‘It rains,’> <q said> <s Berg>. | ‘We ran.’ | It was dry.")
    assert said.sources() == [("Berg", "‘It rains,’"), ("Berg", "‘We ran.’")]


def test_a_subheading_in_single_marks_is_nobodys():
    assert passage("<c “It rains,”> <q said> <s Berg>.", "'All the Rain.'", "It was dry.").sources() == [
        ("Berg", "“It rains,”")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“He said “no” and ‘never”, she said. «So. It goes on. And on.",
        '"Unbalanced, he said. "And again. The rest, then.',
        "— I will not go, said the mayor. — You will. He went.",
        '’’’ “““ ””” «»«» " " said.',
        "'Tis said. 'She' 's. ``So'' it 'goes. ''On.",
    ],
)
def test_odd_marks_neither_crash_nor_swallow_the_rest(text):
    bounds = split_sentences(text)
    sentences = [predictions(text, text[start:end], start) for start, end in bounds]
    by_sentence = [[] for _ in bounds]
    structures = [SentenceStructure()] * len(bounds)
    whole = Passage(text, sentences, structures, list(blocks(text)), by_sentence)
    continue_quotations(whole, find_quotations(text, whole.paragraphs))
    assert by_sentence == [[] for _ in bounds]  # nobody is known to speak
