"""Means over articles with their confidence intervals.

Articles, not sentences, are the sampling unit, because the sentences of an
article resemble each other. A mean over sentences is therefore a ratio of two
sums over articles, with the linearized variance of the ratio estimator
(Cochran, Sampling Techniques, 1977, chapter 6) and Student's quantiles.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from stancekit.comparison.results import Estimate

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

MIN_ARTICLES = 5  # with fewer there is no interval
CONFIDENCE = 0.95


class Estimator:
    """Weighted means of the articles in each cell, such as a group or a period.

    Attributes:
        scores: the means; nan in an empty cell. *Shape:* (cells,)
        errors: standard errors; nan with fewer than two articles. *Shape:* (cells,)
        articles: number of articles. *Shape:* (cells,)
    """

    def __init__(self, values: Floats, weights: Floats, cells: Ints, cell_count: int) -> None:
        """Compute the means.

        Args:
            values: the value of each article; nan if it has none. *Shape:* (articles,)
            weights: the sentences or mentions that a value is a mean of. *Shape:* (articles,)
            cells: the cell of each article, -1 for none. *Shape:* (articles,)
            cell_count: number of cells.
        """
        is_valid = (cells >= 0) & (weights > 0) & ~np.isnan(values)
        values, weights, cells = values[is_valid], weights[is_valid], cells[is_valid]
        total = np.bincount(cells, weights, minlength=cell_count)
        self.articles: Ints = np.bincount(cells, minlength=cell_count)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.scores: Floats = np.bincount(cells, weights * values, minlength=cell_count) / total
            squares = np.bincount(cells, (weights * (values - self.scores[cells])) ** 2, minlength=cell_count)
            correction = np.where(self.articles > 1, self.articles / (self.articles - 1), np.nan)
            self.errors: Floats = np.sqrt(correction * squares) / total

    def estimate(self, cell: int, bounds: tuple[float, float]) -> Estimate | None:
        """Return a cell's estimate, its interval clipped to the bounds; None if the cell is empty."""
        articles = int(self.articles[cell])
        if not articles:
            return None
        score = float(self.scores[cell])
        if articles < MIN_ARTICLES:
            return Estimate(score, None, None, articles)
        margin = critical_value(articles - 1) * float(self.errors[cell])
        return Estimate(score, max(bounds[0], score - margin), min(bounds[1], score + margin), articles)


def critical_value(freedom: float, comparisons: int = 1) -> float:
    """Return the half width of an interval in standard errors, with Bonferroni's correction for several comparisons."""
    return float(stdtrit(freedom, 1 - (1 - CONFIDENCE) / 2 / comparisons))
