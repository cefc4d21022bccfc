"""Names that are searched for in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancekit.language.folding import fold
from stancekit.language.name_search import FoldedText, NameIndex


def found(text, *wanted: str):
    return [(text[start:end], name) for start, end, name in FoldedText(text).find(NameIndex(wanted))]


def test_words_that_begin_a_name_of_an_index_or_its_base():
    index = NameIndex(["Ana Roth", "Élan"], base=NameIndex(["the Tide"]))
    assert index.first_words({"ana", "roth", "elan", "the", "tide", "x"}) == {"ana", "elan", "the"}


def test_find_returns_exact_offsets():
    assert FoldedText("Xi met Xi.").find(NameIndex(["Xi"])) == [(0, 2, "Xi"), (7, 9, "Xi")]


@pytest.mark.parametrize(
    "written", ["Erdogan", "ERDOGAN", "Erdoğan", "Erdog\u0306an", "Erdogan's", "Erdogan’s", "(Erdogan)"]
)
def test_find_minds_neither_case_nor_accents_nor_possessive(written):
    ((text, name),) = found(f"So {written} said", "Erdogan")
    assert name == "Erdogan" and text in written and fold(text)[0] == "erdogan"


def test_find_takes_in_trailing_marks():
    assert FoldedText("Jose\u0301 left").find(NameIndex(["José"])) == [(0, 5, "José")]


@pytest.mark.parametrize("text", ["Erdogans", "Erdogan2", "preErdogan", "Er dogan", "Erdogan_x"])
def test_find_matches_whole_words(text):
    assert found(text, "Erdogan") == []


def test_the_longest_name_wins():
    assert found("New York Times of New York", "New York", "New York Times") == [
        ("New York Times", "New York Times"),
        ("New York", "New York"),
    ]


def test_find_crosses_any_white_space():
    assert found("New\n  York and New\xa0York", "New York") == [
        ("New\n  York", "New York"),
        ("New\xa0York", "New York"),
    ]


def test_names_are_not_patterns():
    assert found("axb a.b (c)", "a.b", "(c)") == [("a.b", "a.b"), ("(c)", "(c)")]


def test_nothing_to_find():
    assert (
        FoldedText("text").find(NameIndex([]))
        == FoldedText("text").find(NameIndex(["\u0301"]))
        == FoldedText("").find(NameIndex(["a"]))
        == []
    )


@given(st.text(), st.sampled_from(["Xi", "José", "Straße 5", "ﬁne", "İs", "Ο Σ"]), st.text())
def test_a_name_between_blanks_is_found(before, name, after):
    text = f"{before} {name} {after}"
    spans = FoldedText(text).find(NameIndex([name]))
    assert any(start == len(before) + 1 and end == start + len(name) for start, end, _ in spans)
    assert all(fold(text[start:end])[0].split() == fold(name)[0].split() for start, end, _ in spans)
