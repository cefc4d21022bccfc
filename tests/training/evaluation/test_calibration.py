import numpy as np
import pytest
from stancekit_training.evaluation.calibration import calibrate, calibration_error, fit_temperature, perfect_error

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
