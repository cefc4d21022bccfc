"""The records that a model gives back."""

from dataclasses import FrozenInstanceError

import pytest

from stancekit import Actor, Attribution, Document, Mention, Sentence, Span, Stance


def mention(start):
    return Mention(start, start + 1, "x", None, 0, 0, None, None)


@pytest.mark.parametrize(
    ("shares", "score", "label"),
    [((0.7, 0.2, 0.1), -0.6, "against"), ((0.3, 0.4, 0.3), 0.0, "neutral"), ((0.0, 0.4, 0.6), 0.6, "favor")],
)
def test_stance(shares, score, label):
    stance = Stance(*shares)
    assert stance.score == pytest.approx(score)
    assert stance.label == label


def test_mentions_of_a_document_are_in_the_order_of_the_text():
    sentences = [
        Sentence(0, 5, "x y.", None, None, None, False, (mention(0), mention(2))),
        Sentence(6, 8, "z.", None, None, None, False, ()),
        Sentence(9, 11, "x.", None, None, None, False, (mention(9),)),
    ]
    document = Document("x y.  z. x.", None, tuple(sentences), (), None, None, None, (), "m", "d")
    assert [found.start for found in document.mentions] == [0, 2, 9]


def test_records_are_frozen():
    with pytest.raises(FrozenInstanceError):
        Span(0, 1, "x").start = 2


def test_an_actor_takes_a_list_of_aliases_and_can_be_a_key():
    assert {Actor("Xi", aliases=["X."]): 1}[Actor("Xi", aliases=("X.",))] == 1


@pytest.mark.parametrize(
    ("source", "actor", "shown"),
    [(Span(0, 4, "Roth"), 3, "'Roth'"), (None, 3, "actor 3"), (None, None, "None")],
)
def test_the_repr_of_an_attribution_shows_the_source_that_the_user_named(source, actor, shown):
    attribution = Attribution(0, source, Span(5, 9, "said"), (Span(10, 12, "no"),), actor)
    assert repr(attribution) == f"<Attribution: source {shown}, cue 'said'>"
