"""Sentences that are hard to analyze, written for this project: `hard.jsonl`.

They cover negation, irony, several actors, sources, judgments far from the
name, harm without blame, quiet opinions and lurid facts. Their writers did not
see the cases that `stancekit_training.audit.behavior` measures.
"""

import json
import re
from pathlib import Path

from stancekit_training.corpora.sentence import LabeledSentence, Split, Target
from stancekit_training.corpora.split import own_split
from stancekit_training.resources import data_file

SENTENCES = data_file("hard.jsonl")
TRAINING_ALONE = 11446  # rows, see `own_split`


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the sentences of a split; the file comes with the project, not with `folder`."""
    rows = map(json.loads, SENTENCES.read_text(encoding="utf-8").splitlines())
    sentences = [
        LabeledSentence(row["text"], "hard", opinion=row["opinion"], targets=_targets(row["text"], row["stances"]))
        for row in rows
    ]
    return own_split(sentences, split, alone=TRAINING_ALONE)


def _targets(text: str, stances: dict[str, str]) -> tuple[Target, ...]:
    """Return a target for each name, with all of its mentions."""
    return tuple(
        Target(tuple(match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)), stance)
        for name, stance in stances.items()
    )
