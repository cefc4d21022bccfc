"""DSE: the direction of sentiment between two entities of a news sentence (Park et al., ACL-IJCNLP 2021).

The holder's sentiment is taken as the sentence's stance toward its target. The
stance toward the holder is not labeled. A neutral row has no labels at all,
since its author may still favor or oppose either entity, and is left out. The
remaining rows have no neutral stance, so the corpus is only for training.
"""

import csv
import re
from pathlib import Path

from stancekit_training.corpora.sentence import LabeledSentence, Span, Split, Target
from stancekit_training.errors import CorpusError

FILE = "train.txt"
STANCE = {"1": (1, "favor"), "2": (0, "favor"), "3": (1, "against"), "4": (0, "against")}  # label to entity and stance


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read tab-separated rows: a sentence with both entities in brackets, the two entities, the label.

    Raises:
        CorpusError: a sentence does not have two bracketed entities.
    """
    if split == "dev":
        return []
    sentences = []
    with (folder / "dse" / FILE).open(encoding="utf-8", newline="") as lines:
        for number, (bracketed, _, _, label) in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if label not in STANCE:
                continue
            text, spans = _without_brackets(bracketed)
            entity, stance = STANCE[label]
            if len(spans) != 2:
                raise CorpusError(f"dse {FILE} row {number}: {len(spans)} entities in brackets, expected 2.")
            sentences.append(LabeledSentence(text, "dse", targets=(Target((spans[entity],), stance),)))
    return sentences


def _without_brackets(bracketed: str) -> tuple[str, list[Span]]:
    """Remove the brackets and return the span of each bracketed entity; empty brackets hold none."""
    text, spans = "", []
    for plain, entity in re.findall(r"([^\[]*)(?:\[([^\]]*)\])?", bracketed):
        text += plain
        if entity:
            spans.append((len(text), len(text) + len(entity)))
            text += entity
    return text, spans
