"""Bootstrap intervals over groups of items (Efron and Tibshirani 1993)."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from stancekit_training.evaluation.counts import Counts

RESAMPLES = 1000
ENDS = (0.025, 0.975)  # quantiles at the ends of a 95% interval


def resample(counts: Counts, groups: Sequence[Hashable]) -> Counts:
    """Return the summed counts of each bootstrap sample; the items of a group stay together.

    Args:
        counts: the counts of each item. *Shape:* (items, columns)
        groups: the group of each item.

    Returns:
        *Shape:* (samples, columns). Equal groups give equal samples in every call.
    """
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    size = int(group.max()) + 1
    by_group = np.zeros((size, counts.shape[1]))
    np.add.at(by_group, group, counts)
    samples = np.random.default_rng(0).multinomial(size, np.full(size, 1 / size), RESAMPLES)
    return np.asarray(samples @ by_group, dtype=np.float64)


def interval(samples: Iterable[float]) -> tuple[float, float]:
    """Return the ends of the 95% percentile interval of a statistic's bootstrap samples."""
    low, high = np.quantile(np.asarray(list(samples)), ENDS)
    return float(low), float(high)
