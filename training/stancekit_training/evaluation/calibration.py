"""Temperatures of the heads, and how far calibrated probabilities are from the observed frequencies.

Temperature scaling and the expected calibration error follow Guo et al., ICML
2017. With few items even a perfectly calibrated model shows an error, so the
excess over such a model's error is reported beside it.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from stancekit.network.manifest import HeadSettings
from stancekit.network.tagging import FloatArray, IntArray, softmax
from stancekit_training.errors import TrainingError
from stancekit_training.evaluation.folds import FOLDS, fold_numbers
from stancekit_training.evaluation.predictions import CorpusPredictions, HeadPredictions, label_predictions, pool

BINS = 10
MIN_ITEMS = 50  # development items, fewer of which tell nothing about a model
COLDEST, HOTTEST = 0.1, 10.0  # bounds of a temperature
AT_BOUND = 1.02  # ratio of a temperature to its bound
SIMULATIONS = 200

log = logging.getLogger(__name__)


def fit_temperature(logits: FloatArray, labels: IntArray) -> float:
    """Return the temperature with the least negative log-likelihood, between 0.1 and 10.

    Args:
        logits: *Shape:* (items, labels)
        labels: *Shape:* (items,)
    """
    found = minimize_scalar(
        lambda log: negative_log_likelihood(softmax(logits, float(np.exp(log))), labels),
        bounds=(np.log(COLDEST), np.log(HOTTEST)),
        method="bounded",
    )
    return float(np.exp(found.x))


def cross_fitted(logits: FloatArray, labels: IntArray, sentences: Sequence[int]) -> FloatArray:
    """Return the probabilities of each item under a temperature that was fitted on the other folds.

    Args:
        logits: *Shape:* (items, labels)
        labels: *Shape:* (items,)
        sentences: the index of each item's sentence; its items stay in one fold.

    Returns:
        *Shape:* (items, labels)
    """
    folds = fold_numbers(sentences)
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
    return confidence_gap(probabilities.max(axis=1), probabilities.argmax(axis=1) == labels)


def confidence_gap(confidence: FloatArray, is_right: npt.NDArray[np.bool_]) -> float:
    """Return the mean difference, over ten bins of equal mass, of confidence and the share that is right.

    Args:
        confidence: probability of the predicted label, whichever that is. *Shape:* (items,)
        is_right: whether that label is the gold one. *Shape:* (items,)
    """
    bins = equal_bins(confidence)
    gaps = [len(rows) * abs(float(is_right[rows].mean()) - float(confidence[rows].mean())) for rows in bins]
    return float(sum(gaps) / len(confidence))


def equal_bins(confidence: FloatArray) -> list[IntArray]:
    """Return the items of each of ten bins of equal mass, from the least to the most confident; no bin is empty."""
    return [rows for rows in np.array_split(np.argsort(confidence, kind="stable"), BINS) if len(rows)]


@dataclass(frozen=True)
class Calibration:
    """The calibration of a head, cross-fitted.

    Attributes:
        temperature: fitted on all items; the model's manifest stores it.
        error: expected calibration error.
        perfect: the error of a perfectly calibrated model on as many items, by simulation.
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
    """Fit a head's temperature, and measure its calibration by cross-fitting."""
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


def calibrate_heads(heads: Iterable[str], predictions: CorpusPredictions) -> dict[str, Calibration]:
    """Calibrate each head on all corpora that label it: sentences, mean logits of mentions, tags of words.

    Raises:
        TrainingError: no sentence has a label of one of the heads.
    """
    items = {head: _labeled_items(head, predictions) for head in heads}
    return {head: calibrate(one.logits, one.labels, one.sentences) for head, one in items.items()}


def calibrated(heads: Mapping[str, HeadSettings], predictions: CorpusPredictions) -> dict[str, HeadSettings]:
    """Return the settings of heads with their temperatures, fitted and raising errors as in `calibrate_heads`.

    A temperature that means little is a warning in the log.
    """
    settled = {}
    for head, settings in heads.items():
        items = _labeled_items(head, predictions)
        temperature = fit_temperature(items.logits, items.labels)
        _warn(head, items, temperature)
        settled[head] = replace(settings, temperature=temperature)
    return settled


def _warn(head: str, items: HeadPredictions, temperature: float) -> None:
    """Log why a temperature means little: few items, none of which is wrong, or a bound of the search."""
    count = len(items.gold)
    if count < MIN_ITEMS:
        log.warning("%s: %d development items, fewer than %d: its temperature means little", head, count, MIN_ITEMS)
    elif (items.logits.argmax(axis=1) == items.labels).all():
        log.warning("%s: all %d development items are predicted right: its temperature means little", head, count)
    elif not COLDEST * AT_BOUND < temperature < HOTTEST / AT_BOUND:
        log.warning("%s: its temperature is at the bound, %.1f: it means little", head, temperature)


def _labeled_items(head: str, predictions: CorpusPredictions) -> HeadPredictions:
    items = pool(predictions, label_predictions(head))
    if not items.gold:
        raise TrainingError(
            f"no development sentence has a label of the head {head!r}, so it cannot be calibrated: add a corpus "
            "with such labels to the recipe, or leave out the head."
        )
    return items


def perfect_error(probabilities: FloatArray) -> float:
    """Return the mean calibration error on labels that are sampled from the probabilities themselves."""
    random = np.random.default_rng(0)
    cumulative = probabilities.cumsum(axis=1)
    cumulative[:, -1] = 1.0
    draws = (random.random((SIMULATIONS, len(probabilities), 1)) > cumulative).sum(axis=2)
    return float(np.mean([calibration_error(probabilities, labels) for labels in draws]))
