"""Scores of linking."""

from types import SimpleNamespace

import pytest
from stancekit_training.corpora.linking import AnnotatedMention, LinkedArticle
from stancekit_training.evaluation.linking import measure_linking

TEXT = "Ana Roth met Tom Berg. Roth said she won; the mayor left."
ALL = ("name", "description", "pronoun")


def mention(word, actor, form="name"):
    start = TEXT.index(word)
    return SimpleNamespace(start=start, end=start + len(word), actor=actor, form=form)


def annotated(word, actor, form="name"):
    start = TEXT.rindex(word)
    return AnnotatedMention(start, start + len(word), actor, form)


def measured(mentions, **options):
    model = SimpleNamespace(pipe=lambda texts: [SimpleNamespace(mentions=mentions) for _ in texts])
    return measure_linking(model, [ARTICLE, NAMES_ONLY], **options)


GOLD = (
    annotated("Ana Roth", 0),
    annotated("Tom Berg", 1),
    AnnotatedMention(23, 27, 0),
    annotated("she", 0, "pronoun"),
    annotated("the mayor", 1, "description"),
)
ARTICLE = LinkedArticle("c", "a", TEXT, GOLD, ALL)
NAMES_ONLY = LinkedArticle("c", "b", TEXT, GOLD[:3])
SHORT = SimpleNamespace(start=23, end=27, actor=0, form="name")
PRONOUN, DESCRIPTION = mention("she", 0, "pronoun"), mention("the mayor", 1, "description")


def test_names():
    metrics = measured([mention("Ana Roth", 0), mention("Tom Berg", 1), SHORT, PRONOUN])
    assert (metrics.f1, metrics.count, metrics.found) == (1.0, 4, 1.0)


def test_a_wrong_link():
    metrics = measured([mention("Ana Roth", 0), mention("Tom Berg", 0), SHORT])
    assert metrics.precision == pytest.approx((2 / 3 + 1 / 3 + 2 / 3) / 3) and metrics.recall == 1.0


def test_missed_mentions():
    mentions = [mention("Ana Roth", 0), mention("Tom Berg", 1)]
    assert measured(mentions).count == 0 and measured(mentions).found == pytest.approx(2 / 3)
    metrics = measured(mentions, with_missed=True)
    assert (metrics.precision, metrics.recall, metrics.count) == (1.0, 0.5, 4)


def test_all_forms_of_the_articles_that_have_them():
    mentions = [mention("Ana Roth", 0), mention("Tom Berg", 1), SHORT, PRONOUN, DESCRIPTION]
    metrics = measured(mentions, forms=ALL)
    assert (metrics.f1, metrics.count, metrics.found) == (1.0, 5, 1.0)
    wrong = [*mentions[:3], mention("she", 1, "pronoun"), DESCRIPTION]
    assert measured(wrong, forms=ALL).precision == pytest.approx((1 + 2 / 3 + 1 + 1 / 3 + 2 / 3) / 5)
