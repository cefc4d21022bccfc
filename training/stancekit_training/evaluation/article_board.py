"""The scores of a model on whole articles, as `evaluate --level article` prints and keeps them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from sklearn.metrics import roc_auc_score

from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit_training.corpora import basil, linking, persent, seesaw
from stancekit_training.evaluation import articles as article_level
from stancekit_training.evaluation.articles import Judgement, compare, cross_fitted, fitted, guesses
from stancekit_training.evaluation.linking import linked
from stancekit_training.reporting.scoreboard import score_table

RANKS = ("main", "salient")


def measure_articles(model: Model, corpora: Path, *, blind: Model | None = None) -> dict[str, Any]:
    """Score a model on SEESAW, PerSenT, BASIL and the annotated half of the linking articles.

    Returns:
        `stances`, a list of records: articles, value, low, high, count, and by
        baseline `baselines` and `ahead`; `recall`, `basil_auc` and `linking`.
    """
    seesaw_train = article_level.judge(article_level.read(model, seesaw.load(corpora, "train")))
    listed = article_level.read(model, seesaw.load(corpora, "dev"))
    seesaw_dev = article_level.judge(listed, blind=blind)
    persent_read = {part: article_level.read(model, persent.load(corpora, part)) for part in ("train", "dev")}
    persent_train, persent_dev = (article_level.judge(pairs, blind=blind) for pairs in persent_read.values())
    paragraphs = {part: article_level.judge_paragraphs(pairs) for part, pairs in persent_read.items()}
    feelings = article_level.judge(article_level.read(model, basil.load(corpora)))
    shown = {
        "SEESAW valid, as displayed": (seesaw_train, seesaw_dev, [one.shown for one in seesaw_dev]),
        "PerSenT dev, thresholds cross-fitted": (persent_train, persent_train, cross_fitted(persent_train, fitted)),
        "PerSenT fixed_test, thresholds of dev": (persent_train, persent_dev, fitted(persent_train, persent_dev)),
        "PerSenT dev, paragraphs, cross-fitted": (
            paragraphs["train"],
            paragraphs["train"],
            cross_fitted(paragraphs["train"], fitted),
        ),
        "PerSenT fixed_test, paragraphs": (
            paragraphs["train"],
            paragraphs["dev"],
            fitted(paragraphs["train"], paragraphs["dev"]),
        ),
        "BASIL, as displayed": (feelings, feelings, [one.shown for one in feelings]),
    }
    return {
        "stances": [
            {"articles": what, **asdict(compare(asked, predicted, guesses(known, asked)))}
            for what, (known, asked, predicted) in shown.items()
        ],
        "recall": dict(_recall(model, listed)),
        "basil_auc": _auc(feelings),
        "linking": linked(model, linking.load(corpora, "open")),
    }


def _recall(model: Model, listed: article_level.Read) -> Iterator[tuple[str, float]]:
    """Yield the share of listed actors that are found, and under one actor, when nobody names them.

    Of all that have a rank, and of those among them that are listed by a proper name.
    """
    documents = model.pipe(article.text for article, _ in listed)
    found = [
        (judged, article_level.found(document, judged))
        for (article, _), document in zip(listed, documents, strict=True)
        for judged in article.actors
    ]
    for rank in RANKS:
        ranked = [(judged.is_name, right) for judged, right in found if judged.rank == rank]
        yield rank, float(np.mean([right for _, right in ranked]))
        yield f"{rank}, by name", float(np.mean([right for is_name, right in ranked if is_name]))


def _auc(judgements: list[Judgement]) -> float:
    gold = [judgement.gold == STANCE.index("against") for judgement in judgements]
    return float(roc_auc_score(gold, [-judgement.surplus for judgement in judgements]))


def show(metrics: Mapping[str, Any], console: Console) -> None:
    """Print the scores, a table for the stances and a line for each of the others."""
    title = "stance toward listed actors of whole articles: macro-F1"
    console.print(
        score_table(title, "articles", metrics["stances"], lead=lambda row: f"{min(row['ahead'].values()):+.3f}")
    )
    console.print("lead: over the best baseline, the lower end of the 95 % interval")
    console.print(
        "SEESAW valid, listed actors found under one:", *(f"{k} {v:.3f}" for k, v in metrics["recall"].items())
    )
    console.print(f"BASIL, negative against the rest: AUC {metrics['basil_auc']:.3f}")
    found = metrics["linking"]
    console.print(
        f"linking, B-cubed: precision {found['precision']:.3f}, recall {found['recall']:.3f}, F1 {found['f1']:.3f} "
        f"over {found['count']} mentions"
    )
