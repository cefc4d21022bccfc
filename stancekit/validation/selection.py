"""Selection of units with known inclusion probabilities."""

import numpy as np

from stancekit.comparison.estimates import Floats, Ints

UNIFORM = 0.25  # share of the sample that does not depend on the uncertainty, so that every unit can be drawn
MAX_ROUNDS = 100


def inclusion_probabilities(uncertainties: Floats, count: int) -> Floats:
    """Return inclusion probabilities that sum to a count, each above 0 and at most 1. *Shape:* (units,).

    They are proportional to the uncertainty, mixed with a uniform part (Zrnic
    and Candès, Active Statistical Inference, ICML 2024).

    Args:
        uncertainties: the uncertainty of each unit, not negative. *Shape:* (units,)
        count: expected number of selected units, at most the number of units.
    """
    mean = uncertainties.mean()
    sizes = (1 - UNIFORM) * uncertainties / mean + UNIFORM if mean > 0 else np.ones(len(uncertainties))
    probabilities: Floats = np.minimum(count * sizes / sizes.sum(), 1)
    for _ in range(MAX_ROUNDS):  # what is cut off at 1 goes to the others
        is_open = probabilities < 1
        missing = count - probabilities.sum()
        if missing < 1e-9 or not is_open.any():
            break
        total = probabilities[is_open].sum()
        probabilities[is_open] = np.minimum(probabilities[is_open] * (1 + missing / total), 1)
    return probabilities


def select(probabilities: Floats, order: Ints, random: np.random.Generator) -> Ints:
    """Return the indices of a systematic sample with unequal probabilities (Madow, 1949), in ascending order.

    The sample has as many units as the probabilities sum to, and each unit is
    included with its probability. Units next to each other in the order are
    seldom selected together, so that the order spreads the sample.

    Args:
        probabilities: the inclusion probabilities, which sum to an integer. *Shape:* (units,)
        order: the order of the units. *Shape:* (units,)
        random: the random numbers for the start.
    """
    ends = np.cumsum(probabilities[order])
    count = round(float(ends[-1]))
    ends *= count / ends[-1]  # rounding
    positions = np.searchsorted(ends, random.random() + np.arange(count), side="right")
    selected: Ints = np.sort(order[np.minimum(positions, len(order) - 1)])
    return selected


def allocate(sizes: Ints, count: int) -> Ints:
    """Return how many units of each group to select: as equal as the sizes allow. *Shape:* (groups,)."""
    shares = np.zeros(len(sizes), np.int64)
    for _ in range(min(count, int(sizes.sum()))):
        has_more = shares < sizes
        shares[np.argmin(np.where(has_more, shares, np.iinfo(np.int64).max))] += 1
    return shares
