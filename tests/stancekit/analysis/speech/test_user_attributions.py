"""Attributions that the user gives, in a text and in a Document."""

import pytest

from stancekit import Actor, ActorSpan, AttributionParts, Cluster, Document, SpanError, Text
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.user_attributions import with_user_attributions
from tests.support.places import place

TEXT = (
    "Anna Berg spoke in Larn on Monday. The mayor said the harbour would close. "
    "Her plan wrecked the town, and Berg knew it. It was mad."
)
SENTENCES = [(0, 34), (35, 74), (75, 119), (120, 131)]
SAID = place(TEXT, "said")
CLOSING = place(TEXT, "the harbour would close")


def at(words, number=0):
    return place(TEXT, words, number)


def added(*given, found=()):
    return with_user_attributions(TEXT, list(found), given, SENTENCES)


def test_content_over_sentences_is_an_attribution_in_each():
    parts = AttributionParts(content=[(50, 131)], source=at("The mayor"), cue=SAID)
    first, second, third = added(parts)
    assert [spans.content for spans in (first, second, third)] == [[(50, 74)], [(75, 119)], [(120, 131)]]
    assert {spans.source for spans in (first, second, third)} == {(35, 44)}
    assert [spans.cue for spans in (first, second, third)] == [SAID, None, None]
    assert [spans.is_continuation for spans in (first, second, third)] == [False, True, True]


def test_a_cue_in_another_sentence_is_kept():
    first, second = added(AttributionParts(content=[(75, 131)], cue=SAID))
    assert (first.sentence, first.cue, second.cue) == (2, SAID, None)
    assert not first.has_voice and not first.is_continuation  # nobody is named


def test_those_of_the_model_give_way():
    found = [
        AttributionSpans(1, source=(35, 44), cue=SAID, content=[CLOSING]),
        AttributionSpans(2, source=(106, 110), cue=(111, 115), content=[(75, 100)]),
        AttributionSpans(3, content=[(120, 131)], is_quoted=True),
    ]
    kept = added(AttributionParts(content=[(90, 105)], source="Berg"), found=found)
    assert [(spans.sentence, spans.given) for spans in kept] == [(1, False), (2, True), (3, False)]
    kept = added(AttributionParts(content=[(0, 15)], cue=(46, 48)), found=found)
    assert [(spans.sentence, spans.given) for spans in kept] == [(0, True), (2, False), (3, False)]
    assert added(found=found) == found


def test_content_between_quotation_marks_is_quoted():
    text = "“It is mad.” He left."
    (spans,) = with_user_attributions(text, [], [AttributionParts(content=[(1, 11)])], [(0, 12), (13, 21)])
    assert spans.is_quoted and spans.has_voice and not spans.is_continuation


def test_content_in_no_sentence_is_an_error():
    with pytest.raises(SpanError, match=r"content \(34, 36\), .* covers no token"):
        with_user_attributions(TEXT, [], [AttributionParts(content=[(34, 36)])], [(0, 34), (40, 74)])


def written(document: Document):
    return [
        (
            one.sentence,
            one.source and one.source.text,
            one.cue and one.cue.text,
            [piece.text for piece in one.content],
            None if one.actor is None else document.actors[one.actor].key,
        )
        for one in document.attributions
    ]


def test_voices_follow_from_a_span(blind):
    cluster = Cluster([at("Anna Berg"), at("The mayor"), at("Her")], id="Q1")
    parts = AttributionParts(content=[at(TEXT[75:])], source=at("The mayor"), cue=SAID)
    document = blind(TEXT, clusters=[cluster], attributions=[parts])
    assert written(document) == [
        (2, "The mayor", "said", ["Her plan wrecked the town, and Berg knew it."], "Q1"),
        (3, "The mayor", None, ["It was mad."], "Q1"),
    ]
    assert [mention.voice for mention in document.mentions] == ["reported", "reported", "quoted"]
    assert [sentence.opinion for sentence in document.sentences] == [0.5, 0.5, 0.0, 0.0]
    assert document.actors[0].by_voice["quoted"].count == 1
    assert Document.from_dict(document.to_dict()) == document


@pytest.mark.parametrize("source", ["Q1", "A. Berg", "anna berg", "Anna Berg"])
def test_a_source_by_id_or_name(blind, source):
    cluster = Cluster([at("Anna Berg"), at("The mayor")], name="A. Berg", id="Q1")
    document = blind(TEXT, clusters=[cluster], attributions=[AttributionParts(content=[CLOSING], source=source)])
    assert written(document) == [(1, None, None, ["the harbour would close"], "Q1")]


def test_a_source_that_the_text_does_not_mention_is_an_actor_without_mentions(blind):
    parts = [AttributionParts(content=[each], source="Tom Vogt") for each in (CLOSING, at("It was mad"))]
    document = blind(TEXT, mentions=[at("the harbour")], attributions=parts)
    assert [(actor.key, len(actor.mentions)) for actor in document.actors] == [("harbour", 1), ("tom vogt", 0)]
    assert [key for *_, key in written(document)] == ["tom vogt", "tom vogt"]
    (mention,) = document.mentions
    assert (mention.voice, mention.attribution) == ("quoted", 0)
    (row,) = blind.score([document_text(parts)]).mentions
    assert (row["voice"], row["speaker"], row["speaker_key"]) == ("quoted", "Tom Vogt", "tom vogt")
    page = document.to_html()
    assert "attributed to Tom Vogt" in page and 'class="paraphrase' in page


def document_text(parts):
    return Text(TEXT, mentions=[at("the harbour")], attributions=parts)


def test_a_users_actor_speaks_by_its_id(blind):
    berg = Actor("Anna Berg", id="Q1")
    document = blind(TEXT, actors=[berg], attributions=[AttributionParts(content=[CLOSING], source="Q1")])
    assert written(document)[0][-1] == "Q1"


def test_a_source_span_is_the_actor_of_its_mention(blind):
    spokesman = ActorSpan(*at("Her"), id="Q5")
    parts = AttributionParts(content=[at("the town, and Berg knew it")], source=at("Her"))
    document = blind(TEXT, mentions=[spokesman], attributions=[parts])
    assert written(document) == [(2, "Her", None, ["the town, and Berg knew it"], "Q5")]


def test_a_source_without_an_actor_quotes_all_the_same(blind):
    text = "A neighbor was sure that Larn lied."
    parts = AttributionParts(content=[place(text, "Larn lied")], source=place(text, "A neighbor"))
    document = blind(text, mentions=[place(text, "Larn")], attributions=[parts])
    assert written(document) == [(0, "A neighbor", None, ["Larn lied"], None)]
    assert document.mentions[0].voice == "quoted"


def test_an_attribution_without_a_source_quotes_nobody(blind):
    text = "It is feared that Larn lied."
    parts = AttributionParts(content=[place(text, "Larn lied")], cue=place(text, "feared"))
    (mention,) = blind(text, mentions=[place(text, "Larn")], attributions=[parts]).mentions
    assert (mention.voice, mention.attribution) == ("reported", 0)


def test_the_model_keeps_the_attributions_that_do_not_overlap(shipped):
    text = "“We will not pay,” said Tom Vogt. The mayor, Ana Berg, is sure that the harbour will close."
    found = written(shipped(text))
    assert ("Tom Vogt" in [source for _, source, *_ in found]) and len(found) == 2
    parts = AttributionParts(content=[place(text, "the harbour will close")], source="Lena Marsh")
    document = shipped(text, attributions=[parts])
    assert written(document) == [found[0], (1, None, None, ["the harbour will close"], "lena marsh")]
