"""NewsMTSC: sentiment toward named targets in US news sentences (Hamborg and Donnay, EACL 2021)."""

import json
from pathlib import Path
from typing import Any

from stancekit_training.corpora.sentence import LabeledSentence, Split, Target
from stancekit_training.errors import CorpusError

FILES = {"train": "train.jsonl", "dev": "devtest_mt.jsonl"}
STANCE = {2.0: "against", 4.0: "neutral", 6.0: "favor"}


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the JSON Lines of a split; `from` and `to` are end-exclusive offsets into `sentence_normalized`.

    Raises:
        CorpusError: the offsets of a mention do not match its text.
    """
    sentences = []
    with (folder / "newsmtsc" / FILES[split]).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            text = row["sentence_normalized"]
            targets = tuple(_target(text, target, f"{FILES[split]} row {number}") for target in row["targets"])
            sentences.append(LabeledSentence(text, "newsmtsc", targets=targets))
    return sentences


def _target(text: str, target: dict[str, Any], place: str) -> Target:
    spans = []
    for mention in (target, *target.get("further_mentions", ())):
        start, end = mention["from"], mention["to"]
        if text[start:end] != mention["mention"]:
            raise CorpusError(f"newsmtsc {place}: {mention['mention']!r} is not at ({start}, {end}).")
        spans.append((start, end))
    return Target(tuple(spans), STANCE[target["polarity"]])
