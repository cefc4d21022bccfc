"""A model's scores on whole articles: the stance toward labeled actors, and which actors it finds and links."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import numpy as np
from pydantic import Field
from sklearn.metrics import roc_auc_score

from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit_training.corpora import basil, linking, persent, seesaw
from stancekit_training.evaluation.bootstrap import interval, resample
from stancekit_training.evaluation.counts import Counts, confusions
from stancekit_training.evaluation.judgments import (
    AnalyzedArticles,
    Judgment,
    analyze,
    is_found,
    judge,
    judge_paragraphs,
)
from stancekit_training.evaluation.linking import LinkingMetrics, measure_linking
from stancekit_training.evaluation.metrics import MacroF1
from stancekit_training.evaluation.predictors import baseline_labels, cross_fit, surplus_thresholds

RANKS = ("main", "salient")

Judgments: TypeAlias = Sequence[Judgment]


@dataclass(frozen=True)
class ArticleScore:
    """The macro-F1 of the stance toward labeled actors.

    Attributes:
        articles: the name of the articles, and of the way in which the stance was predicted.
        value: the score.
        low, high: its 95% interval, a bootstrap over groups of articles.
        baselines: the score of each baseline.
        lead_lows: the lower end of the 95% interval of the lead over each
            baseline, from the same bootstrap samples; `ahead` in `metrics.json`.
        count: labeled actors, or paragraphs.
    """

    articles: str
    value: float
    low: float
    high: float
    baselines: Mapping[str, float]
    lead_lows: Annotated[Mapping[str, float], Field(alias="ahead")]
    count: int

    @property
    def lead_low(self) -> float:
        """The lower end of the interval of the lead over the best baseline."""
        return min(self.lead_lows.values())


@dataclass(frozen=True)
class ArticleMetrics:
    """The scores of a model on whole articles.

    Attributes:
        stances: the stance toward labeled actors, on SEESAW, PerSenT and BASIL.
        recall: the share of SEESAW's labeled actors that are found, by rank,
            and of those with a proper name.
        basil_auc: AUC of BASIL's negative feelings against the others.
        linking: the scores of linking, on the open portion of the annotated articles.
    """

    stances: tuple[ArticleScore, ...]
    recall: Mapping[str, float]
    basil_auc: float
    linking: LinkingMetrics


def measure_articles(model: Model, corpora: Path, *, target_blind: Model | None = None) -> ArticleMetrics:
    """Score a model on SEESAW, PerSenT, BASIL and the annotated articles.

    Args:
        model: the model to measure.
        corpora: the folder that holds the corpora.
        target_blind: a target-blind model among the baselines.
    """
    seesaw_train = judge(analyze(model, seesaw.load(corpora, "train")))
    seesaw_articles = analyze(model, seesaw.load(corpora, "dev"))
    feelings = judge(analyze(model, basil.load(corpora)))
    return ArticleMetrics(
        stances=(
            _displayed_score(
                "SEESAW valid, as displayed", seesaw_train, judge(seesaw_articles, target_blind=target_blind)
            ),
            *_persent_scores(model, corpora, target_blind),
            _displayed_score("BASIL, as displayed", feelings, feelings),
        ),
        recall=dict(_recall(model, seesaw_articles)),
        basil_auc=_auc(feelings),
        linking=measure_linking(model, linking.load(corpora, "open")),
    )


def _displayed_score(articles: str, known: Judgments, judgments: Judgments) -> ArticleScore:
    predicted = [judgment.displayed for judgment in judgments]
    return compare(articles, judgments, predicted, baseline_labels(known, judgments))


def _persent_scores(model: Model, corpora: Path, target_blind: Model | None) -> Iterator[ArticleScore]:
    """Yield the scores of thresholds that are fitted on PerSenT's development articles."""
    train, test = (analyze(model, persent.load(corpora, part)) for part in ("train", "dev"))
    articles = [judge(part, target_blind=target_blind) for part in (train, test)]
    paragraphs = [judge_paragraphs(part) for part in (train, test)]
    yield _cross_fitted_score("PerSenT dev, thresholds cross-fitted", articles[0])
    yield _threshold_score("PerSenT fixed_test, thresholds of dev", *articles)
    yield _cross_fitted_score("PerSenT dev, paragraphs, cross-fitted", paragraphs[0])
    yield _threshold_score("PerSenT fixed_test, paragraphs", *paragraphs)


def _cross_fitted_score(articles: str, judgments: Judgments) -> ArticleScore:
    predicted = cross_fit(judgments, surplus_thresholds)
    return compare(articles, judgments, predicted, baseline_labels(judgments, judgments))


def _threshold_score(articles: str, known: Judgments, judgments: Judgments) -> ArticleScore:
    predicted = surplus_thresholds(known, judgments)
    return compare(articles, judgments, predicted, baseline_labels(known, judgments))


def compare(
    articles: str, judgments: Judgments, predicted: Sequence[int], baselines: Mapping[str, Sequence[int]]
) -> ArticleScore:
    """Score predictions beside baselines, by a bootstrap over groups.

    Args:
        articles: names the articles in the result.
        judgments: the judgments, with the gold labels.
        predicted: label numbers.
        baselines: label numbers by the name of a baseline.
    """
    metric = MacroF1(keep_in_memory=True)
    gold = [judgment.gold for judgment in judgments]

    def samples(labels: Sequence[int]) -> Counts:
        counts = confusions(gold, labels, labels=len(STANCE))
        return metric.formula.score(resample(counts, [judgment.group for judgment in judgments]))

    own = samples(predicted)
    low, high = interval(own)
    return ArticleScore(
        articles=articles,
        value=metric.score(gold, predicted),
        low=low,
        high=high,
        baselines={name: metric.score(gold, labels) for name, labels in baselines.items()},
        lead_lows={name: interval(own - samples(labels))[0] for name, labels in baselines.items()},
        count=len(judgments),
    )


def _recall(model: Model, articles: AnalyzedArticles) -> Iterator[tuple[str, float]]:
    """Yield the share of labeled actors that are found when nobody gives their names.

    Of all actors of a rank, and of those with a proper name.
    """
    documents = model.pipe(article.text for article, _ in articles)
    found = [
        (actor, is_found(document, actor))
        for (article, _), document in zip(articles, documents, strict=True)
        for actor in article.actors
    ]
    for rank in RANKS:
        ranked = [(actor.has_proper_name, right) for actor, right in found if actor.rank == rank]
        yield rank, float(np.mean([right for _, right in ranked]))
        yield f"{rank}, by name", float(np.mean([right for has_name, right in ranked if has_name]))


def _auc(judgments: Judgments) -> float:
    gold = [judgment.gold == STANCE.index("against") for judgment in judgments]
    return float(roc_auc_score(gold, [-judgment.surplus for judgment in judgments]))
