"""Other names of countries, places, parties and institutions: CLDR's, through Babel, and a small table of our own."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from stancekit.language import names
from stancekit.language.names import Words

NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))  # CLDR codes of two letters for something else


def country(name: Words) -> str | None:
    """Return the ISO 3166 code of the country that these words name, None for any other.

    Names that usually mean something else in English, such as Georgia, are
    left out.
    """
    return _countries().get(name)


def usual(name: Words) -> Words:
    """Return the words of the usual name for those of a nickname; any other name stays as it is.

    What is the United States' own loses that: the US Senate is the Senate.
    """
    if name[:2] == ("united", "states") and len(name) > 2:
        name = name[2:]
    elif name[:1] == ("us",) and len(name) > 1:
        name = name[1:]
    elif name[-4:] == ("of", "the", "united", "states"):
        name = name[:-4]
    return _usual().get(name, name)


def others(name: Words) -> tuple[str, ...]:
    """Return the other names, as they are written, of a country, a party or an institution."""
    code = country(name)
    found: Words = (code,) if code else usual(name)
    return _others().get(found, ())


@cache
def certain() -> frozenset[str]:
    """Return names, as they are written, that stand for an organization wherever they have a capital letter."""
    return frozenset(people()) | frozenset(_table()["certain"]["names"])


def people() -> tuple[str, ...]:
    """Return what the people of parties are called, as it is written."""
    return tuple(name for names in _table()["parties"].values() for name in names)


def first(name: str) -> str:
    """Return the full form of a first name, folded: William for Bill."""
    return _first().get(name, name)


def is_generic(word: str) -> bool:
    """Tell whether a word opens the names of so many organizations that it stands for none of them."""
    return word in _table()["generic"]["words"]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("stancekit.language") / "en.toml").read_text(encoding="utf-8"))


@cache
def _territories() -> Mapping[str, tuple[str, ...]]:
    """Return the names of each country by its code."""
    from babel import Locale

    named = {code: (name,) for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    shared = set(map(names.words, _table()["shared"]["names"]))
    listed = _table()["countries"]
    return {
        code: tuple(name for name in (*given, *listed.get(code, ())) if names.words(name) not in shared)
        for code, given in named.items()
        if code not in NO_COUNTRIES
    }


@cache
def _countries() -> Mapping[Words, str]:
    return {names.words(name): code for code, given in _territories().items() for name in given}


@cache
def _usual() -> Mapping[Words, Words]:
    return {names.words(name, titled=False): words for words, given in _institutions().items() for name in given}


@cache
def _others() -> Mapping[Words, tuple[str, ...]]:
    countries: dict[Words, tuple[str, ...]] = {(code,): given for code, given in _territories().items()}
    return {**countries, **_institutions()}


@cache
def _institutions() -> Mapping[Words, tuple[str, ...]]:
    """Return all names of a party, a place or an institution, the usual one first, by the words of that."""
    named: dict[Words, tuple[str, ...]] = {}
    for table in ("parties", "nicknames"):
        for usual, given in _table()[table].items():
            words = names.words(usual, titled=False)
            named[words] = (*named.get(words, (usual,)), *given)
    return named


@cache
def _first() -> Mapping[str, str]:
    return {short.casefold(): full.casefold() for full, shorts in _table()["first"].items() for short in shorts}
