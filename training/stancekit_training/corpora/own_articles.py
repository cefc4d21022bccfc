"""Whole articles and how each casts its main actors, written for this project: `articles.jsonl`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stancekit_training.corpora.article import LabeledActor, LabeledArticle
from stancekit_training.resources import data_file

ARTICLES = data_file("articles.jsonl")


def load(folder: Path) -> list[LabeledArticle]:
    """Read every article; the file comes with the project, not with `folder`. Articles on one event are one group."""
    rows = map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())
    return [_article(number, row) for number, row in enumerate(rows, start=1)]


def _article(number: int, row: Mapping[str, Any]) -> LabeledArticle:
    title, text = row["title"], row["text"].replace("\n\n", "\n")
    return LabeledArticle(
        text=f"{title}\n{text}",
        corpus="own_articles",
        id=str(number),
        group=f"own-{row['group']}",
        title=(0, len(title)),
        actors=tuple(LabeledActor(actor["name"], actor["portrayal"], actor["kind"]) for actor in row["actors"]),
    )
