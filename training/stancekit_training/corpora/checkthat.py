"""CheckThat! Lab 2025 task 1, English: subjective or objective sentences (Antici et al. 2024)."""

import csv
from pathlib import Path

from stancekit_training.corpora.sentence import Item, Part

FILES = {"train": "train_en.tsv", "dev": "dev_en.tsv"}
OPINION = {"SUBJ": "opinion", "OBJ": "reported_fact"}


def load(folder: Path, part: Part) -> list[Item]:
    """Read TSV without quoting."""
    with (folder / "checkthat" / FILES[part]).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Item(row["sentence"], "checkthat", opinion=OPINION[row["label"]]) for row in rows]
