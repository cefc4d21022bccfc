"""Means over articles, with intervals for what other articles of the same kind would say.

What is drawn at random are articles, not sentences: those of one article
resemble each other. A mean over sentences is therefore a ratio of two sums
over articles, whose variance is that of its linearisation (Cochran, Sampling
Techniques, 1977, chapter 6), and the quantiles are Student's.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from stancekit.comparison.results import Estimate

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

FEWEST = 5  # articles, below which there is no interval
COVERED = 0.95


class Ratios:
    """Weighted means of many cells, such as groups or periods.

    Attributes:
        scores: *Shape:* (cells,); nan where a cell is empty.
        errors: standard errors; nan with fewer than two articles. *Shape:* (cells,)
        articles: how many each cell has. *Shape:* (cells,)
    """

    def __init__(self, values: Floats, weights: Floats, cells: Ints, size: int) -> None:
        """Add up.

        Args:
            values: of each article; nan where it has none. *Shape:* (articles,)
            weights: how much of an article they are over, such as its sentences. *Shape:* (articles,)
            cells: the cell of each article, -1 for none. *Shape:* (articles,)
            size: how many cells there are.
        """
        told = (cells >= 0) & (weights > 0) & ~np.isnan(values)
        values, weights, cells = values[told], weights[told], cells[told]
        total = np.bincount(cells, weights, minlength=size)
        self.articles: Ints = np.bincount(cells, minlength=size)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.scores: Floats = np.bincount(cells, weights * values, minlength=size) / total
            squares = np.bincount(cells, (weights * (values - self.scores[cells])) ** 2, minlength=size)
            corrected = np.where(self.articles > 1, self.articles / (self.articles - 1), np.nan)
            self.errors: Floats = np.sqrt(corrected * squares) / total

    def estimate(self, cell: int, least: float, most: float) -> Estimate | None:
        """Return a cell's estimate, its interval kept within bounds; None if it is empty."""
        articles = int(self.articles[cell])
        if not articles:
            return None
        score = float(self.scores[cell])
        if articles < FEWEST:
            return Estimate(score, None, None, articles)
        half = reach(articles - 1) * float(self.errors[cell])
        return Estimate(score, max(least, score - half), min(most, score + half), articles)


def reach(freedom: float, comparisons: int = 1) -> float:
    """Return how many standard errors an interval reaches, if so many are to hold together (Bonferroni)."""
    return float(stdtrit(freedom, 1 - (1 - COVERED) / 2 / comparisons))
