"""The corrected mean of each group, and over all groups."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from stancekit.comparison.estimates import MIN_ARTICLES, Estimator, critical_value
from stancekit.comparison.results import Estimate
from stancekit.validation.gold_units import GoldUnits
from stancekit.validation.group_differences import group_differences, has_interval, welch_freedom
from stancekit.validation.prediction_powered import PredictionPowered, prediction_powered
from stancekit.validation.results import CorrectedEstimate, GroupDifference
from stancekit.validation.units import EVERYTHING

MIN_LABELS = 10  # of a group; with fewer there is no interval
RARE = 5  # labels of the rarer kind, below which a note says that the interval is approximate


class CorrectedGroups:
    """The corrected means of the groups.

    Attributes:
        estimates: the estimate of each group.
    """

    def __init__(self, gold: GoldUnits, *, margin: float) -> None:
        """Estimate the mean of each group by its own gold labels alone.

        Args:
            gold: the units with a gold label.
            margin: half the width of an interval that `further_labels` is for.
        """
        self._gold, self._margin = gold, margin
        units = gold.population
        articles, codes = units.articles, units.groups
        sizes = np.bincount(articles)
        of_articles = np.zeros(len(sizes), np.int64)
        of_articles[articles] = codes
        means = np.bincount(articles, units.scores) / sizes
        self._model = Estimator(means, sizes.astype("float64"), of_articles, len(units.group_names))
        self._means = [self._prediction_powered(group) for group in range(len(units.group_names))]
        self.estimates = tuple(self._estimates())

    def overall(self) -> CorrectedEstimate | None:
        """Return the estimate over all groups, each by its share of the units; None if a group lacks an interval.

        The groups are strata: their shares are those of the scored units.
        """
        means = [mean for mean in self._means if mean]
        if len(self.estimates) < 2 or not all(map(has_interval, self.estimates)):
            return None
        units = np.array([mean.units for mean in means])
        shares, errors = units / units.sum(), np.array([mean.error for mean in means])
        variances = (shares * errors) ** 2
        freedom = welch_freedom(variances, [mean.freedom for mean in means])
        members = self._gold.population.groups >= 0
        return CorrectedEstimate(
            EVERYTHING,
            units=int(units.sum()),
            labels=sum(mean.labels for mean in means),
            model=self._model_of_all(members),
            corrected=_interval(
                float(shares @ [mean.score for mean in means]),
                critical_value(freedom) * math.sqrt(variances.sum()),
                self._gold.target.bounds,
                sum(mean.articles for mean in means),
            ),
            tuning=None,
            further_labels=None,
            note=None,
        )

    def differences(self) -> tuple[GroupDifference, ...]:
        """Return the differences between all pairs of groups with intervals, the largest first."""
        means = zip(self.estimates, self._means, strict=True)
        return group_differences([(estimate, mean) for estimate, mean in means if mean and has_interval(estimate)])

    def _prediction_powered(self, group: int) -> PredictionPowered | None:
        """Return the mean of a group; None without gold."""
        units, is_sampled = self._gold.population, self._gold.groups == group
        if not is_sampled.any():
            return None
        members = np.flatnonzero(units.groups == group)
        return prediction_powered(
            units.scores[members],
            np.unique(units.articles[members], return_inverse=True)[1],
            np.searchsorted(members, self._gold.positions[is_sampled]),
            self._gold.values[is_sampled],
            self._gold.weights[is_sampled],
        )

    def _estimates(self) -> Iterator[CorrectedEstimate]:
        bounds = self._gold.target.bounds
        for group, (name, mean) in enumerate(zip(self._gold.population.group_names, self._means, strict=True)):
            model = self._model.estimate(group, bounds)
            if model is None:
                raise ValueError(f"group {name!r} is empty.")
            fault, note = self._notes(group, mean)
            margin = mean.margin if mean and not fault else None
            yield CorrectedEstimate(
                name,
                units=int((self._gold.population.groups == group).sum()),
                labels=mean.labels if mean else 0,
                model=model,
                corrected=_interval(mean.score, margin, bounds, mean.articles) if mean else None,
                tuning=mean.tuning if mean else None,
                further_labels=mean.labels_for(self._margin) if mean and not fault else None,
                note=fault or note,
            )

    def _notes(self, group: int, mean: PredictionPowered | None) -> tuple[str | None, str | None]:
        """Return why a group has no interval, and what else to know of it."""
        if mean is None:
            return "no gold label", None
        if mean.labels < MIN_LABELS:
            return f"fewer than {MIN_LABELS} gold labels", None
        if mean.articles < MIN_ARTICLES:
            return f"gold labels in fewer than {MIN_ARTICLES} articles", None
        labels = self._gold.labels[self._gold.groups == group]
        counts = np.bincount(labels, minlength=len(self._gold.target.labels))
        if (counts > 0).sum() < 2:
            return f"every gold label is {self._gold.target.labels[int(labels[0])]}", None
        others = int(counts.sum() - counts.max())
        return None, f"approximate: only {others} gold labels differ from the others" if others < RARE else None

    def _model_of_all(self, members: NDArray[np.bool_]) -> Estimate:
        units = self._gold.population
        articles = np.unique(units.articles[members], return_inverse=True)[1]
        sizes = np.bincount(articles).astype("float64")
        means = np.bincount(articles, units.scores[members]) / sizes
        estimate = Estimator(means, sizes, np.zeros(len(sizes), np.int64), 1).estimate(0, self._gold.target.bounds)
        if estimate is None:
            raise ValueError("there is no unit.")
        return estimate


def _interval(score: float, margin: float | None, bounds: tuple[float, float], articles: int) -> Estimate:
    """Return a mean with its interval, both within the bounds."""
    low, high = bounds
    clipped = min(max(score, low), high)
    if margin is None:
        return Estimate(clipped, None, None, articles)
    return Estimate(clipped, max(low, score - margin), min(high, score + margin), articles)
