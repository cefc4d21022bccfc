"""Mentions, actors, headlines and sentences that the user gives."""

import pytest

import stancekit
from stancekit import Actor, SpanError


def test_given_mentions_keep_their_exact_span(model):
    document = model("The mayor won.", mentions=[(4, 7), (10, 14)])
    given = [mention for mention in document.mentions if mention.given]
    assert [(mention.start, mention.end, mention.text) for mention in given] == [(4, 7, "may"), (10, 14, "won.")]


def test_a_name_gives_way_to_a_given_mention_that_overlaps_it(shipped):
    text = "Anna Berg met Erik Lund in Oslo."
    names = [(mention.text, mention.given) for mention in shipped(text).mentions]
    assert names == [("Anna Berg", False), ("Erik Lund", False), ("Oslo", False)]
    mentions = [(mention.text, mention.given) for mention in shipped(text, mentions=[(5, 9)]).mentions]
    assert mentions == [("Berg", True), ("Erik Lund", False), ("Oslo", False)]


def test_a_given_mention_reads_the_tokens_that_it_touches(model):
    text = "The mayor won."
    stances = [model(text, mentions=[span]).mentions for span in ((4, 9), (5, 6))]
    whole, part = (next(mention.stance for mention in mentions if mention.given) for mentions in stances)
    assert whole == part


def test_given_actors(blind):
    text = "Erdoğan met Putin. Later Vladimir Putin left, and Erdogan's plan failed."
    putin = Actor("Vladimir Putin", aliases=["Putin"], kind="person", id="Q7747")
    document = blind(text, actors=["Erdogan", putin, "Absent"])
    assert [mention.text for mention in document.mentions] == ["Erdoğan", "Putin", "Vladimir Putin", "Erdogan"]
    assert all(mention.given for mention in document.mentions)
    first, second, absent = document.actors
    assert (first.name, first.key, first.kind, first.aliases) == ("Erdogan", "erdogan", None, ("Erdoğan",))
    assert (second.name, second.key, second.kind, second.aliases) == ("Vladimir Putin", "Q7747", "person", ("Putin",))
    assert [mention.text for mention in second.mentions] == ["Putin", "Vladimir Putin"]
    assert second.stance.count == second.by_voice["reported"].count == 2
    assert (absent.name, absent.mentions, absent.stance) == ("Absent", (), None)
    assert set(absent.by_voice.values()) == {None}
    assert [actor.id for actor in document.actors] == [0, 1, 2]


def test_a_given_mention_on_a_given_actor(blind):
    document = blind("Putin left.", mentions=[(0, 5)], actors=[Actor("Putin", kind="person")])
    (mention,) = document.mentions
    assert (mention.actor, mention.kind, len(document.actors)) == (0, "person", 1)


def test_no_boundary_within_a_given_span(blind):
    text = "He won. She lied. They left."
    assert len(blind(text).sentences) == 3
    document = blind(text, mentions=[(3, 11)])
    assert [sentence.text for sentence in document.sentences] == ["He won. She lied.", "They left."]
    assert blind(text, actors=["lied. They"]).sentences[1].text == "She lied. They left."


def test_a_mention_that_begins_in_the_blank_before_its_sentence(blind):
    document = blind("He won. She lied.", mentions=[(7, 11)])
    (mention,) = document.mentions
    assert (mention.text, mention.sentence, len(document.sentences)) == (" She", 1, 2)


def test_title(blind):
    document = blind("Plan fails.\nAgain\nHe won.", title=(0, 17))
    assert [(s.text, s.is_title) for s in document.sentences] == [("Plan fails.\nAgain", True), ("He won.", False)]
    assert [sentence.is_title for sentence in blind("Plan fails.\nAgain").sentences] == [False, False]


def test_whole_text_as_one_sentence(blind):
    (sentence,) = blind(" He won. She lied.\n", split=False).sentences
    assert (sentence.start, sentence.end) == (1, 18)


@pytest.mark.parametrize("text", ["a\u200b b", "a\x00 b", "Hi.\n\x00\x00\nHo."])
def test_a_mention_of_no_token(blind, text):
    position = next(index for index, character in enumerate(text) if character in "\u200b\x00")
    with pytest.raises(SpanError, match=rf"mention \({position}, {position + 1}\), .* covers no token"):
        blind(text, mentions=[(position, position + 1)])


def test_sentences_can_be_given(model):
    text = "Ana spoke; Ben left. They met."
    document = model(text, sentences=[(0, 10), (11, 30)])
    assert [sentence.text for sentence in document.sentences] == ["Ana spoke;", "Ben left. They met."]
    assert len(model(text, sentences=[(0, 10), (11, 30)], mentions=[(4, 14)]).sentences) == 1


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        ([(0, 10), (9, 20)], r"sentence \(9, 20\) begins before the end of \(0, 10\)"),
        ([(0, 99)], "lies outside the text"),
    ],
)
def test_bad_sentences_are_errors(sentences, message):
    with pytest.raises(stancekit.SpanError, match=message):
        stancekit.Text("Ana spoke; Ben left. They met.", sentences=sentences)
