"""Scores: as `evaluate` metrics on scikit-learn, and as formulas on counts.

The metrics load without a network. The formulas take counts that add up over
items, so that a bootstrap evaluates a thousand samples at once; tests hold
the two equal.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeAlias

import datasets
import evaluate
import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

Spans: TypeAlias = set[tuple[int, int, str]]
Quotes: TypeAlias = Sequence[tuple[Spans, Spans, Spans]]  # words of source, cue and content
Counts: TypeAlias = npt.NDArray[np.float64]
RESAMPLES = 1000


def resampled(counts: Counts, groups: Sequence[Hashable]) -> Counts:
    """Return the sums of a bootstrap's samples, in which the items of one group stay together.

    Args:
        counts: of each item. *Shape:* (items, columns)
        groups: the group of each item.

    Returns:
        *Shape:* (samples, columns), the same whenever it is called with groups alike.
    """
    _, group = np.unique(groups, return_inverse=True)
    size = group.max() + 1
    by_group = np.zeros((size, counts.shape[1]))
    np.add.at(by_group, group, counts)
    return np.random.default_rng(0).multinomial(size, np.full(size, 1 / size), RESAMPLES) @ by_group


def confusions(references: Sequence[int], predictions: Sequence[int]) -> Counts:
    """Return each item's own confusion matrix, flat. *Shape:* (items, labels * labels)."""
    labels = 1 + max(*references, *predictions)
    cells = np.asarray(references) * labels + np.asarray(predictions)
    return np.eye(labels * labels)[cells]


def macro_f1(counts: Counts) -> Counts:
    """Return the mean of the F1 of each label that occurs. (..., labels * labels) -> (...)."""
    f1, _ = _f1_by_label(counts)
    return np.asarray(np.nanmean(f1, axis=-1))


def weighted_f1(counts: Counts) -> Counts:
    """Return the mean of the F1 of each label, by how often it is the reference. (..., labels * labels) -> (...)."""
    f1, support = _f1_by_label(counts)
    return np.asarray((np.nan_to_num(f1) * support).sum(-1) / support.sum(-1))


def _f1_by_label(counts: Counts) -> tuple[Counts, Counts]:
    """Return F1, NaN for a label that does not occur, and references of each label. (..., labels)."""
    labels = int(np.sqrt(counts.shape[-1]))
    matrix = counts.reshape(*counts.shape[:-1], labels, labels)
    support, predicted = matrix.sum(-1), matrix.sum(-2)
    right = np.diagonal(matrix, axis1=-2, axis2=-1)
    total = support + predicted
    return np.divide(2 * right, total, out=np.full(total.shape, np.nan), where=total > 0), support


def span_matches(references: Sequence[Spans], predictions: Sequence[Spans]) -> Counts:
    """Return how many spans of each sentence are right, gold and found. *Shape:* (items, 3)."""
    pairs = zip(references, predictions, strict=True)
    return np.array([(len(gold & found), len(gold), len(found)) for gold, found in pairs], dtype=np.float64)


def overlap_matches(references: Sequence[Spans], predictions: Sequence[Spans]) -> Counts:
    """Return how many spans of each sentence share a character with one of the others, gold and found.

    Each counts once. *Shape:* (items, 3).
    """
    pairs = zip(map(sorted, references), map(sorted, predictions), strict=True)
    return _paired(pairs, lambda gold, found: gold[0] < found[1] and found[0] < gold[1])


def attribution_matches(references: Sequence[Quotes], predictions: Sequence[Quotes]) -> Counts:
    """Return how many attributions of each sentence are right, gold and found. *Shape:* (items, 3).

    One that is found is right if its cue shares a word with the gold one, and
    source and content share at least half of the words of either side; what
    is absent from one has to be absent from the other. Each counts once.
    """
    return _paired(zip(references, predictions, strict=True), _is_match)


def _paired(items: Iterable[tuple[Sequence[Any], Sequence[Any]]], is_match: Callable[[Any, Any], bool]) -> Counts:
    """Give each gold one the first match that is still free, and count those, the gold ones and those found."""
    counts = []
    for gold, found in items:
        free = list(found)
        for wanted in gold:
            if match := next((one for one in free if is_match(wanted, one)), None):
                free.remove(match)
        counts.append((len(found) - len(free), len(gold), len(found)))
    return np.array(counts, dtype=np.float64).reshape(-1, 3)


def _is_match(gold: tuple[Spans, Spans, Spans], found: tuple[Spans, Spans, Spans]) -> bool:
    source, cue, content = zip(gold, found, strict=True)
    same_cue = bool(cue[0] & cue[1]) or not (cue[0] or cue[1])
    return same_cue and all(2 * len(a & b) >= max(len(a), len(b)) for a, b in (source, content))


def span_f1(counts: Counts) -> Counts:
    """Return micro F1 over spans, zero when there is none at all. (..., 3) -> (...)."""
    total = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], total, out=np.zeros(total.shape), where=total > 0)


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float, int]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin, LREC 1998), and how many mentions they are over.

    Mentions that are alone both in the gold clusters and in those found are
    left out: they would be right by themselves.

    Args:
        gold: the cluster of each mention.
        found: the cluster that it was put into.
    """
    by_gold, by_found = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    kept = [(g, f) for g, f in zip(gold, found, strict=True) if by_gold[g] > 1 or by_found[f] > 1]
    if not kept:
        return 1.0, 1.0, 1.0, 0
    precision = sum(both[g, f] / by_found[f] for g, f in kept) / len(kept)
    recall = sum(both[g, f] / by_gold[g] for g, f in kept) / len(kept)
    return precision, recall, 2 * precision * recall / (precision + recall), len(kept)


class _LabelMetric(evaluate.Metric):
    average = ""

    def _info(self) -> evaluate.MetricInfo:
        features = {"predictions": datasets.Value("int64"), "references": datasets.Value("int64")}
        return evaluate.MetricInfo(description=self.__doc__, citation="", features=datasets.Features(features))

    def _compute(self, predictions: Any, references: Any) -> dict[str, float]:
        value = f1_score(references, predictions, average=self.average, zero_division=0)
        return {f"{self.average}_f1": float(value)}


class MacroF1(_LabelMetric):
    """Macro-averaged F1 over label numbers."""

    average = "macro"


class WeightedF1(_LabelMetric):
    """F1 over label numbers, weighted by support."""

    average = "weighted"


class SpanF1(evaluate.Metric):
    """Exact-match micro F1 over `(start, end, kind)` spans, a list of them for each sentence."""

    def _info(self) -> evaluate.MetricInfo:
        span = {"start": datasets.Value("int64"), "end": datasets.Value("int64"), "kind": datasets.Value("string")}
        features = {"predictions": datasets.List(span), "references": datasets.List(span)}
        return evaluate.MetricInfo(description=self.__doc__, citation="", features=datasets.Features(features))

    def _compute(self, predictions: Any, references: Any) -> dict[str, float]:
        counts = span_matches([_as_set(spans) for spans in references], [_as_set(spans) for spans in predictions])
        return {"span_f1": float(span_f1(counts.sum(0)))}


def _as_set(spans: Sequence[dict[str, Any]]) -> Spans:
    return {(span["start"], span["end"], span["kind"]) for span in spans}
