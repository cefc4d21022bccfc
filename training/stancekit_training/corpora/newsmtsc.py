"""NewsMTSC: sentiment toward named targets in US news sentences (Hamborg and Donnay, EACL 2021)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stancekit.labels import Form
from stancekit.language import lexicon
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.sentence import LabeledSentence, Split, Target
from stancekit_training.errors import CorpusError

FILES = {"train": "train.jsonl", "dev": "devtest_mt.jsonl"}
STANCE = {2.0: "against", 4.0: "neutral", 6.0: "favor"}


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the JSON Lines of a split.

    Raises:
        CorpusError: the offsets of a mention do not match its text.
    """
    return list(rows(folder / "newsmtsc" / FILES[split], "newsmtsc"))


def rows(path: Path, corpus: str) -> Iterator[LabeledSentence]:
    """Yield a sentence for each row; `from` and `to` are end-exclusive offsets into `sentence_normalized`.

    Args:
        path: JSON Lines in the format of NewsMTSC.
        corpus: the name of the corpus in the recipe.

    Raises:
        CorpusError: the offsets of a mention do not match its text.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            text = row["sentence_normalized"]
            place = f"{corpus} {path.name} row {number}"
            targets = tuple(_target(text, target, place) for target in row["targets"])
            yield LabeledSentence(text, corpus, targets=targets)


def _target(text: str, target: dict[str, Any], place: str) -> Target:
    spans = []
    for mention in (target, *target.get("further_mentions", ())):
        start, end = mention["from"], mention["to"]
        if text[start:end] != mention["mention"]:
            raise CorpusError(f"{place}: {mention['mention']!r} is not at ({start}, {end}).")
        spans.append((start, end))
    return Target(tuple(spans), STANCE[target["polarity"]])


def load_chains(folder: Path, split: Split) -> list[ChainText]:
    """Read the targets with further mentions, as chains: a name, and the pronouns that refer to it."""
    texts = []
    for number, sentence in enumerate(load(folder, split)):
        chains = [
            [ChainMention(start, end, _form(sentence.text[start:end]), None, str(index)) for start, end in target.spans]
            for index, target in enumerate(sentence.targets)
        ]
        named = [chain for chain in chains if any(mention.form == "name" for mention in chain)]
        mentions = sorted((mention for chain in named for mention in chain), key=lambda mention: mention.start)
        if any(mention.form == "pronoun" for mention in mentions):
            texts.append(ChainText("newsmtsc", f"{split} {number}", sentence.text, tuple(mentions), is_complete=False))
    return texts


def _form(mention: str) -> Form:
    if mention.casefold() in lexicon.table("pronoun_classes"):
        return "pronoun"
    return "description" if mention[:1].islower() else "name"
