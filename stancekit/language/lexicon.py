"""The word lists and patterns of English, from `en.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table of `en.toml`."""
    section: Mapping[str, Any] = _file("en.toml")[name]
    return section


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words in the table `words`, folded unless the list is of words in capitals."""
    return frozenset(table("words")[name])


@cache
def boundaries(name: str) -> frozenset[str]:
    """Return a list of folded words in the table `boundaries`."""
    return frozenset(table("boundaries")[name])


@cache
def speech() -> frozenset[str]:
    """Return the verbs of speech."""
    return frozenset(verb for verbs in table("speech").values() for verb in verbs)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a compiled pattern in the table `patterns`."""
    return re.compile(table("patterns")[name])


@cache
def structure(name: str) -> re.Pattern[str]:
    """Return a compiled pattern in the table `structure`: of lines and of their parts, such as names and months."""
    return re.compile(table("structure")[name])


def is_first_person(words: str) -> bool:
    """Tell whether words are only a pronoun of the first person, as a source: "I", "I'm", "We"."""
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
