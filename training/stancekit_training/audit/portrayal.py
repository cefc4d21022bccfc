"""Portrayals measured on articles that their scorer has not seen.

SEESAW's valid part and PerSenT's fixed_test are no part of the training: there
the model's own scorer predicts. On the other corpora a scorer that is fitted
anew without a fifth of the articles predicts that fifth; the projection is the
model's, which no label has shaped. Corpora draw the line between labels in
different places, so on all but the corpus of the model's definition two
thresholds are fitted on the other folds, as for the mean of the sentences
beside it.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from stancekit.analysis.portrayal.portrayals import Portrayals, label_numbers
from stancekit.document.records import Document
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit.network.tagging import FloatArray, IntArray, softmax
from stancekit_training.audit.portrayal_names import PortrayalSwap, measure_swap
from stancekit_training.corpora import persent, seesaw
from stancekit_training.corpora.article import LabeledArticle
from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.dataset.portrayals import PortrayalExample, portrayal_examples, read_article
from stancekit_training.errors import TrainingError
from stancekit_training.evaluation import bootstrap
from stancekit_training.evaluation.articles import ArticleScore, compare
from stancekit_training.evaluation.calibration import confidence_gap
from stancekit_training.evaluation.counts import confusions, macro_f1
from stancekit_training.evaluation.folds import FOLDS, fold_numbers
from stancekit_training.evaluation.judgments import Judgment, judge
from stancekit_training.evaluation.predictors import baseline_labels, cross_fit, surplus_thresholds
from stancekit_training.fitting.portrayal import fit_settings
from stancekit_training.fitting.portrayal_scorer import CERTAINLY_NEUTRAL, cross_score
from stancekit_training.settings import PortrayalFit

AGAINST, NEUTRAL, FAVOR = map(STANCE.index, ("against", "neutral", "favor"))
MEAN = "mean of sentences"  # the baseline that the portrayal has to beat
CROSSED = {"persent": "PerSenT", "basil": "BASIL", "own_articles": "our articles"}  # corpora scored cross-fitted


@dataclass(frozen=True)
class Separation:
    """How well portrayals rank the actors of one label above others.

    Attributes:
        articles: the name of the articles and of the labels that are compared.
        auc: AUC of the portrayal's score.
        low, high: its 95% interval, a bootstrap over groups of articles.
        mean: AUC of the mean over sentences.
        count: actors.
    """

    articles: str
    auc: float
    low: float
    high: float
    mean: float
    count: int


@dataclass(frozen=True)
class PortrayalMetrics:
    """The scores of a model's portrayals.

    Attributes:
        scores: macro-F1.
        separations: the separations of villains and heroes, and of BASIL's negative feelings.
        error: expected calibration error of the label, on SEESAW's valid part.
        ceiling: macro-F1 of one annotator of SEESAW against another.
        swap: how far they depend on names.
    """

    scores: tuple[ArticleScore, ...]
    separations: tuple[Separation, ...]
    error: float
    ceiling: float
    swap: PortrayalSwap


@dataclass(frozen=True)
class _Read:
    """The labeled actors of some articles, as examples, and as judgments where they are given by name."""

    examples: list[PortrayalExample]
    judgments: list[Judgment]

    @property
    def labels(self) -> IntArray:
        """Gold labels. *Shape:* (actors,)."""
        return np.array([example.label for example in self.examples], dtype=np.int64)


def measure_portrayal(
    model: Model, settings: PortrayalFit, corpora: Path, *, target_blind: Model | None = None
) -> PortrayalMetrics:
    """Score a model's portrayals.

    Args:
        model: the model to measure.
        settings: the settings of the fit of its portrayals.
        corpora: the folder that holds the corpora.
        target_blind: a target-blind model among the baselines.

    Raises:
        TrainingError: the model has no portrayals.
    """
    portrayals = model.portrayals
    if portrayals is None:
        raise TrainingError(f"{model.folder.name} has no portrayals: add [portrayal] to its recipe, and fit again.")
    known = {name: _read(model, ARTICLE_CORPORA[name].load(corpora), target_blind) for name in settings.corpora}
    crossed = _cross_scores(known, settings)
    valid_articles = seesaw.load(corpora, "dev")
    valid = _read(model, valid_articles, target_blind)
    probabilities = softmax(_scores(portrayals, valid.examples), portrayals.settings.temperature)
    labels = label_numbers(probabilities, portrayals.settings)
    scores = [_displayed(known.get("seesaw", valid), valid, labels)]
    scores += [_crossed(name, known[name], crossed[name]) for name in CROSSED if name in known]
    if "persent" in known:
        test = _read(model, persent.load(corpora, "dev"), target_blind)
        scores.append(_tested(known["persent"], crossed["persent"], test, _scores(portrayals, test.examples)))
    confidence = np.take_along_axis(probabilities, labels[:, None], axis=1)[:, 0]
    is_shown = np.array([len(example.vectors) > 0 for example in valid.examples])
    return PortrayalMetrics(
        scores=tuple(scores),
        separations=tuple(_separations(known, crossed)),
        error=confidence_gap(confidence[is_shown], (labels == valid.labels)[is_shown]),
        ceiling=_agreement(seesaw.annotator_pairs(corpora)),
        swap=measure_swap(model, valid_articles),
    )


def _agreement(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the macro-F1 of the labels of one annotator against those of another; nan without two on an article."""
    if not pairs:
        return float("nan")
    first, second = ([STANCE.index(label) for label in labels] for labels in zip(*pairs, strict=True))
    return float(macro_f1(confusions(first, second, labels=len(STANCE)).sum(0)))


def _read(model: Model, articles: Sequence[LabeledArticle], target_blind: Model | None) -> _Read:
    with ThreadPoolExecutor(model.threads) as pool:
        read = list(pool.map(partial(_read_one, model), articles))
    examples = [example for _, examples in read for example in examples]
    documents = zip(articles, (document for document, _ in read), strict=True)
    named = [(article, document) for article, document in documents if not any(one.mentions for one in article.actors)]
    return _Read(examples, judge(named, target_blind=target_blind))


def _read_one(model: Model, article: LabeledArticle) -> tuple[Document, list[PortrayalExample]]:
    document, evidence = read_article(model, article)
    return document, list(portrayal_examples(article, document, evidence))


def _scores(portrayals: Portrayals, examples: Sequence[PortrayalExample]) -> FloatArray:
    """Return the logits of a model's own scorer. *Shape:* (actors, labels)."""
    rows = [
        portrayals.scorer.score(one.vectors, one.features, one.actor)[0] if len(one.vectors) else CERTAINLY_NEUTRAL
        for one in examples
    ]
    return np.array(rows, dtype=np.float32)


def _cross_scores(known: Mapping[str, _Read], settings: PortrayalFit) -> dict[str, FloatArray]:
    """Return the logits of each corpus by scorers that have not seen the articles."""
    logits = cross_score([example for read in known.values() for example in read.examples], settings)
    ends = np.cumsum([len(read.examples) for read in known.values()])[:-1]
    return dict(zip(known, np.split(logits, ends), strict=True))


def _displayed(known: _Read, valid: _Read, labels: IntArray) -> ArticleScore:
    """Score the labels that a document displays."""
    baselines = baseline_labels(known.judgments, valid.judgments)
    baselines[MEAN] = [judgment.displayed for judgment in valid.judgments]
    return compare("SEESAW valid, as displayed", valid.judgments, labels.tolist(), baselines)


def _crossed(name: str, read: _Read, logits: FloatArray) -> ArticleScore:
    """Score labels whose thresholds are fitted on the other folds."""
    folds = fold_numbers([example.group for example in read.examples])
    labels = np.zeros(len(logits), dtype=np.int64)
    for fold in range(FOLDS):
        inside = folds == fold
        labels[inside] = _labels(logits[~inside], read.labels[~inside], logits[inside])
    baselines = baseline_labels(read.judgments, read.judgments)
    baselines[MEAN] = cross_fit(read.judgments, surplus_thresholds)
    return compare(f"{CROSSED[name]}, cross-fitted", read.judgments, labels.tolist(), baselines)


def _tested(known: _Read, crossed: FloatArray, test: _Read, logits: FloatArray) -> ArticleScore:
    """Score labels whose thresholds are fitted on PerSenT's development articles."""
    baselines = baseline_labels(known.judgments, test.judgments)
    baselines[MEAN] = surplus_thresholds(known.judgments, test.judgments)
    labels = _labels(crossed, known.labels, logits)
    return compare("PerSenT fixed_test, thresholds of dev", test.judgments, labels.tolist(), baselines)


def _labels(known: FloatArray, gold: IntArray, logits: FloatArray) -> IntArray:
    """Return the labels of some actors, by thresholds that are fitted on others."""
    settings = fit_settings(known, gold)
    return label_numbers(softmax(logits, settings.temperature), settings)


def _separations(known: Mapping[str, _Read], crossed: Mapping[str, FloatArray]) -> list[Separation]:
    separations = []
    if "basil" in known:
        read, side = known["basil"], softmax(crossed["basil"])
        is_other = read.labels != AGAINST
        mean = np.array([judgment.surplus for judgment in read.judgments])
        title = "BASIL, others above negative"
        separations.append(_separation(title, read, is_other, side[:, FAVOR] - side[:, AGAINST], mean))
    if "narrative_framing" in known:
        read, side = known["narrative_framing"], softmax(crossed["narrative_framing"])
        is_hero = read.labels == FAVOR
        title = "narrative framing, heroes above villains"
        separations.append(_separation(title, read, is_hero, side[:, FAVOR] - side[:, AGAINST], _surplus(read)))
    return separations


def _surplus(read: _Read) -> FloatArray:
    """Return the sum of the stance scores of each actor's mentions, for actors that are not given by name."""
    scores = [float((one.features[:, 1] - one.features[:, 0]).sum()) for one in read.examples]
    return np.array(scores, dtype=np.float32)


def _separation(title: str, read: _Read, is_above: IntArray, score: FloatArray, mean: FloatArray) -> Separation:
    groups = np.unique([example.group for example in read.examples], return_inverse=True)[1]
    members = [np.flatnonzero(groups == group) for group in range(groups.max() + 1)]
    random = np.random.default_rng(0)
    samples = []
    for _ in range(bootstrap.RESAMPLES):
        rows = np.concatenate([members[group] for group in random.integers(len(members), size=len(members))])
        if 0 < is_above[rows].sum() < len(rows):
            samples.append(float(roc_auc_score(is_above[rows], score[rows])))
    low, high = bootstrap.interval(samples)
    own, baseline = (float(roc_auc_score(is_above, values)) for values in (score, mean))
    return Separation(title, own, low, high, baseline, len(score))
