"""Names as they are compared: titles, possessives, case, accents and script aside."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from anyascii import anyascii

Words: TypeAlias = tuple[str, ...]

POSSESSIVE = re.compile(r"(?:(?<=\S)['’]s|(?<=[sS])['’])$", re.IGNORECASE)
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend pope king queen prince princess
    president vice vice-president premier chancellor prime minister secretary ambassador governor gov
    lieutenant mayor senator sen representative rep congressman congresswoman speaker leader chairman
    chairwoman chair judge justice attorney general gen colonel col captain capt major maj sergeant sgt
    admiral adm deputy former ex ex-president then-president president-elect first minority majority
    candidate nominee spokesman spokeswoman spokesperson director commissioner sheriff
    """.split()
)
JUNIORS = frozenset("jr sr".split())
REIGNING = frozenset("pope king queen prince princess".split())
GENERATIONS = JUNIORS | frozenset("ii iii iv".split())
COMPANIES = frozenset("inc corp corporation ltd llc plc".split())
SMALL = frozenset("a an and at by for in of on the to".split())
WORD = re.compile(r"\w+")
APART = re.compile(r"[\s\-\u2010-\u2015]+")  # blanks, hyphens and dashes


def fold(text: str) -> tuple[str, list[int]]:
    """Fold case, accents and other scripts away, keeping track of where each character came from.

    Returns:
        The folded text, and for each of its characters the index in `text`.
    """
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    index: list[int] = []
    for position, character in enumerate(text):
        if not character.isascii() and (character.isalpha() or character in "‘’"):
            character = anyascii(character) or character
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                index.append(position)
    return "".join(folded), index


def words(name: str, *, titled: bool = True) -> Words:
    """Return the words that identify a name: folded, without possessive, leading article and "Inc.".

    Hyphens part words, and the dots of an abbreviation do not count.

    Args:
        name: as it is written.
        titled: whether to leave out the titles that it opens with: a person's
            name has some, but the Justice Department has none.
    """
    folded = POSSESSIVE.sub("", fold(name.strip())[0])
    parts = [part for part in APART.split(folded) if part] or name.split()
    found = [word for part in parts if (word := _undotted(part.strip(",;:!?\"'“”()[]")))] or parts
    while len(found) > 1 and (found[0] == "the" or (titled and found[0] in TITLES)):
        found = found[1:]
    while len(found) > 1 and found[-1] in COMPANIES:
        found = found[:-1]
    return tuple(found)


def _undotted(word: str) -> str:
    """Take the dots out of "u.s." and those at the end of any word."""
    letters = word.split(".")
    return "".join(letters) if all(len(letter) < 2 for letter in letters) else word.strip(".")


def content(name: Words) -> frozenset[str]:
    """Return the words of a name that mean something, in no order."""
    return frozenset(name) - SMALL


def initials(name: Words) -> Iterator[str]:
    """Return the acronyms that a name of several words may have: with and without its small words."""
    if len(name) > 1:
        yield "".join(word[0] for word in name)
        yield "".join(word[0] for word in name if word not in SMALL)


def surname(name: Words) -> str:
    """Return the last word of a person's name that is not "Jr." or alike."""
    return next((word for word in reversed(name) if word not in GENERATIONS), name[-1])


def are_kin(name: Words, other: Words) -> bool:
    """Tell whether two like names are of parent and child: two numerals, or a "Jr." that the other lacks.

    A numeral alone says little: Robert S. Mueller III is Robert Mueller in the
    next sentence.
    """
    one, two = GENERATIONS.intersection(name), GENERATIONS.intersection(other)
    return one != two and (bool(one and two) or not JUNIORS.isdisjoint(one | two))


def without_initials(name: Words) -> Words:
    """Leave out middle initials, which one article gives and another does not."""
    kept = tuple(word for word in name if len(word) > 1)
    return kept if len(kept) > 1 and len(name[0]) > 1 else name


def is_title(name: str) -> bool:
    """Tell whether a name is a title alone, such as "Sen."; the Pope and the Queen are called nothing else."""
    return all(word in TITLES - REIGNING for word in APART.split(fold(name.replace(".", " ").strip())[0]))


def strip(name: str, *, titled: bool = True) -> str:
    """Return a name as it is shown, without what `words` leaves out at its start and end."""
    shown = POSSESSIVE.sub("", " ".join(name.split()))
    parts = shown.split()
    while len(parts) > 1 and (parts[0].casefold() == "the" or (titled and parts[0].casefold().strip(".") in TITLES)):
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(maxsize=1 << 12)
def comparable(name: str) -> str:
    """Return a name as `Folded.find` compares it: folded, with single spaces."""
    return " ".join(fold(name)[0].split())


class Folded:
    """A text in which names are looked up, folded once for all of them."""

    def __init__(self, text: str) -> None:
        """Fold the text."""
        self.text = text
        self._folded, self._index = fold(text)

    def find(self, names: Iterable[str]) -> list[tuple[int, int, str]]:
        """Find names as whole words, whatever their case, accents and possessive.

        Returns:
            `(start, end, name)` in the order of the text, in code points, without
            the possessive. Of two names at one place the longer wins.
        """
        by_word: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for pattern, name in sorted({comparable(name): name for name in names}.items(), key=lambda pair: -len(pair[0])):
            if word := WORD.search(pattern):
                by_word[word.group()].append((word.start(), pattern, name))
        found = []
        end = 0
        for word in WORD.finditer(self._folded) if by_word else ():
            for offset, pattern, name in by_word.get(word.group(), ()):
                start = word.start() - offset
                if start >= end and (stop := self._match(pattern, start)):
                    found.append((self._index[start], past_marks(self.text, self._index[stop - 1] + 1), name))
                    end = stop
                    break
        return found

    def _match(self, pattern: str, start: int) -> int | None:
        """Return where a pattern that starts here ends, None where it does not stand as whole words."""
        if start and _is_of_word(self._folded[start - 1]):
            return None
        end = start
        for number, part in enumerate(pattern.split(" ")):
            while number and self._folded[end : end + 1].isspace():
                end += 1
            if not self._folded.startswith(part, end):
                return None
            end += len(part)
        return None if _is_of_word(self._folded[end : end + 1]) else end


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def past_marks(text: str, end: int) -> int:
    """Return `end`, moved behind the combining marks that follow."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
