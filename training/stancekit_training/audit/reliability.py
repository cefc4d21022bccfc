"""The calibration of each head, by corpus and by length of the sentence (Guo et al., ICML 2017)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from stancekit.network.tagging import FloatArray, IntArray
from stancekit_training.evaluation.calibration import calibration_error, cross_fitted, equal_bins, perfect_error
from stancekit_training.evaluation.predictions import CorpusPredictions, Sentences, label_predictions, pool

LENGTHS = (0, 15, 30, 10_000)  # words, the ends of the slices
FEWEST = 100  # labels below which a slice is left out


@dataclass(frozen=True)
class CorpusReliability:
    """The calibration of a head on one corpus, cross-fitted.

    Attributes:
        head, corpus: the names of the head and of the corpus.
        error: expected calibration error.
        perfect: the error of a perfectly calibrated model on as many labels.
        count: labels.
        bins: mean confidence, share of right labels and number of labels in
            each of ten bins of equal mass.
    """

    head: str
    corpus: str
    error: float
    perfect: float
    count: int
    bins: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True)
class LengthReliability:
    """The calibration of a head on sentences of similar length, over all corpora.

    Attributes:
        head: the name of the head.
        words: the lengths, such as `1 to 15`.
        error, perfect, count: see `CorpusReliability`.
    """

    head: str
    words: str
    error: float
    perfect: float
    count: int


def measure_reliability(heads: Iterable[str], predictions: CorpusPredictions) -> tuple[CorpusReliability, ...]:
    """Measure the calibration of heads on each corpus that labels them.

    Args:
        heads: the heads of the model.
        predictions: the predictions of the model, by corpus.
    """
    rows = []
    for head in heads:
        for corpus, by_name in predictions.items():
            items = by_name.get(label_predictions(head))
            if items and len(items.gold) >= FEWEST:
                labels = items.labels
                probabilities = cross_fitted(items.logits, labels, items.sentences)
                error, perfect = calibration_error(probabilities, labels), perfect_error(probabilities)
                bins = tuple(_bins(probabilities, labels))
                rows.append(CorpusReliability(head, corpus, error, perfect, len(labels), bins))
    return tuple(rows)


def _bins(probabilities: FloatArray, labels: IntArray) -> Iterator[tuple[float, float, int]]:
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    for rows in equal_bins(confidence):
        yield float(confidence[rows].mean()), float(right[rows].mean()), len(rows)


def measure_lengths(
    heads: Iterable[str], predictions: CorpusPredictions, sentences: Sentences
) -> tuple[LengthReliability, ...]:
    """Measure the calibration of heads on short, medium and long sentences, over all corpora that label them.

    Args:
        heads: the heads of the model.
        predictions: the predictions of the model, by corpus.
        sentences: the sentences of the predictions, by corpus.
    """
    return tuple(row for head in heads for row in _length_rows(head, predictions, sentences))


def _length_rows(head: str, predictions: CorpusPredictions, sentences: Sentences) -> Iterator[LengthReliability]:
    name = label_predictions(head)
    items = pool(predictions, name)
    if not items.gold:
        return
    lengths, labels = np.array(list(_lengths(name, predictions, sentences))), items.labels
    probabilities = cross_fitted(items.logits, labels, items.sentences)
    for low, high in pairwise(LENGTHS):
        part = (low < lengths) & (lengths <= high)
        if part.sum() >= FEWEST:
            words = f"over {low}" if high == LENGTHS[-1] else f"{low + 1} to {high}"
            error, perfect = calibration_error(probabilities[part], labels[part]), perfect_error(probabilities[part])
            yield LengthReliability(head, words, error, perfect, int(part.sum()))


def _lengths(name: str, predictions: CorpusPredictions, sentences: Sentences) -> Iterator[int]:
    """Yield the length in words of each label's sentence."""
    for corpus, by_name in predictions.items():
        if name in by_name:
            words = [len(sentence.text.split()) for sentence in sentences[corpus]]
            yield from (words[index] for index in by_name[name].sentences)
