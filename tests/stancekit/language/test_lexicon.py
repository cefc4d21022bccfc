"""The word lists and patterns of English."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from stancekit.language import lexicon

DATA = files("stancekit.language")


def lists_in(table, path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists_in(value, f"{path}.{key}")
        elif isinstance(value, list):
            yield f"{path}.{key}", value


@pytest.mark.parametrize("name", ["cities", "countries", "en", "nationalities"])
def test_no_list_has_an_entry_twice(name):
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    twice = {path: sorted({each for each in members if members.count(each) > 1}) for path, members in lists_in(data)}
    assert {path: members for path, members in twice.items() if members} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boilerplate_sentences", "disclaimers"),
        ("boilerplate_sentences", "line_disclaimers"),
        ("disclaimers", "line_disclaimers"),
        ("boilerplate_teasers", "headline_labels"),
    ],
)
def test_lists_that_are_searched_together_share_no_pattern(one, other):
    structure = lexicon.table("structure")
    assert set(structure[one]).isdisjoint(structure[other])


def test_words_after_a_time_are_listed_once():
    assert lexicon.words("after_clock", of="boundaries").isdisjoint(lexicon.words("days_and_months"))


def test_a_key_in_a_pattern_stands_for_that_entry():
    assert lexicon.fragment("statements", of="speech") in lexicon.fragment("verb", of="speakers")
    assert lexicon.fragment("month", of="structure") in lexicon.pattern("dated_picture", of="credits").pattern


@pytest.mark.parametrize("table", ["bylines", "credits", "datelines", "patterns", "speakers"])
def test_all_keys_in_patterns_are_entries(table):
    texts = [lexicon.fragment(name, of=table) for name in lexicon.table(table)]
    assert not any(map(lexicon.REFERENCE.search, texts))
