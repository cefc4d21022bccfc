"""The errors of the model by group, and a test whether they differ."""

from collections.abc import Iterator

import numpy as np

from stancekit.comparison.estimates import Estimator, Floats
from stancekit.validation.gold_units import GoldUnits
from stancekit.validation.results import DifferentialError, GroupError

PERMUTATIONS = 2000
EQUAL = 1 - 1e-9  # ratio of statistics that differ by rounding alone


def group_errors(gold: GoldUnits) -> Iterator[GroupError]:
    """Yield the accuracy and the mean error of the model in each group, with intervals over articles."""
    names = gold.population.group_names
    largest = gold.target.bounds[1] - gold.target.bounds[0]
    rights, errors = (
        _by_article(gold, values, len(names))
        for values in ((gold.labels == gold.model_labels).astype("float64"), gold.scores - gold.values)
    )
    for group, name in enumerate(names):
        yield GroupError(
            name,
            labels=int((gold.groups == group).sum()),
            accuracy=rights.estimate(group, (0, 1)),
            error=errors.estimate(group, (-largest, largest)),
        )


def differential_error(gold: GoldUnits, random: np.random.Generator) -> DifferentialError | None:
    """Return the permutation test of equal errors in all groups; None with fewer than two groups with gold.

    The hypothesis is that an article's errors have the same distribution
    whatever its group, so that the groups can be permuted over the articles.
    The statistic is the variance of the groups' mean error, weighted by their
    labels.
    """
    is_member = gold.groups >= 0
    groups = np.unique(gold.groups[is_member], return_inverse=True)[1]
    articles = np.unique(gold.article_codes[is_member], return_inverse=True)[1]
    count = int(groups.max(initial=-1)) + 1
    if count < 2:
        return None
    weights = gold.weights[is_member]
    totals = np.bincount(articles, weights)
    errors = np.bincount(articles, weights * (gold.scores - gold.values)[is_member])
    of_articles = np.zeros(len(totals), np.int8)
    of_articles[articles] = groups
    orders = np.concatenate(
        [[of_articles], random.permuted(np.tile(of_articles, (PERMUTATIONS, 1)), axis=1)]
    )  # (1 + permutations, articles); the first is the observed one
    sums, sizes = np.zeros((len(orders), count)), np.zeros((len(orders), count))
    for group in range(count):
        sums[:, group], sizes[:, group] = (orders == group) @ errors, (orders == group) @ totals
    statistics = (sums**2 / sizes).sum(1)  # the variance but for terms that are the same for every order
    at_least = int((statistics[1:] >= statistics[0] * EQUAL).sum())
    means = sums[0] / sizes[0]
    return DifferentialError((1 + at_least) / (1 + PERMUTATIONS), PERMUTATIONS, float(np.ptp(means)))


def _by_article(gold: GoldUnits, values: Floats, groups: int) -> Estimator:
    """Return the means of values by group, over articles."""
    articles = gold.article_codes
    totals = np.bincount(articles, gold.weights).astype("float64")
    of_articles = np.zeros(len(totals), np.int64)
    of_articles[articles] = gold.groups
    return Estimator(np.bincount(articles, gold.weights * values) / totals, totals, of_articles, groups)
