"""Which groups treat one actor most differently."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from stancekit.comparison.estimates import FEWEST, Ints, Ratios, reach
from stancekit.comparison.results import Contrast, Estimate, Side

SHOWN = 8  # contrasts


@dataclass(frozen=True)
class _Pair:
    """Two cells of one actor, of groups with enough articles for an interval."""

    actor: int
    better: int
    worse: int
    difference: float
    error: float
    freedom: float

    def low(self, comparisons: int = 1) -> float:
        """Return the end of the interval that is nearer to zero."""
        return self.difference - reach(self.freedom, comparisons) * self.error


def contrasts(
    named: pd.DataFrame, groups: Ints, names: Sequence[str], called: Mapping[str, str]
) -> tuple[list[Contrast], int]:
    """Return the most different treatments, one of each actor, and how many comparisons were made.

    They are ranked by the end of the difference's interval that is nearer to
    zero; differences whose interval holds zero are left out.

    Args:
        named: `key`, `mentions` and `score` of an actor in an article. *Rows:* (named,)
        groups: of each row, an index of `names` or -1. *Shape:* (named,)
        names: of the groups.
        called: key to name, of the actors to compare.
    """
    keys = list(called)
    actors = named["key"].cat.set_categories(keys).cat.codes.to_numpy("int64")
    cells = np.where((actors >= 0) & (groups >= 0), actors * len(names) + groups, -1)
    values, weights = named["score"].to_numpy("float64"), named["mentions"].to_numpy("float64")
    ratios = Ratios(values, weights, cells, len(keys) * len(names))
    pairs = [pair for actor in range(len(keys)) for pair in _pairs(ratios, actor, len(names))]
    widest: dict[int, _Pair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.low()):
        if pair.low() > 0:
            widest.setdefault(pair.actor, pair)
    found = [
        Contrast(
            key=keys[pair.actor],
            name=called[keys[pair.actor]],
            better=Side(names[pair.better % len(names)], _estimate(ratios, pair.better)),
            worse=Side(names[pair.worse % len(names)], _estimate(ratios, pair.worse)),
            difference=pair.difference,
            low=pair.low(),
            high=2 * pair.difference - pair.low(),
            is_sure=pair.low(len(pairs)) > 0,
        )
        for pair in list(widest.values())[:SHOWN]
    ]
    return found, len(pairs)


def _pairs(ratios: Ratios, actor: int, groups: int) -> Iterator[_Pair]:
    cells = [cell for cell in range(actor * groups, (actor + 1) * groups) if ratios.articles[cell] >= FEWEST]
    for one, other in combinations(cells, 2):
        better, worse = (one, other) if ratios.scores[one] >= ratios.scores[other] else (other, one)
        difference = float(ratios.scores[better] - ratios.scores[worse])
        yield _Pair(actor, better, worse, difference, *_welch(ratios, better, worse))


def _welch(ratios: Ratios, *cells: int) -> tuple[float, float]:
    """Return the standard error of a difference, and its degrees of freedom (Welch 1947)."""
    squares = [float(ratios.errors[cell]) ** 2 for cell in cells]
    each = sum(square**2 / (int(ratios.articles[cell]) - 1) for square, cell in zip(squares, cells, strict=True))
    freedom = sum(squares) ** 2 / each if each else math.inf
    return math.sqrt(sum(squares)), freedom


def _estimate(ratios: Ratios, cell: int) -> Estimate:
    found = ratios.estimate(cell, -1, 1)
    if found is None:
        raise ValueError(f"cell {cell} is empty.")
    return found
