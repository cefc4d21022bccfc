"""Pairs of names that the text itself says are one actor's: "Ana Roth, known as Bo", "Harbor Safety Agency (HSA)"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.language import lexicon, names
from stancekit.language.acronyms import bracketed_acronym

MAX_DISTANCE = 60  # characters between the two names at most


def equated(text: str, mentions: Sequence[MentionSpan]) -> Iterator[tuple[int, int]]:
    """Yield the indices of neighboring mentions that the text equates."""
    for index, (first, second) in enumerate(pairwise(mentions)):
        between = text[first.end : second.start]
        if len(between) > MAX_DISTANCE:
            continue
        acronym = bracketed_acronym(text, first.start, first.end, first.kind)
        if _is_known_as(text, second, between) or acronym == second.bounds:
            yield index, index + 1


def _is_known_as(text: str, second: MentionSpan, between: str) -> bool:
    """Return whether the words beside two names make them one actor's: "Roth, known as Bo", “Bo”, as Roth is known."""
    known_as = lexicon.pattern("known_as").match(between)
    if known_as is not None and _are_titles(between[known_as.end() :], text[second.start : second.end]):
        return True
    is_before = lexicon.pattern("known_as_before").fullmatch(between) is not None
    return is_before and lexicon.pattern("is_known").match(text, second.end) is not None


def _are_titles(words: str, name: str) -> bool:
    """Return whether the words before a name, if any, are titles: "alias Commander Bo"."""
    return not words or names.strip(words + name) == names.strip(name)
