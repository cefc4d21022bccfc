"""Pairs of names that the text itself says are one actor's: "Ana Roth, known as Bo", "Harbor Safety Agency (HSA)"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.language import gazetteer, lexicon, names

WIDTH = 60  # characters between the two names at most


def equated(text: str, mentions: Sequence[MentionSpan]) -> Iterator[tuple[int, int]]:
    """Yield the indices of neighboring mentions that the text equates."""
    for index, (first, second) in enumerate(pairwise(mentions)):
        between = text[first.end : second.start]
        if len(between) > WIDTH:
            continue
        if _is_known_as(text, second, between) or _is_abbreviation(text, first, second, between):
            yield index, index + 1


def _is_known_as(text: str, second: MentionSpan, between: str) -> bool:
    """Tell whether the words beside two names say that they are one's: "Roth, known as Bo", “Bo”, as Roth is known."""
    known_as = lexicon.pattern("known_as").match(between)
    if known_as is not None and _are_titles(between[known_as.end() :], text[second.start : second.end]):
        return True
    is_before = lexicon.pattern("known_as_before").fullmatch(between) is not None
    return is_before and lexicon.pattern("is_known").match(text, second.end) is not None


def _are_titles(words: str, name: str) -> bool:
    """Tell whether the words before a name, if any, are titles: "alias Commander Bo"."""
    return not words or names.strip(words + name) == names.strip(name)


def _is_abbreviation(text: str, first: MentionSpan, second: MentionSpan, between: str) -> bool:
    """Tell whether the second name is in brackets, in capitals, and its letters stand in the first in this order."""
    if between.strip() != "(" or text[second.end : second.end + 1] != ")":
        return False
    short = text[second.start : second.end].replace(".", "")
    words = names.normalize(text[first.start : first.end], titled=False)
    if len(words) > 2 and words[0][0] != short[0].casefold() and gazetteer.kind(words[:1]) == "place":
        words = words[1:]  # Ohio Party of Labor (PL)
    letters = iter("".join(words))
    is_long = len(words) > 1 or (first.kind == "organization" and len(words[0]) > len(short) > 1)  # Halberd (HLB)
    is_short = short.isupper() and is_long and short[0].casefold() == words[0][0]
    return is_short and all(letter in letters for letter in short.casefold())
