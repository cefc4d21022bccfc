"""Other names of countries, places, parties, institutions and persons, and the forms of first names.

Names of countries and cities are Unicode CLDR's, forms of first names those of
the package nicknames; the other tables are in `en.toml`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from stancekit.labels import Kind
from stancekit.language import lexicon, names
from stancekit.language.name_search import NameIndex
from stancekit.language.names import Words

if TYPE_CHECKING:
    from nicknames import NickNamer

Sex: TypeAlias = Literal["male", "female"]
SEXES: tuple[Sex, Sex] = ("male", "female")


def is_state(words: Words) -> bool:
    """Return whether a normalized name is that of a state of the United States."""
    return words in _states()


def country_code(name: Words) -> str | None:
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
    code = country_code(name)
    key: Words = (code,) if code else usual_name(name)
    return _all_names().get(key, ())


@cache
def certain() -> frozenset[str]:
    """Return names, as written, that mean a known actor wherever they have a capital letter."""
    known = lexicon.table("certain")
    return frozenset((*party_people(), *known["names"], *known["places"], *known["persons"]))


@cache
def certain_kinds() -> Mapping[str, Kind | None]:
    """Return the kind of each of the `certain` names."""
    return {name: kind(names.normalize(name, titled=False)) for name in certain()}


@cache
def certain_index() -> NameIndex:
    """Return the index of `certain` names."""
    return NameIndex(certain())


def party_people() -> tuple[str, ...]:
    """Return the names of the people of parties, as written."""
    return tuple(name for people in lexicon.table("parties").values() for name in people)


def are_first_name_forms(name: str, other: str) -> bool:
    """Return whether folded first names are forms of one: bill and william, but not jack and jacqueline."""
    if {likely_sex(name), likely_sex(other)} == set(SEXES):
        return False
    return name in _first_name_forms(other) or other in _first_name_forms(name)


def is_first_name(name: str) -> bool:
    """Return whether a folded word is a known first name."""
    if likely_sex(name) is not None:
        return True  # before the nicknames, whose package takes long to import
    return len(_first_name_forms(name)) > 1 or bool(_nicknames().nicknames_of(name))


def likely_sex(name: str) -> Sex | None:
    """Return the sex of nearly all who have a folded first name: a hint, which text about the person overrides."""
    return next((sex for sex in SEXES if name in lexicon.first_names(sex)), None)


def kind(name: Words) -> Kind | None:
    """Return the kind of a known actor by its normalized name, None for any other."""
    return "place" if country_code(name) else _kinds().get(name)


def is_ambiguous(name: Words) -> bool:
    """Return whether the normalized name of a known firm means something else too: Shell."""
    return name in _ambiguous()


@cache
def _ambiguous() -> frozenset[Words]:
    return frozenset(names.normalize(firm, titled=False) for firm in lexicon.table("known")["organizations"])


def full_name(name: Words) -> Words:
    """Return the normalized full name for a person's normalized nickname or initials; any other name unchanged."""
    return _usual_persons().get(name, name)


def is_generic(word: str) -> bool:
    """Return whether a word begins the names of so many organizations that it is a short form of none."""
    return word in lexicon.words("words", of="generic")


def is_other_bearer(name: Words) -> bool:
    """Return whether a person's full name has the surname of somebody better known: Melania Trump."""
    first_names = _bearers().get(names.surname(name))
    return first_names is not None and name[0] not in first_names


@cache
def _bearers() -> Mapping[str, frozenset[str]]:
    known = lexicon.table("bearers")
    return {surname.casefold(): frozenset(map(str.casefold, first)) for surname, first in known.items()}


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
    states = {
        names.normalize(short, titled=False): names.normalize(state)
        for state, abbreviations in lexicon.table("states").items()
        for short in abbreviations
    }
    known = {names.normalize(name, titled=False): usual for usual, others in _institutions().items() for name in others}
    return states | known


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


@lru_cache(maxsize=1 << 12)
def _first_name_forms(name: str) -> frozenset[str]:
    """Return the full names of which a folded first name is a form, and the name itself."""
    own = {full.casefold() for full, forms in lexicon.table("first").items() if name in map(str.casefold, forms)}
    return frozenset({name, *own, *_nicknames().canonicals_of(name)})


@cache
def _nicknames() -> "NickNamer":
    from nicknames import NickNamer  # here, because its import takes longer than that of all rules

    return NickNamer()


@cache
def _kinds() -> Mapping[Words, Kind]:
    known = lexicon.table("known")
    kinds: dict[Words, Kind] = {names.normalize(name): "place" for name in (*lexicon.cities(), *known["places"])}
    possessive = lexicon.table("possessive")
    kinds |= {names.normalize(name): "place" for name in possessive["places"]}
    organizations = (
        *party_people(),
        *lexicon.table("certain")["names"],
        *known["organizations"],
        *possessive["organizations"],
    )
    kinds |= {names.normalize(name, titled=False): "organization" for name in organizations}
    for name, usual in _usual_names().items():
        kinds[name] = "place" if usual in _PLACES or usual in _states() else "organization"
    kinds |= dict.fromkeys(_states(), "place")
    return kinds | dict.fromkeys(_usual_persons(), "person")


@cache
def _states() -> frozenset[Words]:
    return frozenset(map(names.normalize, lexicon.table("states")))


_PLACES = {("washington",), ("new", "york", "city"), ("northern", "ireland")}


@cache
def _usual_persons() -> Mapping[Words, Words]:
    known = lexicon.table("persons")
    return {names.normalize(name): names.normalize(usual) for usual, others in known.items() for name in others}
