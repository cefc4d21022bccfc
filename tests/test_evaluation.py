import numpy as np
import pytest

from tests.fake import fake_model
from training.evaluation import Answers, answer, pooled, score
from training.item import Item, Target, blinded


def answers_of(gold, predicted, sentences):
    answers = Answers()
    for label, guess, sentence in zip(gold, predicted, sentences, strict=True):
        answers.add(label, np.eye(3, dtype=np.float32)[guess], sentence)
    return answers


def test_a_score_lies_in_its_interval_which_narrows_with_items():
    random = np.random.default_rng(5)
    widths = []
    for size in (60, 2000):
        gold = random.integers(0, 3, size).tolist()
        guesses = [label if random.random() < 0.8 else int(random.integers(0, 3)) for label in gold]
        found = score("made-up", "stance", answers_of(gold, guesses, range(size)))
        assert found.low < found.value < found.high
        assert found.count == size
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 3


def test_the_bootstrap_keeps_a_sentence_together():
    gold, guesses = [0, 1, 2, 0] * 50, [0, 1, 2, 1] * 50
    apart = score("made-up", "stance", answers_of(gold, guesses, range(200)))
    together = score("made-up", "stance", answers_of(gold, guesses, [index // 4 for index in range(200)]))
    assert together.high - together.low < 0.01 < apart.high - apart.low


def test_answers_by_head(tiny_model_folder):
    model = fake_model(tiny_model_folder)
    items = [
        Item("the mayor lied", "a", opinion="opinion", targets=(Target(((4, 9),), "against"),)),
        Item("the city won", "a", bias="neutral", actors=((4, 8, "place"),)),
    ]
    answers = answer(model, items)
    assert {name: len(given.gold) for name, given in answers.items()} == {
        "opinion": 1,
        "bias": 1,
        "stance": 1,
        "actor": 1,
        "tags": 3,
    }
    assert answers["actor"].gold == [{(4, 8, "place")}]


def test_pooling_keeps_sentences_of_two_corpora_apart():
    one, two = answers_of([0], [0], [0]), answers_of([1], [1], [0])
    assert pooled({"a": {"stance": one}, "b": {"stance": two}}, "stance").sentences == [0, 1]


def test_blinding_spreads_a_target_over_its_sentence():
    item = Item("the mayor lied", "a", targets=(Target(((4, 9), (0, 3)), "against"),))
    assert blinded(item).targets == (Target(((0, 14),), "against"),)


def test_an_unknown_head_is_not_scored():
    with pytest.raises(KeyError):
        score("made-up", "tags", answers_of([0], [0], [0]))
