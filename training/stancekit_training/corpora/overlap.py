"""Overlap between sentences: eight consecutive words in common, or all words of a shorter sentence."""

import re
from collections.abc import Collection, Iterable, Set
from typing import TYPE_CHECKING, TypeAlias

from stancekit_training.corpora.sentence import LabeledSentence

if TYPE_CHECKING:  # recipes list the corpora without loading `datasets`
    from datasets import Dataset

WORDS = 8  # consecutive words that make two sentences overlap

Ngrams: TypeAlias = Set[tuple[str, ...]]


def ngrams(text: str) -> Ngrams:
    """Return every sequence of `WORDS` consecutive words, or all words of a shorter sentence as one sequence."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + WORDS]) for start in range(max(1, len(words) - WORDS + 1))}


def without_overlap(sentences: "Dataset", measured: Collection[str]) -> "Dataset":
    """Select the rows whose `text` overlaps with no text on which a model is measured."""
    forbidden = set[tuple[str, ...]]().union(*map(ngrams, measured))
    texts: Iterable[str] = sentences["text"]
    return sentences.select([index for index, text in enumerate(texts) if forbidden.isdisjoint(ngrams(text))])


def without_repeats(sentences: Iterable[LabeledSentence]) -> list[LabeledSentence]:
    """Return the sentences that overlap with no earlier sentence."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for sentence in sentences:
        found = ngrams(sentence.text)
        if seen.isdisjoint(found):
            kept.append(sentence)
        seen |= found
    return kept
