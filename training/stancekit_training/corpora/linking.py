"""Which names of an article are one actor: our own annotation of forty articles from AllSides and PolNeAR.

`linking.jsonl` holds offsets and numbers alone; the texts are read from the
corpora (Baly et al. 2020; Newell et al. 2018). Marked are the proper names of
persons, organizations and places, without titles, articles and possessives;
plural names of a party's people count as the party's.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from stancekit_training.corpora.halves import Half, read_half
from stancekit_training.corpora.sentence import CorpusError
from stancekit_training.resources import data_file

ANNOTATIONS = data_file("linking.jsonl")


@dataclass(frozen=True)
class LinkedArticle:
    """One article and its mentions, `(start, end, actor)`, in the order of the text."""

    corpus: str
    article: str
    text: str
    mentions: tuple[tuple[int, int, int], ...]


def load(folder: Path, half: Half) -> list[LinkedArticle]:
    """Read half of the annotated articles; the frozen half is for one last look.

    Raises:
        CorpusError: a text is not the one that was annotated.
    """
    rows = read_half(ANNOTATIONS, half)
    allsides = _allsides(folder, {row["article"] for row in rows if row["corpus"] == "allsides"})
    articles = []
    for row in rows:
        name = row["article"]
        text = allsides.get(name) if row["corpus"] == "allsides" else _polnear(folder, name)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise CorpusError(f"{row['corpus']} article {name} is missing or not the text that was annotated.")
        articles.append(LinkedArticle(row["corpus"], name, text, tuple(tuple(span) for span in row["mentions"])))
    return articles


def _allsides(folder: Path, wanted: set[str]) -> dict[str, str]:
    with gzip.open(folder / "allsides" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["ID"]: row["text"] for row in map(json.loads, lines) if row["ID"] in wanted}


def _polnear(folder: Path, name: str) -> str:
    path = folder / "polnear" / "train" / "text" / f"{name}.txt"
    return path.read_bytes().decode() if path.exists() else ""
