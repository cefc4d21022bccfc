"""Temperatures, and how far probabilities stay from the truth.

Temperature scaling and the expected calibration error follow Guo et al., ICML
2017. With few items even a perfectly calibrated model shows an error, so it
is reported in excess of what such a model would show.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from stancekit.errors import StancekitError
from stancekit.network.tagging import FloatArray, IntArray, softmax
from stancekit_training.evaluation.sentences import Answers, labels_of, pooled

FOLDS = 5
BINS = 10
SIMULATIONS = 200


def fit_temperature(logits: FloatArray, labels: IntArray) -> float:
    """Return the temperature with the least negative log-likelihood, between 0.1 and 10.

    Args:
        logits: *Shape:* (items, labels)
        labels: *Shape:* (items,)
    """
    found = minimize_scalar(
        lambda log: negative_log_likelihood(softmax(logits, float(np.exp(log))), labels),
        bounds=(np.log(0.1), np.log(10)),
        method="bounded",
    )
    return float(np.exp(found.x))


def cross_fitted(logits: FloatArray, labels: IntArray, sentences: Sequence[int]) -> FloatArray:
    """Return probabilities of each item under a temperature fitted on the other folds.

    Args:
        logits: *Shape:* (items, labels)
        labels: *Shape:* (items,)
        sentences: items of one sentence stay in one fold.
    """
    names, membership = np.unique(np.asarray(sentences), return_inverse=True)
    folds = np.random.default_rng(0).permutation(len(names))[membership] % FOLDS
    probabilities = np.empty_like(logits)
    for fold in range(FOLDS):
        inside = folds == fold
        if inside.any():
            temperature = fit_temperature(logits[~inside], labels[~inside])
            probabilities[inside] = softmax(logits[inside], temperature)
    return probabilities


def negative_log_likelihood(probabilities: FloatArray, labels: IntArray) -> float:
    """Return the mean of -log P(label), in nats."""
    return float(-np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-12, None)).mean())


def brier(probabilities: FloatArray, labels: IntArray) -> float:
    """Return the mean squared distance between probabilities and the label, summed over labels."""
    return float(((probabilities - np.eye(probabilities.shape[1])[labels]) ** 2).sum(axis=1).mean())


def calibration_error(probabilities: FloatArray, labels: IntArray) -> float:
    """Return the expected calibration error of the predicted label, over ten bins of equal mass."""
    confidence = probabilities.max(axis=1)
    right = (probabilities.argmax(axis=1) == labels).astype(np.float64)
    bins = np.array_split(np.argsort(confidence, kind="stable"), BINS)
    gaps = [len(rows) * abs(right[rows].mean() - confidence[rows].mean()) for rows in bins if len(rows)]
    return float(sum(gaps) / len(labels))


@dataclass(frozen=True)
class Calibration:
    """How well probabilities hold, out of fold.

    Attributes:
        temperature: fitted on all items; the one that is stored.
        error: expected calibration error.
        perfect: the error that a perfectly calibrated model of this size shows, by simulation.
        excess: `error - perfect`.
        nll: negative log-likelihood, in nats.
        brier: Brier score, summed over labels.
        count: items.
    """

    temperature: float
    error: float
    perfect: float
    excess: float
    nll: float
    brier: float
    count: int


def calibrate(logits: FloatArray, labels: IntArray, sentences: Sequence[int]) -> Calibration:
    """Fit a head's temperature and measure, by cross-fitting, what it achieves."""
    probabilities = cross_fitted(logits, labels, sentences)
    error, perfect = calibration_error(probabilities, labels), perfect_error(probabilities)
    return Calibration(
        temperature=fit_temperature(logits, labels),
        error=error,
        perfect=perfect,
        excess=error - perfect,
        nll=negative_log_likelihood(probabilities, labels),
        brier=brier(probabilities, labels),
        count=len(labels),
    )


def calibrate_heads(heads: Iterable[str], answers: Mapping[str, Mapping[str, Answers]]) -> dict[str, Calibration]:
    """Calibrate each head on all corpora that label it: sentences, mean logits of mentions, tags of words.

    Raises:
        StancekitError: no item has a label of a head.
    """
    found = {}
    for head in heads:
        given = pooled(answers, labels_of(head))
        if not given.gold:
            raise StancekitError(f"no development item has a label of the head {head!r}: nothing to calibrate it on.")
        found[head] = calibrate(given.scores, given.labels, given.sentences)
    return found


def perfect_error(probabilities: FloatArray) -> float:
    """Return the mean calibration error when labels are drawn from the probabilities themselves."""
    random = np.random.default_rng(0)
    cumulative = probabilities.cumsum(axis=1)
    cumulative[:, -1] = 1.0
    draws = (random.random((SIMULATIONS, len(probabilities), 1)) > cumulative).sum(axis=2)
    return float(np.mean([calibration_error(probabilities, labels) for labels in draws]))
