import numpy as np
import pytest
from stancekit_training.evaluation.calibration import (
    calibrate,
    calibrated,
    calibration_error,
    fit_temperature,
    perfect_error,
)
from stancekit_training.evaluation.predictions import HeadPredictions

from stancekit.network.manifest import HeadSettings
from stancekit.network.tagging import softmax

RANDOM = np.random.default_rng(3)


def overconfident(count, temperature):
    """Logits that are overconfident by a known temperature, with labels that are sampled from the truth."""
    truth = RANDOM.normal(size=(count, 3)).astype(np.float32) * 2
    cumulative = softmax(truth).cumsum(axis=1)
    labels = (RANDOM.random((count, 1)) > cumulative[:, :2]).sum(axis=1)
    return truth * temperature, labels


def test_a_known_temperature_is_found():
    logits, labels = overconfident(20_000, 2.5)
    assert fit_temperature(logits, labels) == pytest.approx(2.5, rel=0.05)


def opinions(count, *, wrong):
    """Predictions of opinions, all equally sure, of which some are wrong."""
    gold = [0] * wrong + [1] * (count - wrong)
    return {"mine": {"opinion": HeadPredictions(gold, [np.array([0.0, 2.0])] * count, list(range(count)))}}


@pytest.mark.parametrize(
    ("count", "wrong", "message"),
    [
        (6, 1, "opinion: 6 development items, fewer than 50"),
        (200, 0, "opinion: all 200 development items are predicted right"),
        (200, 100, "opinion: its temperature is at the bound, 10.0"),
        (200, 30, ""),
    ],
)
def test_few_items_and_a_temperature_at_its_bound_are_warnings(caplog, count, wrong, message):
    calibrated({"opinion": HeadSettings()}, opinions(count, wrong=wrong))
    assert caplog.messages == [] if not message else caplog.messages[0].startswith(message)


def test_error_in_excess_of_a_perfect_model():
    logits, labels = overconfident(2_000, 2.5)
    found = calibrate(logits, labels, range(len(labels)))
    assert abs(found.excess) < 0.015
    assert calibration_error(softmax(logits), labels) - perfect_error(softmax(logits)) > 0.08


def test_a_small_perfect_model_shows_an_error():
    logits, _ = overconfident(460, 1.0)
    assert 0.015 < perfect_error(softmax(logits)) < 0.06


def test_error_by_hand():
    probabilities = np.tile(np.array([[0.8, 0.2]], dtype=np.float32), (10, 1))
    labels = np.array([0] * 6 + [1] * 4)
    gaps = [0.2] * 6 + [0.8] * 4
    assert calibration_error(probabilities, labels) == pytest.approx(sum(gaps) / 10, abs=1e-5)
