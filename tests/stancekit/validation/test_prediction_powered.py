"""Prediction-powered means: the published formulas, closed forms, and their coverage."""

import numpy as np
import pytest

from stancekit.comparison.estimates import Estimator
from stancekit.validation.prediction_powered import prediction_powered
from stancekit.validation.selection import inclusion_probabilities, select

REPLICATIONS = 2000
ARTICLES, SENTENCES, LABELS = 60, 20, 100  # of a group
SHIFTS = (0.12, -0.08)  # the model's error in each group
TRUTHS = (0.35, 0.35)  # the groups do not differ


def made_up_units():
    units = np.arange(600)
    truth = units * 37 % 101 / 100
    labels = (units * 53 % 97 / 96 < truth).astype(float)
    scores = np.clip(0.8 * truth + 0.15 + (units * 29 % 13 - 6) / 60, 0, 1)
    return units, scores, labels


def test_the_mean_is_that_of_ppi_py():
    """The expected figures are from ppi_mean_pointestimate and ppi_mean_ci of ppi_py 0.2.3, with the same tuning."""
    units, scores, labels = made_up_units()
    mean = prediction_powered(scores, units, units[:90], labels[:90], np.ones(90))
    assert mean.score == pytest.approx(0.49251516, abs=1e-8)
    assert 1.959964 * mean.error == pytest.approx((0.58679648 - 0.39823384) / 2, rel=0.02)  # ours is a jackknife
    weighted = prediction_powered(scores, units, units[:90], labels[:90], 1 + units[:90] % 4 / 2)
    assert weighted.score == pytest.approx(0.49326332, abs=1e-8)
    assert 1.959964 * weighted.error == pytest.approx((0.59213547 - 0.39439117) / 2, rel=0.03)


def test_scores_that_say_nothing_leave_the_mean_of_the_gold():
    units, _, labels = made_up_units()
    mean = prediction_powered(np.full(600, 0.3), units, units[:90], labels[:90], np.ones(90))
    assert (mean.tuning, mean.score) == (0, pytest.approx(labels[:90].mean()))
    assert mean.error == pytest.approx(labels[:90].std(ddof=1) / np.sqrt(90), rel=1e-3)


def test_perfect_scores_leave_the_error_of_the_articles():
    _, _, labels = made_up_units()
    articles = np.repeat(np.arange(60), 10)
    sampled = np.arange(0, 600, 5)
    mean = prediction_powered(labels, articles, sampled, labels[sampled], np.ones(120))
    assert (mean.tuning, mean.score) == (pytest.approx(1, abs=0.01), pytest.approx(labels.mean(), abs=1e-4))
    of_articles = labels.reshape(60, 10).mean(1).std(ddof=1) / np.sqrt(60)
    assert mean.error == pytest.approx(of_articles, rel=0.06)
    assert mean.labels_for(0.9 * mean.margin) is None


def test_gold_for_all_units_is_their_mean():
    units, scores, labels = made_up_units()
    mean = prediction_powered(scores, units, units, labels, np.ones(600))
    assert mean.score == pytest.approx(labels.mean()) and mean.label_variance == 0
    assert mean.labels_for(0.001) is None and mean.labels_for(0.1) == 0


def test_the_labels_for_a_width_give_that_width():
    random = np.random.default_rng(3)
    scores = random.random(20_000)
    labels = (random.random(20_000) < 0.2 + 0.5 * scores).astype(float)
    articles = np.repeat(np.arange(1000), 20)

    def of(count):
        sampled = random.permutation(20_000)[:count]
        return prediction_powered(scores, articles, sampled, labels[sampled], np.ones(count))

    further = of(150).labels_for(0.04)
    assert 300 < further < 600
    assert of(150 + further).margin == pytest.approx(0.04, rel=0.1)


def simulated_group(random, truth, shift, *, is_uncertain):
    """Return the corrected mean of a group of new articles, and the model's mean with its interval."""
    articles = np.repeat(np.arange(ARTICLES), SENTENCES)
    chances = np.clip(truth + 0.1 * random.standard_normal(ARTICLES), 0.05, 0.95)[articles]
    chances = np.clip(chances + random.uniform(-0.3, 0.3, len(articles)), 0, 1)
    labels = (random.random(len(articles)) < chances).astype(float)
    scores = np.clip(chances + shift, 0, 1)
    uncertainties = np.sqrt(scores * (1 - scores)) if is_uncertain else np.ones(len(scores))
    probabilities = inclusion_probabilities(uncertainties, LABELS)
    sampled = select(probabilities, random.permutation(len(scores)), random)
    corrected = prediction_powered(scores, articles, sampled, labels[sampled], 1 / probabilities[sampled])
    means = scores.reshape(ARTICLES, SENTENCES).mean(1)
    model = Estimator(means, np.full(ARTICLES, 20.0), np.zeros(ARTICLES, int), 1).estimate(0, (0, 1))
    return corrected, model


def test_corrected_intervals_cover_where_those_of_a_biased_model_fail():
    random = np.random.default_rng(0)
    expected = [
        np.clip(
            np.clip(truth + 0.1 * random.standard_normal(10**6), 0.05, 0.95) + random.uniform(-0.3, 0.3, 10**6), 0, 1
        ).mean()
        for truth in TRUTHS
    ]
    covered, model_covered, differences, model_differences = np.zeros(2), np.zeros(2), 0, 0
    for _ in range(REPLICATIONS):
        groups = [
            simulated_group(random, truth, shift, is_uncertain=shift < 0)
            for truth, shift in zip(TRUTHS, SHIFTS, strict=True)
        ]
        covered += [abs(mean.score - value) <= mean.margin for (mean, _), value in zip(groups, expected, strict=True)]
        model_covered += [model.low <= value <= model.high for (_, model), value in zip(groups, expected, strict=True)]
        (first, model), (second, other) = groups
        differences += abs(first.score - second.score) <= 1.984 * np.hypot(first.error, second.error)
        model_differences += model.low <= other.high
    assert all(0.93 <= share <= 0.97 for share in covered / REPLICATIONS)  # of 95% intervals
    assert all(share <= 0.01 for share in model_covered / REPLICATIONS)  # an uncorrected one is right 1 time in 100
    assert 0.93 <= differences / REPLICATIONS <= 0.97  # no difference is said to be none
    assert model_differences / REPLICATIONS <= 0.01  # the model finds one that is not there
