"""Coreference in the beginnings of articles of AllSides, annotated for this project.

`coreference_articles.jsonl` holds offsets, the numbers of actors and forms; the
texts are read from the corpus (Baly et al., EMNLP 2020). Annotated are names,
third-person pronouns and descriptions, by one annotator: a general-purpose
language model, which read each article. The actor 0 has no name in the text.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stancekit_training.corpora import allsides
from stancekit_training.corpora.annotated import annotated_text
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.own_chains import chain_mention
from stancekit_training.corpora.sentence import Split
from stancekit_training.corpora.split import split_of
from stancekit_training.resources import data_file

ANNOTATIONS = data_file("coreference_articles.jsonl")
DEV_SHARE = 0.15


def load(folder: Path, split: Split) -> list[ChainText]:
    """Read the articles of a split, which their names determine.

    Raises:
        CorpusError: the text of an article is missing, or not the one that was annotated.
    """
    rows = [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    chosen = [row for row in rows if split_of(row["article"], DEV_SHARE) == split]
    texts = allsides.texts(folder, {row["article"] for row in chosen})
    return [_text(row, texts.get(row["article"], "")) for row in chosen]


def _text(row: Mapping[str, Any], article: str) -> ChainText:
    beginning = article[: row["end"]]
    text = annotated_text(beginning, sha256=row["sha256"], corpus="allsides", article=row["article"])
    mentions: list[ChainMention] = [
        chain_mention(text, start, end, number, form, row["kinds"]) for start, end, number, form in row["mentions"]
    ]
    return ChainText("articles", row["article"], text, tuple(mentions), is_complete=False)
