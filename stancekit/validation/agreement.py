"""Agreement of the model with gold labels, with intervals clustered by article."""

from collections.abc import Callable

import numpy as np

from stancekit.comparison.estimates import CONFIDENCE, Floats
from stancekit.validation.gold_units import GoldUnits
from stancekit.validation.metrics import accuracy, krippendorff_alpha, macro_f1
from stancekit.validation.results import Agreement, Calibration, CalibrationBin, Figure

RESAMPLES = 2000
BINS = 10
TAIL = (1 - CONFIDENCE) / 2


def agreement(gold: GoldUnits, random: np.random.Generator) -> Agreement:
    """Return the agreement of the model with gold labels.

    The figures are for all scored units: a label counts by the inverse of its
    inclusion probability. The intervals are the quantiles of a bootstrap of
    articles.

    Args:
        gold: the units with a gold label.
        random: the random numbers for the bootstrap.
    """
    target = gold.target
    count = len(target.labels)
    cells = gold.labels * count + gold.model_labels
    articles = gold.article_codes
    of_articles = np.bincount(
        articles * count**2 + cells, gold.weights * len(gold) / gold.weights.sum(), (articles.max() + 1) * count**2
    )
    confusions = of_articles.reshape(-1, count, count).astype("float64")
    resamples = random.multinomial(len(confusions), np.full(len(confusions), 1 / len(confusions)), RESAMPLES)
    resampled = (resamples @ confusions.reshape(len(confusions), -1)).reshape(-1, count, count)
    total: Floats = confusions.sum(0)

    def figure(metric: Callable[[Floats], Floats]) -> Figure:
        low, high = np.nanquantile(metric(resampled), (TAIL, 1 - TAIL))
        return Figure(float(metric(total)), float(low), float(high))

    is_ordinal = not target.is_share
    counts = np.bincount(cells, minlength=count**2).reshape(count, count)
    return Agreement(
        accuracy=figure(accuracy),
        macro_f1=figure(macro_f1),
        alpha=figure(lambda each: krippendorff_alpha(each + each.swapaxes(-1, -2), is_ordinal=is_ordinal)),
        is_ordinal=is_ordinal,
        confusion={
            label: dict(zip(target.labels, map(int, row), strict=True))
            for label, row in zip(target.labels, counts, strict=True)
        },
    )


def calibration(gold: GoldUnits) -> Calibration | None:
    """Return how true the probability of the model's label is; None for actors, which have no probability."""
    confidences, weights = gold.confidences, gold.weights / gold.weights.sum()
    if np.isnan(confidences).all():
        return None
    is_right = gold.labels == gold.model_labels
    codes = np.minimum((confidences * BINS).astype("int64"), BINS - 1)
    bins, error = [], 0.0
    for code in np.unique(codes):
        members = codes == code
        weight = weights[members].sum()
        confidence, correct = weights[members] @ confidences[members] / weight, weights[members] @ is_right[members]
        error += abs(weight * confidence - correct)
        bins.append(
            CalibrationBin(
                code / BINS, (code + 1) / BINS, int(members.sum()), float(confidence), float(correct / weight)
            )
        )
    return Calibration(float(error), tuple(bins))
