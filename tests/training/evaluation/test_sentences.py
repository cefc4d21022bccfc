import numpy as np
import pytest
from stancekit_training.corpora.sentence import Item, Quote, Target, blinded
from stancekit_training.evaluation.baselines import lexicon, majority
from stancekit_training.evaluation.sentences import Answers, answer, pooled, score

from tests.support.fake_model import fake_model


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
        "actor tags": 3,
    }
    assert answers["actor"].gold == [{(4, 8, "place")}]


def test_answers_of_marked_words(tiny_model_folder):
    quote = Quote(source=((4, 9),), cue=((10, 14),), content=((15, 17),))
    items = [
        Item("the mayor lied so", "a", quotes=(quote,), loaded=((10, 14),)),
        Item("it won", "a", quotes=(), loaded=()),
    ]
    answers = answer(fake_model(tiny_model_folder), items)
    assert answers["attribution source"].gold == [{(4, 9, "source")}, set()]
    assert answers["attribution whole"].gold[0] == [({(4, 9, "")}, {(10, 14, "")}, {(15, 17, "")})]
    assert answers["loaded"].gold == [{(10, 14, "loaded")}, set()]
    assert len(answers["attribution tags"].gold) == len(answers["loaded tags"].gold) == 6
    assert majority(answers["attribution whole"]) == [[], []] and majority(answers["loaded"]) == [set(), set()]
    assert lexicon("loaded", answers["loaded"], items) == [{(10, 14, "loaded")}, {(3, 6, "loaded")}]


def test_pooling_keeps_sentences_of_two_corpora_apart():
    one, two = answers_of([0], [0], [0]), answers_of([1], [1], [0])
    assert pooled({"a": {"stance": one}, "b": {"stance": two}}, "stance").sentences == [0, 1]


def test_blinding_spreads_a_target_over_its_sentence():
    item = Item("the mayor lied", "a", targets=(Target(((4, 9), (0, 3)), "against"),))
    assert blinded(item).targets == (Target(((0, 14),), "against"),)


def test_an_unknown_head_is_not_scored():
    with pytest.raises(KeyError):
        score("made-up", "tags", answers_of([0], [0], [0]))
