"""BABE: news sentences whose bias and opinion experts labeled (Spinde et al., Findings of EMNLP 2021).

The corpus has no split of its own. A digest of its words assigns a sentence to
a split, so that equal sentences stay together whatever their order.
Near-duplicates within the development split are removed here; those that reach
into training are removed in `stancekit_training.dataset.loading`, as for every
corpus. Biased words are listed without offsets, so every occurrence in the
sentence is labeled.
"""

import ast
import csv
from pathlib import Path

from stancekit.language.name_search import FoldedText, NameIndex
from stancekit_training.corpora.overlap import without_repeats
from stancekit_training.corpora.sentence import LabeledSentence, Split
from stancekit_training.corpora.split import split_of

FILE = "final_labels_SG2.csv"
DEV_SHARE = 0.16
OPINION = {
    "Entirely factual": "reported_fact",
    "Somewhat factual but also opinionated": "opinion",
    "Expresses writer’s opinion": "opinion",
    "No agreement": None,
}
BIAS = {"Non-biased": "neutral", "Biased": "biased", "No agreement": None}


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read one split of the CSV file, which is separated by semicolons and begins with a byte order mark."""
    with (folder / "babe" / FILE).open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        sentences = [_sentence(row) for row in rows if split == split_of(row["text"], DEV_SHARE)]
    return without_repeats(sentences) if split == "dev" else sentences


def _sentence(row: dict[str, str]) -> LabeledSentence:
    text = row["text"]
    biased_words = FoldedText(text).find(NameIndex(ast.literal_eval(row["biased_words"])))
    return LabeledSentence(
        text,
        "babe",
        opinion=OPINION[row["label_opinion"]],
        bias=BIAS[row["label_bias"]],
        loaded=tuple((start, end) for start, end, _ in biased_words),
    )
