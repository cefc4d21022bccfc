"""The int8 graph of a model compared with its fp32 graph, on development data."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stancekit_training.evaluation.metrics import METRICS, head_of, load_metric
from stancekit_training.evaluation.predictions import CorpusPredictions, label_predictions, pool


@dataclass(frozen=True)
class HeadParity:
    """The parity of a head, for one of its metrics, over all corpora.

    Attributes:
        head: a name of `METRICS`.
        agreement: the share of equal labels; of a head that labels words, of equal tags.
        fp32, int8: the scores of the two graphs.
        changed: the number of labels that differ; None in files of older versions.
    """

    head: str
    agreement: float
    fp32: float
    int8: float
    changed: int | None = None


@dataclass(frozen=True)
class Parity:
    """The parity of all heads.

    Attributes:
        processor: the processor on which the graphs were compared; processors differ in how they compute int8.
        heads: one record for each metric.
    """

    processor: str
    heads: tuple[HeadParity, ...]


def compare_graphs(fp32: CorpusPredictions, int8: CorpusPredictions) -> list[HeadParity]:
    """Compare the predictions of two graphs for the same sentences, metric by metric."""
    parities = []
    for name in METRICS:
        exact, quantized = pool(fp32, name), pool(int8, name)
        if exact.gold:
            metric = load_metric(name)
            scores = [metric.score(items.gold, items.predictions) for items in (exact, quantized)]
            equal = _equal_labels(fp32, int8, label_predictions(head_of(name)))
            agreement, changed = float(np.mean(equal)), len(equal) - sum(equal)
            parities.append(HeadParity(name, agreement, scores[0], scores[1], changed))
    return parities


def _equal_labels(fp32: CorpusPredictions, int8: CorpusPredictions, name: str) -> Sequence[bool]:
    pairs = zip(pool(fp32, name).predictions, pool(int8, name).predictions, strict=True)
    return [first == second for first, second in pairs]
