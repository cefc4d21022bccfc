"""PerSenT: the author's sentiment toward the main entity of a news article (Bastan et al., COLING 2020).

Weights are fitted on `dev.csv` and measured on `fixed_test.csv`, which is
about two presidents only. Articles with unequal numbers of paragraphs and
paragraph labels keep only the label of the article.
"""

import csv
from pathlib import Path

from stancekit_training.corpora.article import LabeledActor, LabeledArticle, LabeledPassage, line_spans
from stancekit_training.corpora.sentence import Split

FILES = {"train": "dev.csv", "dev": "fixed_test.csv"}
STANCE = {"Positive": "favor", "Neutral": "neutral", "Negative": "against"}
PARAGRAPHS = 16  # columns of paragraph labels


def load(folder: Path, split: Split) -> list[LabeledArticle]:
    """Read the CSV file of a split; the title is the first line of a text, each paragraph a line of its own."""
    with (folder / "persent" / FILES[split]).open(encoding="utf-8", newline="") as lines:
        return [_article(row) for row in csv.DictReader(lines)]


def _article(row: dict[str, str]) -> LabeledArticle:
    title = " ".join(row["TITLE"].split())
    paragraphs = [" ".join(line.split()) for line in row["DOCUMENT"].split("\n") if line.strip()]
    text = "\n".join([title, *paragraphs])
    labels = [STANCE[label] for number in range(PARAGRAPHS) if (label := row[f"Paragraph{number}"])]
    labels = labels if len(labels) == len(paragraphs) else []
    return LabeledArticle(
        text=text,
        corpus="persent",
        id=row["DOCUMENT_INDEX"],
        group=row["DOCUMENT_INDEX"],
        title=(0, len(title)) if title else None,
        actors=(LabeledActor(row["TARGET_ENTITY"], STANCE[row["TRUE_SENTIMENT"]], "person"),),
        paragraphs=tuple(labels),
        passages=tuple(
            LabeledPassage(*span, row["TARGET_ENTITY"], label)
            for span, label in zip(line_spans(text)[1:], labels, strict=False)
        ),
    )
