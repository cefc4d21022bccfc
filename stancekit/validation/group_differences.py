"""The differences between the corrected means of groups."""

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from stancekit.comparison.estimates import Floats, critical_value
from stancekit.validation.prediction_powered import PredictionPowered
from stancekit.validation.results import CorrectedEstimate, GroupDifference


def has_interval(estimate: CorrectedEstimate) -> bool:
    """Return whether a corrected estimate has an interval."""
    return estimate.corrected is not None and estimate.corrected.low is not None


def welch_freedom(variances: Floats, freedoms: Sequence[int]) -> float:
    """Return the degrees of freedom of a sum of independent means (Welch, 1947).

    Args:
        variances: the variance of each mean. *Shape:* (means,)
        freedoms: degrees of freedom of each.
    """
    terms = float((variances**2 / np.array(freedoms)).sum())
    return float(variances.sum()) ** 2 / terms if terms else math.inf


def group_differences(
    groups: Sequence[tuple[CorrectedEstimate, PredictionPowered]],
) -> tuple[GroupDifference, ...]:
    """Return the differences between all pairs of groups, the largest first.

    Args:
        groups: estimate and mean of each; both have an interval.
    """
    pairs = list(combinations(sorted(groups, key=lambda each: -each[1].score), 2))
    differences = [_difference(*higher, *lower, comparisons=len(pairs)) for higher, lower in pairs]
    return tuple(sorted(differences, key=lambda each: -each.difference))


def _difference(
    higher: CorrectedEstimate,
    higher_mean: PredictionPowered,
    lower: CorrectedEstimate,
    lower_mean: PredictionPowered,
    *,
    comparisons: int,
) -> GroupDifference:
    variances = np.array([higher_mean.error**2, lower_mean.error**2])
    freedom = welch_freedom(variances, [higher_mean.freedom, lower_mean.freedom])
    difference, error = higher_mean.score - lower_mean.score, math.sqrt(variances.sum())
    margin = critical_value(freedom) * error
    return GroupDifference(
        higher.group,
        lower.group,
        model=higher.model.score - lower.model.score,
        difference=difference,
        low=difference - margin,
        high=difference + margin,
        is_significant=difference > critical_value(freedom, comparisons) * error,
    )
