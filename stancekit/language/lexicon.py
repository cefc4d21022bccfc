"""The word lists and patterns of English, from `en.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

REFERENCE = re.compile(r"\{(?:(?P<table>[a-z_]+)\.)?(?P<key>[a-z_]+)\}")  # in a pattern, to another entry


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table of `en.toml`."""
    section: Mapping[str, Any] = _file("en.toml")[name]
    return section


@cache
def words(name: str, *, of: str = "words") -> frozenset[str]:
    """Return a list of words in a table, folded unless the list is of words in capitals."""
    return frozenset(table(of)[name])


@cache
def speech() -> frozenset[str]:
    """Return the verbs of speech."""
    return frozenset(verb for verbs in table("speech").values() for verb in verbs)


@cache
def fragment(name: str, *, of: str = "patterns") -> str:
    """Return the text of a pattern, or one of the alternatives in a list, for use in a longer pattern.

    `{key}` in it stands for the fragment of the same table with that key, and
    `{table.key}` for one of another table.
    """
    entry = table(of)[name]
    text = entry if isinstance(entry, str) else "|".join(entry)
    return REFERENCE.sub(lambda match: fragment(match["key"], of=match["table"] or of), text)


@cache
def pattern(name: str, *, of: str = "patterns") -> re.Pattern[str]:
    """Return a compiled pattern in a table; see `fragment`."""
    return re.compile(fragment(name, of=of))


def structure(name: str) -> re.Pattern[str]:
    """Return a compiled pattern in the table `structure`: of lines and of their parts, such as names and months."""
    return pattern(name, of="structure")


def is_first_person(words: str) -> bool:
    """Return whether words are only a pronoun of the first person, as a source: "I", "I'm", "We"."""
    return pattern("first_person").fullmatch(words) is not None


@cache
def countries() -> Mapping[str, str]:
    """Return the English name of each country by its ISO 3166-1 alpha-2 code (Unicode CLDR)."""
    return {str(code): str(name) for code, name in _file("countries.toml")["names"].items()}


@cache
def nationalities() -> Mapping[str, str]:
    """Return the code of the country of each folded adjective: FR of "french"."""
    adjectives = _file("nationalities.toml")["adjectives"]
    return {adjective: code for code, known in adjectives.items() for adjective in known}


@cache
def cities() -> frozenset[str]:
    """Return English names of cities (Unicode CLDR)."""
    return frozenset(_file("cities.toml")["names"])


@cache
def first_names(sex: str) -> frozenset[str]:
    """Return folded first names that are nearly always of one sex, `male` or `female`."""
    return frozenset(_file("first_names.toml")["names"][sex].split())


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("stancekit.language") / name).read_text(encoding="utf-8"))
