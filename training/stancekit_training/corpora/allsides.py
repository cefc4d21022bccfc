"""Unlabelled articles: JSON Lines with `text`, plain or gzip, such as AllSides' (Baly et al., EMNLP 2020)."""

import gzip
import json
from pathlib import Path

from stancekit.language.segmentation import split
from stancekit_training.corpora.sentence import CorpusError, Item, Part

ALLSIDES = Path("allsides") / "train.jsonl.gz"
SHORTEST, LONGEST = 40, 420  # characters of a sentence that is kept: no captions, no tables


def allsides(folder: Path, part: Part) -> list[Item]:
    """Read the sentences of AllSides' articles, which only train."""
    return load(folder / ALLSIDES) if part == "train" else []


def load(path: Path) -> list[Item]:
    """Read the sentences of a file of articles, each once.

    Raises:
        CorpusError: a row is not JSON, or has no text.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    found: dict[str, None] = {}
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            for start, end in split(text := _text(line, f"{path.name} row {number}")):
                if SHORTEST <= end - start <= LONGEST:
                    found[text[start:end]] = None
    return [Item(sentence, path.name) for sentence in found]


def _text(line: str, place: str) -> str:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{place}: not JSON ({error}).") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise CorpusError(f"{place}: an article needs a text.")
    return row["text"]
