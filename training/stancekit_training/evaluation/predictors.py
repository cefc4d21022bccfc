"""Predictors of the stance toward labeled actors: thresholds on the surplus of sentences, and cheaper baselines."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from stancekit_training.evaluation.baselines import lexicon_stance
from stancekit_training.evaluation.counts import confusions, macro_f1
from stancekit_training.evaluation.folds import FOLDS, fold_numbers
from stancekit_training.evaluation.judgments import NEUTRAL, Judgment

Predictor: TypeAlias = Callable[[Sequence[Judgment], Sequence[Judgment]], list[int]]  # known judgments, others


def surplus_thresholds(known: Sequence[Judgment], others: Sequence[Judgment]) -> list[int]:
    """Predict from the surplus, with the two thresholds that have the best macro-F1 on known judgments."""
    surplus = np.array([judgment.surplus for judgment in known])
    gold = [judgment.gold for judgment in known]
    grid = np.quantile(surplus, np.linspace(0.02, 0.98, 49)).tolist()

    def labels(values: np.ndarray, below: float, above: float) -> list[int]:
        return list((NEUTRAL + (values > above).astype(int) - (values < below).astype(int)).tolist())

    def score(pair: tuple[float, float]) -> float:
        return float(macro_f1(confusions(gold, labels(surplus, *pair)).sum(0)))

    best = max(((below, above) for below in grid for above in grid if below <= above), key=score)
    return labels(np.array([judgment.surplus for judgment in others]), *best)


def name_prior(known: Sequence[Judgment], others: Sequence[Judgment]) -> list[int]:
    """Predict the most frequent label of each name among known judgments; for a new name, the most frequent of all."""
    by_name: dict[str, Counter[int]] = defaultdict(Counter)
    for judgment in known:
        by_name[judgment.name][judgment.gold] += 1
    most = Counter(judgment.gold for judgment in known).most_common(1)[0][0]
    return [by_name[one.name].most_common(1)[0][0] if one.name in by_name else most for one in others]


def baseline_labels(known: Sequence[Judgment], others: Sequence[Judgment]) -> dict[str, list[int]]:
    """Return the predictions of each baseline; cross-fitted if the judgments are the known ones."""
    most = Counter(judgment.gold for judgment in others).most_common(1)[0][0]
    labels = {
        "majority": [most] * len(others),
        "sentence sentiment": [lexicon_stance(judgment.sentiment) for judgment in others],
        "entity prior": cross_fit(others, name_prior) if known is others else name_prior(known, others),
    }
    if all(judgment.target_blind is not None for judgment in others):
        labels["target-blind"] = [judgment.target_blind or 0 for judgment in others]
    return labels


def cross_fit(judgments: Sequence[Judgment], predict: Predictor) -> list[int]:
    """Predict each fold's judgments from those of the other folds; a group stays in one fold."""
    folds = fold_numbers([judgment.group for judgment in judgments])
    predicted = np.zeros(len(judgments), dtype=int)
    for fold in range(FOLDS):
        inside = np.flatnonzero(folds == fold).tolist()
        known = [judgments[index] for index in np.flatnonzero(folds != fold).tolist()]
        predicted[inside] = predict(known, [judgments[index] for index in inside])
    return list(predicted.tolist())
