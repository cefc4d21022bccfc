"""DSE: who is positive or negative toward whom, of two entities in a news sentence (Park et al. 2021).

A holder's sentiment is how the sentence casts the entity that it is toward.
How the sentence casts the holder is not labelled, and neither is anything in a
neutral row, where the author may still favor or oppose either of them: those
are left out. What remains has no neutral stance, so it only trains.
"""

import csv
import re
from pathlib import Path

from stancekit_training.corpora.sentence import CorpusError, Item, Part, Target

FILE = "train.txt"
STANCE = {"1": (1, "favor"), "2": (0, "favor"), "3": (1, "against"), "4": (0, "against")}  # label to entity and stance


def load(folder: Path, part: Part) -> list[Item]:
    """Read tab-separated rows of a sentence that has both entities in brackets, the entities and the label.

    Raises:
        CorpusError: a sentence does not have two bracketed entities.
    """
    if part == "dev":
        return []
    items = []
    with (folder / "dse" / FILE).open(encoding="utf-8", newline="") as lines:
        for number, (marked, _, _, label) in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if label not in STANCE:
                continue
            text, spans = _unmarked(marked)
            entity, stance = STANCE[label]
            if len(spans) != 2:
                raise CorpusError(f"dse {FILE} row {number}: {len(spans)} entities in brackets, expected 2.")
            items.append(Item(text, "dse", targets=(Target((spans[entity],), stance),)))
    return items


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets out and return where they stood around something."""
    text, spans = "", []
    for plain, entity in re.findall(r"([^\[]*)(?:\[([^\]]*)\])?", marked):
        text += plain
        if entity:
            spans.append((len(text), len(text) + len(entity)))
            text += entity
    return text, spans
