"""Training without a corpus, testing on it."""

from dataclasses import replace

import pytest
from rich.console import Console
from stancekit_training.audit import cross_corpus
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.recipe import Config, Fit, Source


@pytest.fixture
def config(tiny_base):
    corpora = {"checkthat": Source(), "babe": Source(), "hard": Source(), "newsmtsc": Source()}
    fit = Fit(epochs=10, batch_size=8, learning_rate=3e-3, head_learning_rate=1e-2)
    heads = {"opinion": 1.0, "bias": 1.0, "stance": 1.0}
    return Config("x", str(tiny_base), corpora, heads=heads, seeds=(1, 2), window=32, stride=12, fit=fit)


def items(corpus):
    def one(number):
        text = f"the mayor {('lied', 'won')[number % 2]} to {number} plan"
        stance = (Target(((4, 9),), ("against", "favor")[number % 2]),) if corpus in ("newsmtsc", "hard") else ()
        return Item(text, corpus, opinion=("opinion", "reported_fact")[number % 2], targets=stance)

    return [one(number) for number in range(60)]


def test_the_corpus_that_is_tested_on_does_not_train(config, tmp_path, monkeypatch):
    asked = []

    def read(recipe, folder, part):
        asked.append((part, sorted(recipe.trained_on)))
        names = recipe.corpora if part == "dev" else recipe.trained_on
        return {name: [] if part == "dev" and name == "hard" else items(name) for name in names}

    monkeypatch.setattr(cross_corpus, "read_items", read)
    rows = cross_corpus.measure_cross(config, tmp_path, tmp_path / "runs")
    assert [(row["head"], row["corpus"], row["trained_on"]) for row in rows] == [
        ("opinion", "checkthat", ["babe", "hard"]),
        ("opinion", "babe", ["checkthat", "hard"]),
        ("stance", "newsmtsc", ["hard"]),
    ]
    assert [trained for part, trained in asked if part == "train"] == [sorted(row["trained_on"]) for row in rows]
    assert [row["count"] for row in rows] == [60] * 3
    assert [row["value"] for row in rows] == [1, 1, 1]
    console = Console(width=160)
    with console.capture() as shown:
        cross_corpus.show(rows, console)
    assert "babe, hard" in shown.get() and "macro-F1" in shown.get()


def test_a_head_of_one_corpus_is_left_out(config):
    alone = replace(config, heads={"bias": 1.0})
    assert list(cross_corpus._recipes(alone, {name: items(name) for name in config.corpora})) == []
