"""The pairs of groups that cast an actor most differently."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from stancekit.comparison.estimates import MIN_ARTICLES, Estimator, critical_value
from stancekit.comparison.results import Contrast, Estimate, Side
from stancekit.comparison.rows import Rows

MAX_CONTRASTS = 8


@dataclass(frozen=True)
class _Pair:
    """The difference between two cells of one actor; both have enough articles for an interval."""

    actor: int
    better: int
    worse: int
    difference: float
    error: float
    freedom: float

    def low(self, comparisons: int = 1) -> float:
        """Return the lower end of the difference's interval."""
        return self.difference - critical_value(self.freedom, comparisons) * self.error


def largest_contrasts(actors: Rows, groups: Sequence[str], names: Mapping[str, str]) -> tuple[list[Contrast], int]:
    """Return the largest contrast of each actor, and the number of pairs that were compared.

    Contrasts are ranked by the lower end of the difference's interval;
    differences whose interval contains zero are left out.

    Args:
        actors: the actors, with the columns `key`, `mentions` and `score`.
        groups: names of the groups.
        names: the names of the actors to compare, by key.
    """
    keys = list(names)
    codes = actors.frame["key"].cat.set_categories(keys).cat.codes.to_numpy("int64")
    cells = np.where((codes >= 0) & (actors.groups >= 0), codes * len(groups) + actors.groups, -1)
    estimator = Estimator(actors.column("score"), actors.column("mentions"), cells, len(keys) * len(groups))
    pairs = [pair for actor in range(len(keys)) for pair in _pairs(estimator, actor, len(groups))]
    largest: dict[int, _Pair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.low()):
        if pair.low() > 0:
            largest.setdefault(pair.actor, pair)
    contrasts = [
        _contrast(pair, estimator, groups, key=keys[pair.actor], name=names[keys[pair.actor]], comparisons=len(pairs))
        for pair in list(largest.values())[:MAX_CONTRASTS]
    ]
    return contrasts, len(pairs)


def _contrast(
    pair: _Pair, estimator: Estimator, groups: Sequence[str], *, key: str, name: str, comparisons: int
) -> Contrast:
    return Contrast(
        key=key,
        name=name,
        better=Side(groups[pair.better % len(groups)], _estimate(estimator, pair.better)),
        worse=Side(groups[pair.worse % len(groups)], _estimate(estimator, pair.worse)),
        difference=pair.difference,
        low=pair.low(),
        high=2 * pair.difference - pair.low(),
        is_significant=pair.low(comparisons) > 0,
    )


def _pairs(estimator: Estimator, actor: int, group_count: int) -> Iterator[_Pair]:
    cells = range(actor * group_count, (actor + 1) * group_count)
    for pair in combinations([cell for cell in cells if estimator.articles[cell] >= MIN_ARTICLES], 2):
        better, worse = sorted(pair, key=lambda cell: -estimator.scores[cell])
        difference = float(estimator.scores[better] - estimator.scores[worse])
        yield _Pair(actor, better, worse, difference, *_welch(estimator, better, worse))


def _welch(estimator: Estimator, *cells: int) -> tuple[float, float]:
    """Return the standard error of a difference, and its degrees of freedom (Welch 1947)."""
    variances = [float(estimator.errors[cell]) ** 2 for cell in cells]
    terms = (variance**2 / (int(estimator.articles[cell]) - 1) for variance, cell in zip(variances, cells, strict=True))
    denominator = sum(terms)
    return math.sqrt(sum(variances)), sum(variances) ** 2 / denominator if denominator else math.inf


def _estimate(estimator: Estimator, cell: int) -> Estimate:
    estimate = estimator.estimate(cell, (-1, 1))
    if estimate is None:
        raise ValueError(f"cell {cell} is empty.")
    return estimate
