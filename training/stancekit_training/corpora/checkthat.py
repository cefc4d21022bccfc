"""CheckThat! Lab 2025 task 1, English: subjective and objective sentences (Antici et al., LREC-COLING 2024)."""

import csv
from pathlib import Path

from stancekit_training.corpora.sentence import LabeledSentence, Split

FILES = {"train": "train_en.tsv", "dev": "dev_en.tsv"}
OPINION = {"SUBJ": "opinion", "OBJ": "reported_fact"}


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the TSV file of a split, which has no quoting."""
    with (folder / "checkthat" / FILES[split]).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [LabeledSentence(row["sentence"], "checkthat", opinion=OPINION[row["label"]]) for row in rows]
