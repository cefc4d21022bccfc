"""Passages with coreference, written for this project: `coreference.jsonl`.

Each mention of an actor is marked in the text, as in `<1n Ana Roth> said
<1p she> trusts <2d the board>`: the number of its chain, the initial of its
form, and its words. Chain 0 has no name in the passage.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from stancekit.labels import Form, Kind
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.sentence import Split
from stancekit_training.corpora.split import split_of
from stancekit_training.resources import data_file

PASSAGES = data_file("coreference.jsonl")
DEV_SHARE = 0.25
TRAINING_ALONE = {*range(240, 347), *range(787, 890)}  # passages that have no development part
MARK = re.compile(r"<(\d+)([npd]) ([^<>]+)>")
FORMS: Mapping[str, Form] = {"n": "name", "p": "pronoun", "d": "description"}
NOBODY = "0"


def load(folder: Path, split: Split) -> list[ChainText]:
    """Read the passages of a split, which their numbers determine; they come with the project."""
    rows = map(json.loads, PASSAGES.read_text(encoding="utf-8").splitlines())
    passages = [_passage(f"passage-{number}", row["text"], row["kinds"]) for number, row in enumerate(rows)]
    shares = (0.0 if number in TRAINING_ALONE else DEV_SHARE for number in range(len(passages)))
    return [passage for passage, share in zip(passages, shares, strict=True) if split_of(passage.id, share) == split]


def chain_mention(text: str, start: int, end: int, number: str, form: str, kinds: Mapping[str, Kind]) -> ChainMention:
    """Return a mention by the number of its chain and the initial of its form.

    Args:
        text: the text.
        start: the start of the mention.
        end: its end.
        number: of its chain; NOBODY for somebody without a name.
        form: the initial of its form.
        kinds: the kind of each chain.
    """
    head = (end - len(text[start:end].split()[-1]), end) if form == "d" else None
    kind = kinds.get(number) if form != "p" else None
    return ChainMention(start, end, FORMS[form], kind, None if number == NOBODY else number, head)


def _passage(name: str, marked: str, kinds: Mapping[str, Kind]) -> ChainText:
    text, position = "", 0
    marks: list[tuple[int, int, str, str]] = []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        number, form, words = match.groups()
        marks.append((len(text), len(text) + len(words), number, form))
        text += words
        position = match.end()
    mentions = tuple(chain_mention(text, *mark, kinds) for mark in marks)
    return ChainText("passages", name, text + marked[position:], mentions, is_complete=False)
