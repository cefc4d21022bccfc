"""The stance that a Document displays toward labeled actors."""

import pytest
from stancekit_training.corpora.article import LabeledActor, LabeledArticle
from stancekit_training.evaluation.judgments import analyze, displayed_label, is_found, judge, judge_paragraphs

from stancekit.document.scores import Measure
from stancekit.labels import STANCE

AGAINST, NEUTRAL, FAVOR = range(3)
ARTICLE = LabeledArticle(
    text="Putin lied\nErdogan lied. Putin won.\nXi won.",
    corpus="x",
    id="1",
    group="1",
    title=(0, 10),
    actors=(LabeledActor("Putin", "against", "person"),),
    paragraphs=("favor", None),
)


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        (None, "neutral"),
        (Measure(0.9, 0.8, 1.0, 3, "favor", "favor"), "favor"),
        (Measure(-0.5, -1.0, 0.2, 2, "unclear", "against"), "against"),
        (Measure(0.1, -0.8, 0.9, 4, "mixed", None), "neutral"),
    ],
)
def test_displayed_label(measure, label):
    assert STANCE[displayed_label(measure)] == label


def test_articles_are_analyzed_with_their_labeled_actors_given(model):
    articles = analyze(model, [ARTICLE])
    (one,) = judge(articles, target_blind=model)
    assert (one.gold, one.name, one.group) == (AGAINST, "Putin", "1")
    (actor,) = [actor for actor in articles[0][1].actors if actor.name == "Putin"]
    assert one.displayed == displayed_label(actor.stance) and one.target_blind is not None
    assert one.surplus == pytest.approx(sum(mention.stance.score for mention in actor.mentions))
    (paragraph,) = judge_paragraphs(articles)
    assert paragraph.gold == FAVOR
    (within,) = [mention for mention in actor.mentions if 10 < mention.start < 36]
    assert paragraph.surplus == pytest.approx(within.stance.score)


def test_an_actor_is_found_if_all_its_mentions_are_one_actors(model):
    text = "Putin met Roth. Putin left."
    label = LabeledActor("Putin", "against", "person")
    assert is_found(model(text, mentions=[(0, 5), (10, 14), (16, 21)]), label)
    assert not is_found(model(text, clusters=[[(0, 5)], [(16, 21)]]), label)
