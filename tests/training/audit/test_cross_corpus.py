"""Training without a corpus, testing on it."""

from dataclasses import replace

import pytest
from stancekit_training.audit import cross_corpus
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.recipe import Recipe
from stancekit_training.settings import FitSettings, MixtureEntry


@pytest.fixture
def recipe(tiny_base):
    corpora = {"checkthat": MixtureEntry(), "babe": MixtureEntry(), "hard": MixtureEntry(), "newsmtsc": MixtureEntry()}
    fit = FitSettings(epochs=10, batch_size=8, learning_rate=3e-3, head_learning_rate=1e-2)
    heads = {"opinion": 1.0, "bias": 1.0, "stance": 1.0}
    return Recipe("x", str(tiny_base), corpora, heads=heads, seeds=(1, 2), window=32, stride=12, fit=fit)


def sentences(corpus):
    def one(number):
        text = f"the mayor {('lied', 'won')[number % 2]} to {number} plan"
        stance = (Target(((4, 9),), ("against", "favor")[number % 2]),) if corpus in ("newsmtsc", "hard") else ()
        return LabeledSentence(text, corpus, opinion=("opinion", "reported_fact")[number % 2], targets=stance)

    return [one(number) for number in range(60)]


def test_the_corpus_that_is_tested_on_does_not_train(recipe, tmp_path, monkeypatch):
    asked = []

    def load(recipe, folder, part):
        asked.append((part, sorted(recipe.trained_on)))
        names = recipe.corpora if part == "dev" else recipe.trained_on
        return {name: [] if part == "dev" and name == "hard" else sentences(name) for name in names}

    monkeypatch.setattr(cross_corpus, "load_sentences", load)
    rows = cross_corpus.measure_cross(recipe, tmp_path, tmp_path / "runs")
    assert [(row.head, row.corpus, list(row.trained_on)) for row in rows] == [
        ("opinion", "checkthat", ["babe", "hard"]),
        ("opinion", "babe", ["checkthat", "hard"]),
        ("stance", "newsmtsc", ["hard"]),
    ]
    assert [trained for part, trained in asked if part == "train"] == [sorted(row.trained_on) for row in rows]
    assert [row.count for row in rows] == [60] * 3
    assert [row.value for row in rows] == [1, 1, 1]


def test_a_head_of_one_corpus_is_left_out(recipe):
    alone = replace(recipe, heads={"bias": 1.0})
    assert list(cross_corpus._partial_recipes(alone, {name: sentences(name) for name in recipe.corpora})) == []
