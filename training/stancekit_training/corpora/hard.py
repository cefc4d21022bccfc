"""Sentences that are hard to read, written for this project: `training/data/hard.jsonl`.

Negation, irony, several actors, sources, long ways from a name to its
judgement, harm without blame, quiet opinions and lurid facts. They were
written without sight of the cases that `training.audit.behaviour` measures,
and all of them train.
"""

import json
from pathlib import Path

from stancekit_training.corpora.sentence import Item, Part, Target
from stancekit_training.resources import data_file

SENTENCES = data_file("hard.jsonl")


def load(folder: Path, part: Part) -> list[Item]:
    """Read all of them, which only train; they come with the project, not from the folder."""
    if part == "dev":
        return []
    rows = map(json.loads, SENTENCES.read_text(encoding="utf-8").splitlines())
    return [
        Item(
            row["text"],
            "hard",
            opinion=row["opinion"],
            targets=tuple(
                Target(((start := row["text"].index(name), start + len(name)),), stance)
                for name, stance in row["stances"].items()
            ),
        )
        for row in rows
    ]
