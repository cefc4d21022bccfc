"""A model's scores on labeled sentences, beside baselines and other models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stancekit.model import Model
from stancekit_training.corpora.sentence import hide_targets
from stancekit_training.evaluation.baselines import lexicon, majority
from stancekit_training.evaluation.bootstrap import interval, resample
from stancekit_training.evaluation.calibration import Calibration, calibrate_heads
from stancekit_training.evaluation.metrics import METRICS, load_metric
from stancekit_training.evaluation.predictions import (
    CorpusPredictions,
    HeadPredictions,
    Predictions,
    Sentences,
    predict_corpora,
)


@dataclass(frozen=True)
class Score:
    """A head's score on one corpus.

    Attributes:
        corpus: the name of the corpus.
        head: a name of `METRICS`.
        metric: the title of the metric.
        value: the score.
        low, high: its 95% interval, a percentile bootstrap over sentences.
        count: items, such as sentences or mentions.
    """

    corpus: str
    head: str
    metric: str
    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class ComparedScore(Score):
    """A score with the scores of baselines and other models on the same items, by their names."""

    baselines: Mapping[str, float]


@dataclass(frozen=True)
class CrossScore(Score):
    """A head's score on a corpus that it was not trained on, and the corpora that it was trained on."""

    trained_on: tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """What a model was made from.

    Attributes:
        name: the name of the model.
        corpora: the corpora that it was trained on.
        license: the license of its weights.
    """

    name: str
    corpora: tuple[str, ...]
    license: str


@dataclass(frozen=True)
class ComparedModel:
    """Another model, measured on the same sentences.

    Attributes:
        label: its name among the baselines.
        origin: the name, corpora and license that it was made from.
        model: the model.
        target_blind: whether it was trained without the spans of targets.
    """

    label: str
    origin: Origin
    model: Model
    target_blind: bool


@dataclass(frozen=True)
class SentenceMetrics:
    """The scores of a model on sentences.

    Attributes:
        scores: one for each corpus and each metric of its heads.
        others: the origin of each model among the baselines, by its label.
        calibration: the calibration by head.
    """

    scores: tuple[ComparedScore, ...]
    others: Mapping[str, Origin]
    calibration: Mapping[str, Calibration]


def score(corpus: str, name: str, predictions: HeadPredictions) -> Score:
    """Score predictions with a metric of `METRICS`.

    Raises:
        KeyError: there is no metric of that name.
    """
    metric = load_metric(name)
    counts = metric.formula.counts(predictions.gold, predictions.predictions)
    low, high = interval(metric.formula.score(resample(counts, predictions.sentences)))
    value = metric.score(predictions.gold, predictions.predictions)
    return Score(corpus, name, metric.title, value, low, high, len(predictions.gold))


def measure_sentences(
    heads: Iterable[str],
    predictions: CorpusPredictions,
    sentences: Sentences,
    others: Sequence[ComparedModel] = (),
) -> SentenceMetrics:
    """Score every corpus and head beside baselines and other models, and calibrate every head.

    Args:
        heads: the heads of the model.
        predictions: the predictions of the model, by corpus.
        sentences: the sentences that they are for, by corpus.
        others: models to measure on the same sentences.

    Raises:
        TrainingError: no sentence has a label of one of the heads.
    """
    compared = {other.label: _predictions(other, sentences) for other in others}
    scores = []
    for corpus, by_name in predictions.items():
        for name in (name for name in METRICS if name in by_name):
            guesses = {"majority": majority(by_name[name]), "lexicon": lexicon(name, by_name[name], sentences[corpus])}
            for label, by_corpus in compared.items():
                guesses[label] = by_corpus[corpus][name].predictions if name in by_corpus[corpus] else None
            scores.append(_compare(score(corpus, name, by_name[name]), by_name[name].gold, guesses))
    return SentenceMetrics(
        scores=tuple(scores),
        others={other.label: other.origin for other in others},
        calibration=calibrate_heads(heads, predictions),
    )


def _compare(scored: Score, gold: Sequence[Any], guesses: Mapping[str, Sequence[Any] | None]) -> ComparedScore:
    """Score guesses beside a model."""
    metric = load_metric(scored.head)
    baselines = {label: metric.score(gold, guess) for label, guess in guesses.items() if guess is not None}
    return ComparedScore(**vars(scored), baselines=baselines)


def _predictions(other: ComparedModel, sentences: Sentences) -> dict[str, Predictions]:
    """Predict with another model.

    A target-blind model sees each target spread over its sentence, and only
    its stances are compared: its other heads follow the same recipe.
    """
    if not other.target_blind:
        return dict(predict_corpora(other.model, sentences))
    hidden = {corpus: [hide_targets(one) for one in given if one.targets] for corpus, given in sentences.items()}
    predictions = predict_corpora(other.model, hidden)
    return {
        corpus: {name: items for name, items in by_name.items() if name == "stance"}
        for corpus, by_name in predictions.items()
    }
