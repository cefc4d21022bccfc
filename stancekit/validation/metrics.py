"""Agreement of two codings, computed from their confusions.

A confusion counts units by gold label and by model label. All functions take
any number of confusions at once, *shape* (..., labels, labels), so that a
bootstrap needs no loop.
"""

import numpy as np

from stancekit.comparison.estimates import Floats


def accuracy(confusions: Floats) -> Floats:
    """Return the share of units on the diagonal. *Shape:* (...)."""
    return _ratio(np.trace(confusions, axis1=-2, axis2=-1), confusions.sum((-2, -1)))


def macro_f1(confusions: Floats) -> Floats:
    """Return the mean F1 of the labels that occur in either coding. *Shape:* (...)."""
    both = confusions.sum(-1) + confusions.sum(-2)
    scores = _ratio(2 * np.diagonal(confusions, axis1=-2, axis2=-1), both)
    return _ratio(np.where(both > 0, scores, 0).sum(-1), (both > 0).sum(-1))


def krippendorff_alpha(coincidences: Floats, *, is_ordinal: bool) -> Floats:
    """Return Krippendorff's alpha; nan if only one label occurs. *Shape:* (...).

    See Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.

    Args:
        coincidences: symmetric counts of pairs of labels of the same unit. *Shape:* (..., labels, labels)
        is_ordinal: whether the labels are ordered; else they are nominal.
    """
    totals = coincidences.sum(-1)
    count = totals.sum(-1)
    distances = _ordinal_distances(totals) if is_ordinal else 1 - np.eye(coincidences.shape[-1])
    observed = (coincidences * distances).sum((-2, -1))
    expected = (totals[..., :, None] * totals[..., None, :] * distances).sum((-2, -1))
    alpha: Floats = 1 - (count - 1) * _ratio(observed, expected)
    return alpha


def coincidences_of(counts: Floats) -> Floats:
    """Return the coincidences of units that any number of coders labeled.

    Args:
        counts: number of coders by unit and label. *Shape:* (units, labels)
    """
    coders = counts.sum(1, keepdims=True)
    counts, coders = counts[coders[:, 0] > 1], coders[coders[:, 0] > 1]
    pairs: Floats = (counts / (coders - 1)).T @ counts - np.diag((counts / (coders - 1)).sum(0))
    return pairs


def _ordinal_distances(totals: Floats) -> Floats:
    """Return the squared ordinal distance of each pair of labels. *Shape:* (..., labels, labels)."""
    below = np.cumsum(totals, axis=-1) - totals / 2  # the middle rank of a label
    distances: Floats = (below[..., :, None] - below[..., None, :]) ** 2
    return distances


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: Floats = np.true_divide(numerator, denominator)
    return ratio
