"""Prediction-powered means: the model's scores for all units, corrected by the gold labels of a sample.

The mean of the model's scores is corrected by the mean error in the sample
(Angelopoulos et al., Prediction-powered inference, Science 2023). A weight of
the scores, the power tuning, makes the variance as small as it can be, never
larger than without a model (Angelopoulos, Duchi and Zrnic, PPI++, 2023). It is
fitted over units, because a few articles would fit it badly. The
sampled units count by the inverse of their inclusion probabilities, as in
Zrnic and Candès, Active Statistical Inference, ICML 2024. Articles are the
units of the variance, as in `stancekit.comparison.estimates`: the estimate is
linear in what each article adds to it, and the variance is the sum of the
squares of these parts. Each part is divided by one minus the article's
leverage, as in a jackknife of articles (CR3; MacKinnon, Nielsen and Webb,
Journal of Applied Econometrics 2023), because the gold labels that fit the
mean and the tuning also measure the variance.
"""

import math
from dataclasses import dataclass

import numpy as np

from stancekit.comparison.estimates import Floats, Ints, critical_value

FITTED = 2  # parameters that the gold labels fit: the mean and the tuning
LEAST = 1e-6  # that an article's leverage leaves, and by which scores differ
ROUNDING = 1e-20  # ratio of two sums of squares, of which the smaller is rounding


@dataclass(frozen=True)
class PredictionPowered:
    """A prediction-powered mean.

    Attributes:
        score: the mean.
        error: its standard error; nan with gold labels in fewer than three articles.
        tuning: weight of the model's scores.
        units, labels: number of units, and of those with a gold label.
        articles: number of articles with a gold label.
        label_variance: the part of the squared error that labels for all units would remove.
    """

    score: float
    error: float
    tuning: float
    units: int
    labels: int
    articles: int
    label_variance: float

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the standard error."""
        return self.articles - FITTED

    @property
    def margin(self) -> float:
        """Half the width of the 95% interval."""
        return critical_value(self.freedom) * self.error if self.freedom > 0 else math.nan

    def labels_for(self, margin: float) -> int | None:
        """Return the number of labels to add for an interval of at most this half width, None if all are too few.

        The variance of a mean over n of N units falls with 1/n - 1/N, if the
        new labels are sampled like the old ones.
        """
        if self.margin <= margin:
            return 0
        allowed = (margin / critical_value(self.freedom)) ** 2 - (self.error**2 - self.label_variance)
        if allowed <= 0:
            return None
        sampled = 1 / self.labels - 1 / self.units
        wanted = 1 / (allowed * sampled / self.label_variance + 1 / self.units)
        return max(math.ceil(wanted) - self.labels, 0)


def prediction_powered(
    scores: Floats, articles: Ints, positions: Ints, values: Floats, weights: Floats
) -> PredictionPowered:
    """Return the prediction-powered mean of the labels' values over all units.

    Args:
        scores: the model's scores of all units. *Shape:* (units,)
        articles: index of each unit's article, from 0. *Shape:* (units,)
        positions: indices of the units with a gold label. *Shape:* (labels,)
        values: the values of the gold labels. *Shape:* (labels,)
        weights: inverse inclusion probabilities, up to a factor. *Shape:* (labels,)
    """
    shares = weights / weights.sum()
    sampled_scores, sampled_articles, size = scores[positions], articles[positions], int(articles.max()) + 1
    mean, sampled_mean, gold_mean = scores.mean(), shares @ sampled_scores, shares @ values
    gold_parts, sampled_parts = shares * (values - gold_mean), shares * (sampled_scores - sampled_mean)
    model_parts = (scores - mean) / len(scores)
    model_parts[positions] -= sampled_parts
    spread, is_informed = float(model_parts @ model_parts), float(np.ptp(sampled_scores)) > LEAST
    is_informed &= spread > ROUNDING * float(sampled_parts @ sampled_parts)  # else all units have gold
    tuning = max(0.0, float(-(gold_parts @ model_parts[positions]) / spread)) if is_informed else 0.0
    leverage: Floats = np.bincount(sampled_articles, shares, size).astype("float64")
    if is_informed:
        leverage += np.bincount(articles, model_parts**2, size) / spread
    kept = np.maximum(1 - leverage, LEAST)
    all_parts = np.bincount(sampled_articles, gold_parts, size) + tuning * np.bincount(articles, model_parts, size)
    rest = np.bincount(sampled_articles, gold_parts - tuning * sampled_parts, size)
    variance, label_variance = (float(((parts / kept) ** 2).sum()) for parts in (all_parts, rest))
    labeled = len(np.unique(sampled_articles))
    correction = (labeled - 1) / labeled if labeled > FITTED else math.nan
    unsampled = 1 - len(positions) / len(scores)
    return PredictionPowered(
        score=float(gold_mean + tuning * (mean - sampled_mean)),
        error=math.sqrt(correction * variance),
        tuning=tuning,
        units=len(scores),
        labels=len(positions),
        articles=labeled,
        label_variance=correction * min(unsampled * label_variance, variance),
    )
