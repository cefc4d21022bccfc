"""Sentences that training and development share, word for word or nearly."""

import re
from collections.abc import Iterable, Sequence

from stancekit_training.corpora.sentence import Item

RUN = 8  # words in a row that make two sentences overlap


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of `RUN` words, or the whole sentence when it is shorter."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}


def without_overlap(items: Iterable[Item], measured: Sequence[Item]) -> list[Item]:
    """Return the items that share no run of words with a measured one."""
    forbidden = set().union(*(runs(item.text) for item in measured)) if measured else set()
    return [item for item in items if forbidden.isdisjoint(runs(item.text))]


def without_repeats(items: Iterable[Item]) -> list[Item]:
    """Return the items that share no run of words with an earlier one."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for item in items:
        found = runs(item.text)
        if seen.isdisjoint(found):
            kept.append(item)
        seen |= found
    return kept
