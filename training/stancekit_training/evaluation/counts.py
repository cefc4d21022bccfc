"""Counts of right and wrong predictions, which add up over items, and F1 scores as formulas on their sums."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Spans: TypeAlias = set[tuple[int, int, str]]  # start, end, kind
Attribution: TypeAlias = tuple[Spans, Spans, Spans]  # the words of source, cue and content
Counts: TypeAlias = npt.NDArray[np.float64]
Matched = TypeVar("Matched")


def confusions(references: Sequence[int], predictions: Sequence[int], *, labels: int = 0) -> Counts:
    """Return the flattened confusion matrix of each item.

    Args:
        references: label numbers.
        predictions: label numbers.
        labels: the number of labels; at least those that occur.

    Returns:
        *Shape:* (items, labels * labels)
    """
    count = max(labels, 1 + max(*references, *predictions))
    cells = np.asarray(references) * count + np.asarray(predictions)
    return np.asarray(np.eye(count * count)[cells], dtype=np.float64)


def macro_f1(counts: Counts) -> Counts:
    """Return the mean F1 of the labels that occur. (..., labels * labels) -> (...)."""
    f1, _ = _f1_by_label(counts)
    return np.asarray(np.nanmean(f1, axis=-1))


def weighted_f1(counts: Counts) -> Counts:
    """Return the mean F1 of the labels, weighted by their references. (..., labels * labels) -> (...)."""
    f1, support = _f1_by_label(counts)
    return np.asarray((np.nan_to_num(f1) * support).sum(-1) / support.sum(-1))


def _f1_by_label(counts: Counts) -> tuple[Counts, Counts]:
    """Return the F1 of each label, NaN for a label that does not occur, and its references. (..., labels)."""
    labels = int(np.sqrt(counts.shape[-1]))
    matrix = counts.reshape(*counts.shape[:-1], labels, labels)
    support, predicted = matrix.sum(-1), matrix.sum(-2)
    right = np.diagonal(matrix, axis1=-2, axis2=-1)
    total = support + predicted
    return np.divide(2 * right, total, out=np.full(total.shape, np.nan), where=total > 0), support


def span_matches(references: Sequence[Spans], predictions: Sequence[Spans]) -> Counts:
    """Return the number of right, gold and predicted spans of each sentence. *Shape:* (items, 3)."""
    pairs = zip(references, predictions, strict=True)
    rows = [(len(gold & predicted), len(gold), len(predicted)) for gold, predicted in pairs]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def overlap_matches(references: Sequence[Spans], predictions: Sequence[Spans]) -> Counts:
    """Return the number of right, gold and predicted spans of each sentence. *Shape:* (items, 3).

    A predicted span is right if it shares a character with a gold span. Each span matches once.
    """
    pairs = zip(map(sorted, references), map(sorted, predictions), strict=True)
    return _match(pairs, lambda gold, predicted: gold[0] < predicted[1] and predicted[0] < gold[1])


def attribution_matches(
    references: Sequence[Sequence[Attribution]], predictions: Sequence[Sequence[Attribution]]
) -> Counts:
    """Return the number of right, gold and predicted attributions of each sentence. *Shape:* (items, 3).

    A predicted attribution is right if its cue shares a word with the gold
    cue, and its source and content share at least half of the words of either
    side. A part that is absent from one must be absent from the other. Each
    attribution matches once.
    """
    return _match(zip(references, predictions, strict=True), _is_same_attribution)


def _match(
    items: Iterable[tuple[Sequence[Matched], Sequence[Matched]]], is_match: Callable[[Matched, Matched], bool]
) -> Counts:
    """Match each gold element with the first free predicted one, and count the matched, gold and predicted."""
    counts = []
    for gold, predicted in items:
        free = list(predicted)
        for wanted in gold:
            index = next((index for index, candidate in enumerate(free) if is_match(wanted, candidate)), None)
            if index is not None:
                del free[index]
        counts.append((len(predicted) - len(free), len(gold), len(predicted)))
    return np.array(counts, dtype=np.float64).reshape(-1, 3)


def _is_same_attribution(gold: Attribution, predicted: Attribution) -> bool:
    source, cue, content = zip(gold, predicted, strict=True)
    same_cue = bool(cue[0] & cue[1]) or not (cue[0] or cue[1])
    return same_cue and all(2 * len(a & b) >= max(len(a), len(b)) for a, b in (source, content))


def span_f1(counts: Counts) -> Counts:
    """Return micro F1 over spans, zero when there is none at all. (..., 3) -> (...)."""
    total = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], total, out=np.zeros(total.shape), where=total > 0)
