"""Calibration by corpus and by length."""

import numpy as np
from stancekit_training.audit.reliability import measure_lengths, measure_reliability
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.evaluation.predictions import HeadPredictions

from stancekit.network.tagging import softmax


def test_slices_by_length():
    random = np.random.default_rng(0)
    words = random.integers(1, 45, size=900)
    sentences = {"mine": [LabeledSentence(" ".join(["word"] * count), "mine") for count in words], "empty": []}
    right = random.random(900) < np.where(words > 30, 0.55, 0.95)  # as sure of long sentences, but wrong about them
    predictions = HeadPredictions(right.astype(int).tolist(), [np.array([0.0, 2.5])] * 900, list(range(900)))
    rows = measure_lengths(["opinion", "bias"], {"mine": {"opinion": predictions}, "empty": {}}, sentences)
    assert [(row.words, row.count) for row in rows] == [
        ("1 to 15", (words <= 15).sum()),
        ("16 to 30", ((words > 15) & (words <= 30)).sum()),
        ("over 30", (words > 30).sum()),
    ]
    assert rows[2].error > 0.2 > rows[0].error


def test_reliability_is_measured_on_each_corpus():
    random = np.random.default_rng(0)
    logits = random.normal(size=(400, 2)) * 2
    right = random.random(400) < softmax(logits.astype(np.float32))[:, 1]
    many = HeadPredictions(right.astype(int).tolist(), list(logits), list(range(400)))
    few = HeadPredictions([0] * 9, [logits[0]] * 9, list(range(9)))
    (row,) = measure_reliability(["opinion", "stance"], {"mine": {"opinion": many}, "small": {"stance": few}})
    assert (row.head, row.corpus, row.count, len(row.bins)) == ("opinion", "mine", 400, 10)
    assert row.error < 0.1 and sum(count for _, _, count in row.bins) == 400
