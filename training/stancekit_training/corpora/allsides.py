"""AllSides: unlabeled articles of outlets whose leaning is known (Baly et al., EMNLP 2020)."""

from pathlib import Path

from stancekit_training.corpora import unlabeled
from stancekit_training.corpora.sentence import LabeledSentence, Split

FILE = Path("allsides") / "train.jsonl.gz"


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the sentences of the articles for training, none for development."""
    return unlabeled.load(folder / FILE) if split == "train" else []
