"""Measures and their intervals."""

import random
from math import sqrt

import pytest

from stancekit.aggregate import _student_quantile, by_voice, interval, originals, share, stance_measure
from stancekit.document import Mention, Sentence, Stance

AGAINST, FAVOR, EVEN = Stance(0.8, 0.2, 0.0), Stance(0.0, 0.2, 0.8), Stance(0.0, 1.0, 0.0)
SPREAD = 0.1


def mention(sentence, stance, voice="opinion"):
    return Mention(0, 1, "X", "person", sentence, 0, stance, voice)


DISTINCT = range(20)  # every sentence is its own original


def measured(*stances: Stance | None, spread=SPREAD):
    mentions = [mention(number, stance) for number, stance in enumerate(stances)]
    return stance_measure(mentions, DISTINCT, spread)


def test_interval_by_hand():
    # between = (6 * 0.1 + 0.09 + 0.09) / (6 + 2 - 1), within = (0.05 + 0.15) / 2, t(7) = 2.3646
    half = 2.3646 * sqrt((0.78 / 7 + 0.1) / 2)
    found = interval([0.6, 0.0], [0.05, 0.15], spread=0.1, bounds=(-10, 10))
    assert found == pytest.approx((0.3, 0.3 - half, 0.3 + half), abs=1e-3)


def test_interval_stays_within_the_bounds():
    assert interval([0.9], [0.5], spread=0.5, bounds=(-1.0, 1.0)) == (0.9, -1.0, 1.0)


@pytest.mark.parametrize(("freedom", "quantile"), [(6, 2.4469), (7, 2.3646), (10, 2.2281), (29, 2.0452), (999, 1.9623)])
def test_student_quantile(freedom, quantile):
    assert _student_quantile(freedom) == pytest.approx(quantile, abs=0.003)


def test_measure_by_hand():
    measure = measured(FAVOR, EVEN, spread=0.0)
    # scores 0.8 and 0, label variances 0.8 - 0.64 and 0; between = 0.32 / 7
    half = 2.3646 * sqrt((0.08 + 0.32 / 7) / 2)
    assert (measure.score, measure.low, measure.high) == pytest.approx((0.4, 0.4 - half, 0.4 + half), abs=1e-3)
    assert measure.count == 2


def test_no_mention_has_no_measure():
    assert measured() is None
    assert measured(None, None) is None
    assert measured(None, EVEN).count == 1


def test_a_repeated_sentence_counts_once():
    texts = ["He  lied.", "He lied.", "He won.", " He\nlied."]
    firsts = originals(Sentence(0, len(text), text, "opinion", 0.9, 0.5, False, ()) for text in texts)
    assert firsts == [0, 0, 2, 0]
    mentions = [mention(0, AGAINST), mention(1, AGAINST), mention(2, FAVOR)]
    measure = stance_measure(mentions, firsts, SPREAD)
    assert measure == stance_measure([mention(0, AGAINST), mention(1, FAVOR)], DISTINCT, SPREAD)
    assert measure.count == 2


def test_mentions_in_one_sentence_are_averaged_first():
    crowded = [mention(0, FAVOR), mention(0, FAVOR), mention(0, FAVOR), mention(1, AGAINST)]
    measure = stance_measure(crowded, DISTINCT, SPREAD)
    assert measure.score == pytest.approx(0.0)
    assert measure.count == 4
    assert measure.high == pytest.approx(measured(FAVOR, AGAINST).high)


@pytest.mark.parametrize(
    ("stances", "spread", "label"),
    [
        ([FAVOR] * 20, 0.1, "favor"),
        ([AGAINST] * 20, 0.1, "against"),
        ([EVEN] * 20, 0.1, "neutral"),
        ([EVEN], 0.0, "neutral"),
        ([EVEN], 0.1, "unclear"),
        ([FAVOR, AGAINST], 0.1, "unclear"),
    ],
)
def test_labels(stances, spread, label):
    assert measured(*stances, spread=spread).label == label


def test_by_voice():
    mentions = [mention(0, FAVOR, "opinion"), mention(1, AGAINST, "fact"), mention(2, EVEN, None)]
    voices = by_voice(mentions, DISTINCT, SPREAD)
    assert voices["opinion"].score == pytest.approx(0.8) and voices["opinion"].count == 1
    assert voices["fact"].score == pytest.approx(-0.8)
    assert voices["quoted"] is None


def test_share():
    measure = share([("A.", 0.9), ("B.", 0.1), (" B. ", 0.1), ("C.", None)], 0.05)
    # between = (6 * 0.05 + 0.16 + 0.16) / 7, within = 0.09
    half = 2.3646 * sqrt((0.62 / 7 + 0.09) / 2)
    assert measure.score == pytest.approx(0.5) and measure.count == 2 and measure.label is None
    assert (measure.low, measure.high) == pytest.approx((max(0.0, 0.5 - half), min(1.0, 0.5 + half)), abs=1e-3)
    assert share([("A.", None)], 0.05) is None


def certain(generator):
    """A sentence's true stance, known without doubt; over sentences the mean is 0.2, the variance SPREAD."""
    return generator.gauss(0.2, sqrt(SPREAD)), 0.0


def calibrated(generator):
    """An expected stance with that mean and variance, and the variance of the label that is then drawn from it."""
    score = generator.uniform(0.2 - sqrt(3 * SPREAD), 0.2 + sqrt(3 * SPREAD))
    return score, abs(score) - score**2


@pytest.mark.parametrize("sentences", [2, 5, 20])
@pytest.mark.parametrize("draw", [certain, calibrated])
def test_the_interval_covers_the_mean_of_the_article(draw, sentences):
    generator = random.Random(sentences)
    covered, articles = 0, 2000
    for _ in range(articles):
        scores, variances = zip(*(draw(generator) for _ in range(sentences)), strict=True)
        _, low, high = interval(scores, variances, spread=SPREAD, bounds=(-9.0, 9.0))
        covered += low <= 0.2 <= high
    assert covered / articles >= 0.93


@pytest.mark.parametrize("sentences", [2, 5, 20])
def test_the_interval_covers_the_labels_behind_calibrated_probabilities(sentences):
    generator = random.Random(sentences)
    covered, articles = 0, 2000
    for _ in range(articles):
        scores, variances = zip(*(calibrated(generator) for _ in range(sentences)), strict=True)
        labels = [(score > 0) - (score < 0) if generator.random() < abs(score) else 0 for score in scores]
        _, low, high = interval(scores, variances, spread=SPREAD, bounds=(-1.0, 1.0))
        covered += low <= sum(labels) / sentences <= high
    assert covered / articles >= 0.93
