import numpy as np
import pytest
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Target, hide_targets
from stancekit_training.evaluation.baselines import lexicon, majority
from stancekit_training.evaluation.predictions import HeadPredictions, pool, predict
from stancekit_training.evaluation.sentences import score

from tests.support.fake_model import fake_model


def predictions_of(gold, predicted, sentences):
    predictions = HeadPredictions()
    for label, guess, sentence in zip(gold, predicted, sentences, strict=True):
        predictions.add(label, np.eye(3, dtype=np.float32)[guess], sentence)
    return predictions


def test_a_score_lies_in_its_interval_which_narrows_with_items():
    random = np.random.default_rng(5)
    widths = []
    for size in (60, 2000):
        gold = random.integers(0, 3, size).tolist()
        guesses = [label if random.random() < 0.8 else int(random.integers(0, 3)) for label in gold]
        found = score("made-up", "stance", predictions_of(gold, guesses, range(size)))
        assert found.low < found.value < found.high
        assert found.count == size
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 3


def test_the_bootstrap_keeps_a_sentence_together():
    gold, guesses = [0, 1, 2, 0] * 50, [0, 1, 2, 1] * 50
    apart = score("made-up", "stance", predictions_of(gold, guesses, range(200)))
    together = score("made-up", "stance", predictions_of(gold, guesses, [index // 4 for index in range(200)]))
    assert together.high - together.low < 0.01 < apart.high - apart.low


def test_predictions_by_head(tiny_model_folder):
    model = fake_model(tiny_model_folder)
    items = [
        LabeledSentence("the mayor lied", "a", opinion="opinion", targets=(Target(((4, 9),), "against"),)),
        LabeledSentence("the city won", "a", bias="neutral", actors=((4, 8, "place"),)),
    ]
    predictions = predict(model, items)
    assert {name: len(given.gold) for name, given in predictions.items()} == {
        "opinion": 1,
        "bias": 1,
        "stance": 1,
        "actor": 1,
        "actor tags": 3,
    }
    assert predictions["actor"].gold == [{(4, 8, "place")}]


def test_predictions_of_words(tiny_model_folder):
    quote = LabeledAttribution(source=((4, 9),), cue=((10, 14),), content=((15, 17),))
    items = [
        LabeledSentence("the mayor lied so", "a", attributions=(quote,), loaded=((10, 14),)),
        LabeledSentence("it won", "a", attributions=(), loaded=()),
    ]
    predictions = predict(fake_model(tiny_model_folder), items)
    assert predictions["attribution source"].gold == [{(4, 9, "source")}, set()]
    assert predictions["attribution whole"].gold[0] == [({(4, 9, "")}, {(10, 14, "")}, {(15, 17, "")})]
    assert predictions["loaded"].gold == [{(10, 14, "loaded")}, set()]
    assert len(predictions["attribution tags"].gold) == len(predictions["loaded tags"].gold) == 6
    assert majority(predictions["attribution whole"]) == [[], []] and majority(predictions["loaded"]) == [set(), set()]
    assert lexicon("loaded", predictions["loaded"], items) == [{(10, 14, "loaded")}, {(3, 6, "loaded")}]


def test_pooling_keeps_sentences_of_two_corpora_apart():
    one, two = predictions_of([0], [0], [0]), predictions_of([1], [1], [0])
    assert pool({"a": {"stance": one}, "b": {"stance": two}}, "stance").sentences == [0, 1]


def test_hidden_targets_spread_over_their_sentence():
    item = LabeledSentence("the mayor lied", "a", targets=(Target(((4, 9), (0, 3)), "against"),))
    assert hide_targets(item).targets == (Target(((0, 14),), "against"),)


def test_an_unknown_head_is_not_scored():
    with pytest.raises(KeyError):
        score("made-up", "tags", predictions_of([0], [0], [0]))
