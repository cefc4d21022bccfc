"""Normalization of names for comparison: without titles, possessives, case, accents and script."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from stancekit.labels import Kind
from stancekit.language import lexicon
from stancekit.language.folding import fold, fold_straight

Words: TypeAlias = tuple[str, ...]

POSSESSIVE = re.compile(r"(?:(?<=\S)['’]s|(?<=[sS])['’])$", re.IGNORECASE)
EDGES = ",;:!?\"'“”‘’()[]…"  # marks around a word that are no part of it
NOT_IN_NAMES = ',;:?"“”…—–- '  # marks at the ends of names that the text shows
APOSTROPHES = ("'", "’")
POSSESSIVES = ("'s", "’s")
NICKNAME = re.compile(r"""(?<=\w)\s["“‘'][^"“”‘’'\n]{1,30}["”’']\s(?=\w)""")
BRACKETS = re.compile(r"[\[\]()]")
SEPARATOR = re.compile(r"[\s\-\u2010-\u2015]+")  # white space, hyphens and dashes


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
    if match is None or fold_straight(name) in _possessive_names():
        return name
    return name[: match.start()]


@cache
def _possessive_names() -> frozenset[str]:
    known = lexicon.table("possessive")
    return frozenset(map(fold_straight, (*known["organizations"], *known["places"])))


def ends_in_possessive(name: str) -> bool:
    """Return whether a name with its 's is known to end so: Macy's."""
    return fold_straight(name) in _possessive_names()


def is_title_word(word: str) -> bool:
    """Return whether a word is a title before a name: Sen., Sheikh; DI only in capitals, Barr. with its stop."""
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
    """Return whether names of a kind may begin with a title."""
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
    """Return whether two similar names are of parent and child: different numerals, or only one has "Jr.".

    A single numeral is not enough: Robert S. Mueller III is Robert Mueller in
    the next sentence.
    """
    first, second = _generations().intersection(name), _generations().intersection(other)
    return first != second and (bool(first and second) or not lexicon.words("juniors").isdisjoint(first | second))


def is_generation(words: Words) -> bool:
    """Return whether words are "Jr." or a numeral alone."""
    return len(words) == 1 and words[0] in _generations()


def _generations() -> frozenset[str]:
    return lexicon.words("juniors") | lexicon.words("numerals")


def without_initials(name: Words) -> Words:
    """Remove middle initials, which not every article gives."""
    kept = tuple(word for word in name if len(word) > 1)
    return kept if len(kept) > 1 and len(name[0]) > 1 else name


def is_title(name: str) -> bool:
    """Return whether a name is only a title, such as "Sen."; "the Pope" and "the Queen" are names."""
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
