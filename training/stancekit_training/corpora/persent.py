"""PerSenT: the author's sentiment toward the main entity of a news article (Bastan et al., COLING 2020).

`dev.csv` is what weights are fitted on here, `fixed_test.csv`, which is about
two presidents alone, what they are measured on. Articles whose paragraphs and
paragraph labels differ in number keep the article's label alone.
"""

import csv
from pathlib import Path

from stancekit_training.corpora.article import Article, Judged
from stancekit_training.corpora.sentence import Part

FILES = {"train": "dev.csv", "dev": "fixed_test.csv"}
STANCE = {"Positive": "favor", "Neutral": "neutral", "Negative": "against"}
PARAGRAPHS = 16


def load(folder: Path, part: Part) -> list[Article]:
    """Read a CSV; the title stands in the first line, each paragraph in one of its own."""
    with (folder / "persent" / FILES[part]).open(encoding="utf-8", newline="") as lines:
        return [_article(row) for row in csv.DictReader(lines)]


def _article(row: dict[str, str]) -> Article:
    title = " ".join(row["TITLE"].split())
    paragraphs = [" ".join(line.split()) for line in row["DOCUMENT"].split("\n") if line.strip()]
    labels = [label for number in range(PARAGRAPHS) if (label := row[f"Paragraph{number}"])]
    return Article(
        text="\n".join([title, *paragraphs]),
        corpus="persent",
        article=row["DOCUMENT_INDEX"],
        group=row["DOCUMENT_INDEX"],
        title=(0, len(title)) if title else None,
        actors=(Judged(row["TARGET_ENTITY"], STANCE[row["TRUE_SENTIMENT"]], "person"),),
        paragraphs=tuple(STANCE[label] for label in labels) if len(labels) == len(paragraphs) else (),
    )
