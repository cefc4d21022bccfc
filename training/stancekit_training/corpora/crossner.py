"""CrossNER: named entities in CoNLL columns (Liu et al. 2021; Tjong Kim Sang and De Meulder 2003)."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from stancekit.network.tagging import bio_to_spans
from stancekit_training.corpora.sentence import Item, Part

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


def load(folder: Path, part: Part, *, domain: str) -> list[Item]:
    """Read one domain; kinds other than person, organization and place count as no actor."""
    with (folder / "crossner" / domain / FILES[part]).open(encoding="utf-8") as lines:
        return [_item(words, tags, domain) for words, tags in _sentences(lines)]


conll2003 = partial(load, domain="conll2003")
politics = partial(load, domain="politics")


def _sentences(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
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


def _item(words: list[str], tags: list[str], domain: str) -> Item:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    actors = tuple(
        (starts[first], starts[stop] - 1, KIND[kind]) for first, stop, kind in bio_to_spans(tags) if kind in KIND
    )
    return Item(" ".join(words), domain, actors=actors)
