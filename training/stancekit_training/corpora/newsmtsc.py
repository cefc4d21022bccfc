"""NewsMTSC: sentiment toward a named target in US news sentences (Hamborg and Donnay, EACL 2021)."""

import json
from pathlib import Path

from stancekit_training.corpora.sentence import CorpusError, Item, Part, Target

FILES = {"train": "train.jsonl", "dev": "devtest_mt.jsonl"}
STANCE = {2.0: "against", 4.0: "neutral", 6.0: "favor"}


def load(folder: Path, part: Part) -> list[Item]:
    """Read JSONL; `from` and `to` are end-exclusive offsets into `sentence_normalized`.

    Raises:
        CorpusError: a mention is not what its offsets say.
    """
    items = []
    with (folder / "newsmtsc" / FILES[part]).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            text = row["sentence_normalized"]
            targets = tuple(_target(text, target, f"{FILES[part]} row {number}") for target in row["targets"])
            items.append(Item(text, "newsmtsc", targets=targets))
    return items


def _target(text: str, target: dict[str, object], place: str) -> Target:
    spans = []
    for mention in (target, *target.get("further_mentions", ())):  # type: ignore[misc]
        start, end = mention["from"], mention["to"]
        if text[start:end] != mention["mention"]:
            raise CorpusError(f"newsmtsc {place}: {mention['mention']!r} is not at ({start}, {end}).")
        spans.append((start, end))
    return Target(tuple(spans), STANCE[target["polarity"]])  # type: ignore[index]
