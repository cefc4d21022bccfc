"""CrossNER: named entities in CoNLL columns (Liu et al., AAAI 2021; Tjong Kim Sang and De Meulder, CoNLL 2003)."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from stancekit.network.tagging import bio_to_spans
from stancekit_training.corpora.sentence import LabeledSentence, Split

FILES = {"train": "train.txt", "dev": "dev.txt"}
KIND = {
    "person": "person",
    "politician": "person",
    "PER": "person",
    "organisation": "organization",
    "politicalparty": "organization",
    "ORG": "organization",
    "location": "place",
    "country": "place",
    "LOC": "place",
}


def load(folder: Path, split: Split, *, domain: str) -> list[LabeledSentence]:
    """Read one split of a domain; entities that are no person, organization or place are no actors."""
    with (folder / "crossner" / domain / FILES[split]).open(encoding="utf-8") as lines:
        return [_sentence(words, tags, domain) for words, tags in _columns(lines)]


conll2003 = partial(load, domain="conll2003")
politics = partial(load, domain="politics")


def _columns(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words and the tags of each sentence."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*lines, ""]:
        columns = line.split()
        if columns:
            words.append(columns[0])
            tags.append(columns[-1])
        elif words:
            yield words, tags
            words, tags = [], []


def _sentence(words: list[str], tags: list[str], domain: str) -> LabeledSentence:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    actors = tuple(
        (starts[first], starts[stop] - 1, KIND[kind]) for first, stop, kind in bio_to_spans(tags) if kind in KIND
    )
    return LabeledSentence(" ".join(words), domain, actors=actors)
