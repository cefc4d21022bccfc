"""BABE: biased and opinionated news sentences, labelled by experts (Spinde et al. 2021).

The corpus has no split of its own: a sentence goes to development when a
digest of its words says so, so that equal sentences stay together whatever
their order. Near-duplicates within development are taken out here, those that
reach into training in `training.dataset`, as for every corpus. Biased words
are listed, not marked: they are looked up wherever the sentence has them.
"""

import ast
import csv
import hashlib
import re
from pathlib import Path

from stancekit.language.names import Folded
from stancekit_training.corpora.sentence import Item, Part
from stancekit_training.corpora.overlap import without_repeats

FILE = "final_labels_SG2.csv"
DEV_SHARE = 0.16
OPINION = {
    "Entirely factual": "reported_fact",
    "Somewhat factual but also opinionated": "opinion",
    "Expresses writer’s opinion": "opinion",
    "No agreement": None,
}
BIAS = {"Non-biased": "neutral", "Biased": "biased", "No agreement": None}


def load(folder: Path, part: Part) -> list[Item]:
    """Read the CSV, which is separated by semicolons and opens with a byte order mark."""
    with (folder / "babe" / FILE).open(encoding="utf-8-sig", newline="") as lines:
        items = [_item(row) for row in csv.DictReader(lines, delimiter=";") if part == part_of(row["text"])]
    return without_repeats(items) if part == "dev" else items


def _item(row: dict[str, str]) -> Item:
    text = row["text"]
    return Item(
        text,
        "babe",
        opinion=OPINION[row["label_opinion"]],
        bias=BIAS[row["label_bias"]],
        loaded=tuple((start, end) for start, end, _ in Folded(text).find(ast.literal_eval(row["biased_words"]))),
    )


def part_of(text: str) -> Part:
    """Return where a sentence belongs, by its words alone."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    fraction = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") / 2**32
    return "dev" if fraction < DEV_SHARE else "train"
