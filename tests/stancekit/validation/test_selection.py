"""Selection of units with known inclusion probabilities."""

import numpy as np
import pytest

from stancekit.validation.selection import allocate, inclusion_probabilities, select


def test_probabilities_are_positive_and_sum_to_the_count():
    for uncertainties in (np.zeros(50), np.linspace(0, 1, 50), np.array([0.0] * 49 + [1.0])):
        probabilities = inclusion_probabilities(uncertainties, 20)
        assert probabilities.sum() == pytest.approx(20)
        assert probabilities.min() > 0 and probabilities.max() <= 1


def test_the_uncertain_are_more_probable():
    probabilities = inclusion_probabilities(np.linspace(0, 1, 50), 10)
    assert (np.diff(probabilities) > 0).all()
    assert probabilities[0] == pytest.approx(0.25 * 10 / 50)


def test_all_units_can_be_selected():
    assert inclusion_probabilities(np.linspace(0, 1, 50), 50) == pytest.approx(np.ones(50))
    assert select(np.ones(50), np.arange(50), np.random.default_rng(0)).tolist() == list(range(50))


def test_units_are_selected_with_their_probability():
    random = np.random.default_rng(1)
    probabilities = inclusion_probabilities(np.linspace(0, 1, 30) ** 2, 12)
    times = np.zeros(30)
    for _ in range(4000):
        selected = select(probabilities, random.permutation(30), random)
        assert len(set(selected)) == 12
        times[selected] += 1
    assert times / 4000 == pytest.approx(probabilities, abs=0.03)


def test_an_order_spreads_the_sample():
    selected = select(np.full(100, 0.1), np.arange(100), np.random.default_rng(2))
    assert (np.diff(selected) == 10).all()


def test_groups_share_equally_what_they_can():
    assert allocate(np.array([100, 100, 5]), 45).tolist() == [20, 20, 5]
    assert allocate(np.array([3, 2]), 10).tolist() == [3, 2]
