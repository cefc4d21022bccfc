"""Predictions to a Document: the voice of a mention, its source, the loaded words."""

from pathlib import Path

import pytest

from stancekit.analysis.assembly import assemble
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.inputs.text import Text
from stancekit.network.decoding import TextPredictions
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import ModelFolder
from tests.support.marked_sentences import predictions, spans

MODEL = ModelFolder(Path(), Manifest("tiny", "1", "none", "tiny", 32, 12, "", {}, {}), digest="")


def read(*sentences, opinions=()):
    """Return the Document of marked sentences, one after the other."""
    text = " ".join(spans(sentence)[0] for sentence in sentences)
    predicted, start = [], 0
    for number, sentence in enumerate(sentences):
        predicted.append(predictions(text, sentence, start, opinion=opinions[number] if opinions else 0.1))
        start = predicted[-1].end + 1
    return assemble(GivenMentions(Text(text)), TextPredictions(predicted, []), MODEL)


def test_a_mention_in_what_is_said_is_quoted():
    found = read(
        "<s <p Berg>> <q said> <c <p Roth> lied>.", "<p Roth> left.", "<p Roth> is mad.", opinions=(0.9, 0.1, 0.9)
    )
    assert [(mention.text, mention.voice, mention.attribution) for mention in found.mentions] == [
        ("Berg", "opinion", None),
        ("Roth", "quoted", 0),
        ("Roth", "reported", None),
        ("Roth", "opinion", None),
    ]
    (attribution,) = found.attributions
    assert attribution == found.sentences[0].attributions[0]
    assert (attribution.source.text, attribution.cue.text, attribution.content[0].text) == ("Berg", "said", "Roth lied")
    assert found.actors[attribution.actor].name == "Berg"
    roth = found.actors[found.mentions[1].actor]
    assert {voice: measure and measure.count for voice, measure in roth.by_voice.items()} == {
        "opinion": 1,
        "reported": 1,
        "quoted": 1,
    }


def test_words_are_quoted_if_a_source_is_named_or_marks_hold_them():
    found = read("<c <p Roth> lied>, it is <q feared>.", "<c “<p Roth> lied,”> it was <q said>.", opinions=(0.1, 0.9))
    assert [(mention.voice, mention.attribution) for mention in found.mentions] == [("reported", 0), ("quoted", 1)]


def test_what_the_author_thinks_is_not_quoted():
    found = read(
        "<s I> <q fear> <c <p Roth> lied>.",
        "<s I> once <q said> <c “<p Roth> lied”>.",
        "<c “<s I> <q fear> <c <p Roth> lied>,”> <q said> <s Berg>.",
        opinions=(0.9, 0.1, 0.1),
    )
    assert [(mention.text, mention.voice) for mention in found.mentions] == [
        ("Roth", "opinion"),
        ("Roth", "quoted"),
        ("Roth", "quoted"),
    ]


def test_a_sentence_within_a_quotation_is_its_sources():
    found = read(
        "<c “It rains.>", "<p Roth> is mad.", "<c So it is,”> <q said> <s <p Ana Berg>>.", opinions=(0.1, 0.9, 0.1)
    )
    assert [(one.sentence, one.source.text, one.actor) for one in found.attributions] == [
        (0, "Ana Berg", found.mentions[1].actor),
        (1, "Ana Berg", found.mentions[1].actor),
        (2, "Ana Berg", found.mentions[1].actor),
    ]
    assert found.mentions[0].voice == "quoted" and found.mentions[0].attribution == 1
    assert [(sentence.label, sentence.opinion) for sentence in found.sentences] == [
        ("reported_fact", 0.0),
        ("reported_fact", 0.0),
        ("reported_fact", pytest.approx(0.1)),
    ]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("I think the mayor lied.", "opinion"),
        ("In my view, the mayor lied.", "opinion"),
        ("In this column’s view, the mayor lied.", "opinion"),
        ("Our view is that the mayor lied.", "opinion"),
        ("I’m not convinced.", "opinion"),
        ("I cannot see why the mayor lied.", "opinion"),
        ("It seems to me that the mayor lied.", "opinion"),
        ("We welcome the mayor’s change of heart.", "opinion"),
        ("It seems that the mayor lied.", "reported_fact"),
        ("I am the mayor.", "reported_fact"),
        ("I find the mayor in the back of the shop.", "reported_fact"),
        ("I find it hard to like the mayor.", "opinion"),
        ("In our book, we describe the mayor.", "reported_fact"),
        ("I couldn’t see how deep the river was.", "reported_fact"),
        ("This newspaper believes in trams.", "opinion"),
        ("I think about the mayor.", "reported_fact"),
        ("I walked home.", "reported_fact"),
        ("<s I> <q think> <c the mayor lied>.", "opinion"),
        ("“<c I think he lied>,” <q said> <s Berg>.", "reported_fact"),
        ("<c I think he lied>, <s Berg> <q said>.", "reported_fact"),
    ],
)
def test_a_sentence_that_states_the_authors_view_is_an_opinion(sentence, label):
    assert read(sentence).sentences[0].label == label
    assert read(sentence, opinions=(0.99,)).sentences[0].opinion == pytest.approx(0.99)


def test_offsets_are_exact():
    found = read("Rain.", "<s <p Berg>>, she <q said>, <c lied> to <c us>.", "A <l vile> and <l mean trick>.")
    text = found.text
    (attribution,) = found.attributions
    loaded = found.sentences[2].loaded
    for span in (attribution.source, attribution.cue, *attribution.content, *loaded):
        assert span.text == text[span.start : span.end] != ""
    assert [span.text for span in attribution.content] == ["lied", "us"]
    assert [span.text for span in loaded] == ["vile", "mean trick"]
    assert all(span.probability == pytest.approx(0.982, abs=1e-3) for span in loaded)
