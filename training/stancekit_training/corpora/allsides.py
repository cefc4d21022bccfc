"""AllSides: unlabeled articles of outlets whose leaning is known (Baly et al., EMNLP 2020)."""

import gzip
import json
from collections.abc import Container
from pathlib import Path

from stancekit_training.corpora import unlabeled
from stancekit_training.corpora.sentence import LabeledSentence, Split

FILE = Path("allsides") / "train.jsonl.gz"


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the sentences of the articles for training, none for development."""
    return unlabeled.load(folder / FILE) if split == "train" else []


def texts(folder: Path, ids: Container[str]) -> dict[str, str]:
    """Return the texts of articles by their id."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        return {row["ID"]: row["text"] for row in map(json.loads, lines) if row["ID"] in ids}
