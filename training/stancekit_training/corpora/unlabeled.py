"""Unlabeled articles: JSON Lines with a key `text`, plain or compressed with gzip."""

import gzip
import json
from pathlib import Path

from stancekit.language import segmentation
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.errors import CorpusError

SENTENCE_LENGTHS = range(40, 421)  # characters; shorter ones are often captions, longer ones tables


def load(path: Path) -> list[LabeledSentence]:
    """Read the distinct sentences of a file of articles, without labels.

    Raises:
        CorpusError: a row is not JSON, or has no text.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    sentences: dict[str, None] = {}
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            text = _text(line, f"{path.name} row {number}")
            for start, end in segmentation.split_sentences(text):
                if end - start in SENTENCE_LENGTHS:
                    sentences[text[start:end]] = None
    return [LabeledSentence(sentence, path.name) for sentence in sentences]


def _text(line: str, place: str) -> str:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{place}: not JSON ({error}).") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise CorpusError(f"{place}: an article needs a text.")
    return str(row["text"])
