"""Other names of countries, places, parties, institutions and persons' first names.

Country names are Unicode CLDR's; the other tables are in `en.toml`.
"""

from collections.abc import Mapping
from functools import cache

from stancekit.language import lexicon, names
from stancekit.language.names import NameIndex, Words


def country(name: Words) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country with a normalized name, None for any other.

    Names that often mean something else in English, such as Georgia, are left
    out.
    """
    return _country_codes().get(name)


def usual_name(name: Words) -> Words:
    """Return the normalized usual name for a normalized nickname; any other name unchanged.

    An institution of the United States loses that part: the US Senate is the
    Senate.
    """
    if name[:2] == ("united", "states") and len(name) > 2:
        name = name[2:]
    elif name[:1] == ("us",) and len(name) > 1:
        name = name[1:]
    elif name[-4:] == ("of", "the", "united", "states"):
        name = name[:-4]
    return _usual_names().get(name, name)


def other_names(name: Words) -> tuple[str, ...]:
    """Return all names, as written, of a country, a party or an institution with a normalized name."""
    code = country(name)
    key: Words = (code,) if code else usual_name(name)
    return _all_names().get(key, ())


@cache
def certain() -> frozenset[str]:
    """Return names, as written, that mean an organization wherever they have a capital letter."""
    return frozenset(party_people()) | frozenset(lexicon.table("certain")["names"])


@cache
def certain_index() -> NameIndex:
    """Return the index of `certain` names."""
    return NameIndex(certain())


def party_people() -> tuple[str, ...]:
    """Return the names of the people of parties, as written."""
    return tuple(name for people in lexicon.table("parties").values() for name in people)


def full_first_name(name: str) -> str:
    """Return the full form of a folded first name: william for bill."""
    return _full_first_names().get(name, name)


def is_generic(word: str) -> bool:
    """Tell whether a word begins the names of so many organizations that it is a short form of none."""
    return word in lexicon.table("generic")["words"]


@cache
def _country_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of each country by its code."""
    shared = set(map(names.normalize, lexicon.table("shared")["names"]))
    more = lexicon.table("countries")
    return {
        code: tuple(name for name in (usual, *more.get(code, ())) if names.normalize(name) not in shared)
        for code, usual in lexicon.countries().items()
    }


@cache
def _country_codes() -> Mapping[Words, str]:
    return {names.normalize(name): code for code, known in _country_names().items() for name in known}


@cache
def _usual_names() -> Mapping[Words, Words]:
    return {names.normalize(name, titled=False): usual for usual, known in _institutions().items() for name in known}


@cache
def _all_names() -> Mapping[Words, tuple[str, ...]]:
    countries: dict[Words, tuple[str, ...]] = {(code,): known for code, known in _country_names().items()}
    return {**countries, **_institutions()}


@cache
def _institutions() -> Mapping[Words, tuple[str, ...]]:
    """Return all names of a party, a place or an institution by its normalized usual name, which comes first."""
    known: dict[Words, tuple[str, ...]] = {}
    for table in ("parties", "nicknames"):
        for usual, others in lexicon.table(table).items():
            words = names.normalize(usual, titled=False)
            known[words] = (*known.get(words, (usual,)), *others)
    return known


@cache
def _full_first_names() -> Mapping[str, str]:
    return {short.casefold(): full.casefold() for full, shorts in lexicon.table("first").items() for short in shorts}
