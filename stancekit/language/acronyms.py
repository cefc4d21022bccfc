"""Acronyms: the letters that stand for a name."""

from collections.abc import Iterator

from stancekit.labels import Kind
from stancekit.language import lexicon
from stancekit.language.names import Words

SHORTEST_OF_PERSON = 3  # letters of a person's initials that stand for the name: RBG


def initials(name: Words) -> Iterator[str]:
    """Yield the folded initials of a name of several words: with and without those of its small words."""
    if len(name) > 1:
        yield "".join(word[0] for word in name)
        yield "".join(word[0] for word in name if word not in lexicon.words("small"))


def acronyms(name: Words, kind: Kind | None) -> Iterator[str]:
    """Yield the folded acronyms that may stand for a name; of a person only initials of at least three letters."""
    shortest = SHORTEST_OF_PERSON if kind == "person" else 1
    return (letters for letters in initials(name) if len(letters) >= shortest)
