"""Normalization of names for comparison: without titles, possessives, case, accents and script."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from typing import TypeAlias

from anyascii import anyascii

from stancekit.labels import Kind
from stancekit.language import lexicon

Words: TypeAlias = tuple[str, ...]

POSSESSIVE = re.compile(r"(?:(?<=\S)['’]s|(?<=[sS])['’])$", re.IGNORECASE)
WORD = re.compile(r"\w+")
RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")  # ASCII characters, or another character
EDGES = ",;:!?\"'“”‘’()[]…"  # marks around a word that are no part of it
NOT_IN_NAMES = ',;:?"“”…—–- '  # marks at the ends of names that the text shows
APOSTROPHES = ("'", "’")
POSSESSIVES = ("'s", "’s")
NICKNAME = re.compile(r"""(?<=\w)\s["“‘'][^"“”‘’'\n]{1,30}["”’']\s(?=\w)""")
BRACKETS = re.compile(r"[\[\]()]")
SEPARATOR = re.compile(r"[\s\-\u2010-\u2015]+")  # white space, hyphens and dashes


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Fold case, accents and other scripts, and keep the origin of each character.

    Returns:
        The folded text, and for each of its characters the index in `text`.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    index: list[int] = []
    for run in RUN.finditer(text):
        part = run.group()
        if part.isascii():
            folded.append(part.lower())
            index.extend(range(run.start(), run.end()))
        else:
            folded.extend(letters := _fold_character(part))
            index.extend([run.start()] * len(letters))
    return "".join(folded), index


@lru_cache(maxsize=1 << 12)
def _fold_character(character: str) -> str:
    if character.isalpha() or character in "‘’":
        character = anyascii(character) or character
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in decomposed if not unicodedata.combining(part))


@lru_cache(maxsize=1 << 14)
def normalize(name: str, *, titled: bool = True) -> Words:
    """Normalize a name: folded words, without possessive, leading article and "Inc.".

    Hyphens separate words, and the dots of an abbreviation are removed.

    Args:
        name: the name as the text writes it.
        titled: whether to remove leading titles: a person's name can have
            them, but the Justice Department has none.
    """
    name = without_nickname(name)
    parts = [part for part in SEPARATOR.split(without_possessive(name.strip())) if part] or name.split()
    pairs = [(part, word) for part in parts if (word := _undotted(fold(part)[0].strip(EDGES)))]
    pairs = pairs or [(part, part) for part in parts]
    first = _preliminaries([part for part, _ in pairs], titled=titled)
    words = [word for _, word in pairs[first:]]
    while len(words) > 1 and words[-1] in lexicon.words("companies"):
        words.pop()
    return tuple(words)


def without_nickname(name: str) -> str:
    """Remove several quoted words within a name, 'Ana "The Oar" Roth'; a single one is a name, too: 'Ana "Bo" Roth'."""
    return NICKNAME.sub(lambda match: " " if " " in match.group().strip() else match.group(), name)


def without_possessive(name: str) -> str:
    """Remove the possessive of a name, but not the end of a name such as Macy's."""
    match = POSSESSIVE.search(name)
    if match is None or straight(name) in _possessive_names():
        return name
    return name[: match.start()]


def straight(name: str) -> str:
    """Fold a name, with straight apostrophes."""
    return fold(name)[0].replace("’", "'")


@cache
def _possessive_names() -> frozenset[str]:
    known = lexicon.table("possessive")
    return frozenset(map(straight, (*known["organizations"], *known["places"])))


def ends_in_possessive(name: str) -> bool:
    """Tell whether a name with its 's is known to end so: Macy's."""
    return straight(name) in _possessive_names()


def is_title_word(word: str) -> bool:
    """Tell whether a word is a title before a person's name: Sen., Sheikh; DI only in capitals, Barr. with its stop."""
    folded = _undotted(fold(word)[0].strip(EDGES))
    if word.isupper() and folded in lexicon.words("ranks"):
        return True
    return folded in lexicon.words("titles") or (word.endswith(".") and folded in lexicon.words("dotted_titles"))


def leading_title(words: Sequence[str], start: int = 0) -> int:
    """Return how many words from a position on are a title, after which a name keeps at least one word."""
    pair = " ".join(_undotted(fold(word)[0].strip(EDGES)) for word in words[start : start + 2])
    if len(words) - start > 2 and pair in lexicon.words("title_pairs"):
        return 2
    return int(len(words) - start > 1 and is_title_word(words[start]))


def _preliminaries(parts: Sequence[str], *, titled: bool) -> int:
    """Return how many words the articles and titles at the start of a name take; one word always remains."""
    first = 0
    while first < len(parts) - 1:
        is_article = parts[first].casefold().strip(EDGES) == "the"
        words = 1 if is_article else leading_title(parts, first) if titled else 0
        if not words:
            break
        first += words
    return first


def can_have_title(kind: Kind | None) -> bool:
    """Tell whether names of a kind may begin with a title."""
    return kind in ("person", None)


def _undotted(word: str) -> str:
    """Remove the dots of "u.s." and those at the end of any word."""
    letters = word.split(".")
    return "".join(letters) if all(len(letter) < 2 for letter in letters) else word.strip(".")


def content_words(name: Words) -> frozenset[str]:
    """Return the words of a name without its small words, in no order."""
    return frozenset(name) - lexicon.words("small")


def surname(name: Words) -> str:
    """Return the last word of a person's name, apart from "Jr." or a numeral."""
    return next((word for word in reversed(name) if word not in _generations()), name[-1])


def are_kin(name: Words, other: Words) -> bool:
    """Tell whether two similar names are of parent and child: different numerals, or only one has "Jr.".

    A single numeral is not enough: Robert S. Mueller III is Robert Mueller in
    the next sentence.
    """
    first, second = _generations().intersection(name), _generations().intersection(other)
    return first != second and (bool(first and second) or not lexicon.words("juniors").isdisjoint(first | second))


def is_generation(words: Words) -> bool:
    """Tell whether words are "Jr." or a numeral alone."""
    return len(words) == 1 and words[0] in _generations()


def _generations() -> frozenset[str]:
    return lexicon.words("juniors") | lexicon.words("numerals")


def without_initials(name: Words) -> Words:
    """Remove middle initials, which not every article gives."""
    kept = tuple(word for word in name if len(word) > 1)
    return kept if len(kept) > 1 and len(name[0]) > 1 else name


def is_title(name: str) -> bool:
    """Tell whether a name is only a title, such as "Sen."; "the Pope" and "the Queen" are names."""
    words = SEPARATOR.split(fold(name.replace(".", " ").strip())[0])
    return lexicon.words("titles").issuperset(words) and lexicon.words("reigning").isdisjoint(words)


@lru_cache(maxsize=1 << 14)
def strip(name: str, *, titled: bool = True) -> str:
    """Return a name for display: without marks around it, possessive, leading article and titles."""
    parts = without_possessive(_without_marks(" ".join(name.split()))).split()
    return _without_marks(" ".join(parts[_preliminaries(parts, titled=titled) :])) or name


def _without_marks(name: str) -> str:
    """Remove brackets and the marks around a name, but not the stop of an abbreviation."""
    name = BRACKETS.sub("", name).strip(NOT_IN_NAMES).lstrip(".")
    return name.strip()


@lru_cache(maxsize=1 << 14)
def comparable(name: str) -> str:
    """Return a name in the form that `FoldedText.find` searches: folded, with single spaces."""
    return " ".join(fold(name)[0].split())


class NameIndex:
    """Names to search texts for, indexed by their first words.

    The time of a search grows with the length of the text, not with the
    number of names.
    """

    def __init__(self, names: Iterable[str], *, base: "NameIndex | None" = None) -> None:
        """Index names.

        Args:
            names: the names to search for; a name without a word is never found.
            base: further names, which take precedence over equal ones.
        """
        self._base = base
        self._by_words: dict[Words, list[tuple[int, str, str]]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for pattern, name in sorted({comparable(name): name for name in names}.items(), key=lambda pair: -len(pair[0])):
            words = list(WORD.finditer(pattern))
            if words:
                key = tuple(word.group() for word in words)
                self._by_words[key].append((words[0].start(), pattern, name))
                if len(key) not in self._lengths[key[0]]:
                    self._lengths[key[0]].append(len(key))

    def first_words(self, words: Set[str]) -> Set[str]:
        """Return those of some words with which a name begins."""
        own = self._lengths.keys() & words
        return own | self._base.first_words(words) if self._base else own

    def candidates(self, words: Sequence[str], position: int) -> list[tuple[int, str, str]]:
        """Return the names whose words begin at a word of a text, the longest first.

        Returns:
            `(offset, pattern, name)`: where the first word begins in the
            pattern, the name as `comparable` gives it, and the name itself.
        """
        candidates = self._base.candidates(words, position) if self._base else []
        for length in self._lengths.get(words[position], ()):
            candidates += self._by_words.get(tuple(words[position : position + length]), ())
        return sorted(candidates, key=lambda candidate: -len(candidate[1])) if len(candidates) > 1 else candidates


class FoldedText:
    """A text folded once, to search it for names."""

    def __init__(self, text: str) -> None:
        """Fold the text."""
        self.text = text
        self._folded, self._index = fold(text)
        matches = list(WORD.finditer(self._folded))
        self._starts = [match.start() for match in matches]
        self._words = [match.group() for match in matches]

    def find(self, names: NameIndex) -> list[tuple[int, int, str]]:
        """Find names as whole words, regardless of case, accents and possessive.

        Returns:
            `(start, end, name)` in the order of the text, in code points, without
            the possessive. Of overlapping names the longer wins.
        """
        matches = []
        end = 0
        first_words = names.first_words(set(self._words))
        for position in (number for number, word in enumerate(self._words) if word in first_words):
            for offset, pattern, name in names.candidates(self._words, position):
                start = self._starts[position] - offset
                if start >= end and (stop := self._match(pattern, start)):
                    matches.append((self._index[start], past_marks(self.text, self._index[stop - 1] + 1), name))
                    end = stop
                    break
        return matches

    def _match(self, pattern: str, start: int) -> int | None:
        """Return the end of a pattern that starts here as whole words, else None."""
        if start and _is_word_character(self._folded[start - 1]):
            return None
        end = start
        for number, part in enumerate(pattern.split(" ")):
            while number and self._folded[end : end + 1].isspace():
                end += 1
            if not self._folded.startswith(part, end):
                return None
            end += len(part)
        return None if _is_word_character(self._folded[end : end + 1]) else end


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_"


def past_marks(text: str, end: int) -> int:
    """Return `end`, moved past the combining marks that follow it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
