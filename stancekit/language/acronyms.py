"""Acronyms: the letters that stand for a name, and those in brackets after it."""

import re
from collections.abc import Iterator

from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon
from stancekit.language.names import Words, normalize

MIN_INITIALS = 3  # letters of a person's initials that stand for the name: RBG
IN_BRACKETS = re.compile(r"\s{0,9}\(\s{0,9}([^\s()](?:[^()]{0,18}[^\s()])?)\s{0,9}\)")


def initials(name: Words) -> Iterator[str]:
    """Yield the folded initials of a name of several words: with and without those of its small words."""
    if len(name) > 1:
        yield "".join(word[0] for word in name)
        yield "".join(word[0] for word in name if word not in lexicon.words("small"))


def acronyms(name: Words, kind: Kind | None) -> Iterator[str]:
    """Yield the folded acronyms that may stand for a name; of a person only initials of at least three letters."""
    shortest = MIN_INITIALS if kind == "person" else 1
    return (letters for letters in initials(name) if len(letters) >= shortest)


def bracketed_acronym(text: str, start: int, end: int, kind: Kind | None) -> tuple[int, int] | None:
    """Return the bounds of the acronym in brackets after a name, None without one: "Harbor Safety Agency (HSA)".

    It is in capitals, begins as the name does, and its letters stand in the
    name in this order, without a place before it: "Ohio Party of Labor (PL)". A
    name of one word has one only as an organization's: "Halberd (HLB)".
    """
    bracket = IN_BRACKETS.match(text, end)
    short = "".join(filter(str.isalnum, bracket[1].casefold())) if bracket else ""
    if bracket is None or not bracket[1].isupper() or not short:
        return None
    words = normalize(text[start:end], titled=False)
    if len(words) > 2 and words[0][0] != short[0] and gazetteer.kind(words[:1]) == "place":
        words = words[1:]  # Ohio Party of Labor (PL)
    name = "".join(words)
    letters = iter(name)
    is_long = len(words) > 1 or (kind == "organization" and len(name) > len(short) > 1)
    is_short = is_long and name[0] == short[0] and all(letter in letters for letter in short)
    return bracket.span(1) if is_short else None
