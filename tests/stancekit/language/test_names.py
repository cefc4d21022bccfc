"""Names as they are compared, shown and found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancekit.language import names


@pytest.mark.parametrize(
    ("text", "folded", "index"),
    [
        ("Ab", "ab", [0, 1]),
        ("é", "e", [0]),
        ("e\u0301x", "ex", [0, 2]),
        ("Straße", "strasse", [0, 1, 2, 3, 4, 4, 5]),
        ("ﬁn", "fin", [0, 0, 1]),
        ("’s", "'s", [0, 1]),
        ("", "", []),
    ],
)
def test_fold(text, folded, index):
    folded_text, origins = names.fold(text)
    assert (folded_text, list(origins)) == (folded, index)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("President Erdoğan", ("erdogan",)),
        ("the former Prime Minister Theresa May", ("theresa", "may")),
        ("Sen. Warren’s", ("warren",)),
        ("Democrats'", ("democrats",)),
        ("The Guardian", ("guardian",)),
        ("The Hague's", ("hague",)),
        ("Kestrel's", ("kestrel",)),
        ("McDonald's", ("mcdonald's",)),
        ("McDonald’s", ("mcdonald's",)),
        ("Lt. Gov. Ana Roth", ("ana", "roth")),
        ("Chief Justice Roth", ("roth",)),
        ("Detective Inspector Ana Roth", ("ana", "roth")),
        ("DI Roth", ("roth",)),
        ("Di Rossi", ("di", "rossi")),
        ("Alhaji Bello", ("bello",)),
        ("Smt. Devi", ("devi",)),
        ("[Ana] Roth", ("ana", "roth")),
        ("  New \n York ", ("new", "york")),
        ("“Amnesty”", ("amnesty",)),
        ("the president", ("president",)),
        ("U.S.", ("us",)),
        ("Kim Jong-un", ("kim", "jong", "un")),
        ("Owen J. Marsh Jr.", ("owen", "j", "marsh", "jr")),
        ("Kestrel Inc.", ("kestrel",)),
        ("Łódź", ("lodz",)),
        ("!", ("!",)),
        ("-", ("-",)),
        ("\u0301", ("\u0301",)),
        ("ا", ("ا",)),
        ("'s", ("s",)),
        ("", ()),
    ],
)
def test_words(name, words):
    assert names.normalize(name) == words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("President Erdoğan’s", "Erdoğan"),
        ("Gov.  Gavin\nNewsom", "Gavin Newsom"),
        ("the Guardian", "Guardian"),
        ("The", "The"),
        ("'s", "'s"),
        ("the president", "president"),
        (". Roth", "Roth"),
        ("Roth,", "Roth"),
        ("[Ana] Roth", "Ana Roth"),
        ("Sens. Roth", "Roth"),
        ("Hon. Ana Roth", "Ana Roth"),
        ("Macy's", "Macy's"),
        ("Kestrel's", "Kestrel"),
        ("Vogt Inc.", "Vogt Inc."),
        ("Wham!", "Wham!"),
    ],
)
def test_strip(name, shown):
    assert names.strip(name) == shown


def found(text, *wanted: str):
    return [(text[start:end], name) for start, end, name in names.FoldedText(text).find(names.NameIndex(wanted))]


def test_words_that_begin_a_name_of_an_index_or_its_base():
    index = names.NameIndex(["Ana Roth", "Élan"], base=names.NameIndex(["the Tide"]))
    assert index.first_words({"ana", "roth", "elan", "the", "tide", "x"}) == {"ana", "elan", "the"}


def test_find_returns_exact_offsets():
    assert names.FoldedText("Xi met Xi.").find(names.NameIndex(["Xi"])) == [(0, 2, "Xi"), (7, 9, "Xi")]


@pytest.mark.parametrize(
    "written", ["Erdogan", "ERDOGAN", "Erdoğan", "Erdog\u0306an", "Erdogan's", "Erdogan’s", "(Erdogan)"]
)
def test_find_minds_neither_case_nor_accents_nor_possessive(written):
    ((text, name),) = found(f"So {written} said", "Erdogan")
    assert name == "Erdogan" and text in written and names.fold(text)[0] == "erdogan"


def test_find_takes_in_trailing_marks():
    assert names.FoldedText("Jose\u0301 left").find(names.NameIndex(["José"])) == [(0, 5, "José")]


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
        names.FoldedText("text").find(names.NameIndex([]))
        == names.FoldedText("text").find(names.NameIndex(["\u0301"]))
        == names.FoldedText("").find(names.NameIndex(["a"]))
        == []
    )


@given(st.text(), st.sampled_from(["Xi", "José", "Straße 5", "ﬁne", "İs", "Ο Σ"]), st.text())
def test_a_name_between_blanks_is_found(before, name, after):
    text = f"{before} {name} {after}"
    spans = names.FoldedText(text).find(names.NameIndex([name]))
    assert any(start == len(before) + 1 and end == start + len(name) for start, end, _ in spans)
    assert all(names.fold(text[start:end])[0].split() == names.fold(name)[0].split() for start, end, _ in spans)


@pytest.mark.parametrize("text", ["Łódź’s Straße", "Ünal ŞAHİN", "日本 x", "e\u0301 ﬁn ‘a’", "—\u0301é"])
def test_fold_knows_the_origin_of_each_character(text):
    folded, index = names.fold(text)
    assert len(folded) == len(index) and list(index) == sorted(index)
    assert folded == "".join(names.fold(character)[0] for character in text)
    assert names.fold("Łódź’s Straße")[0] == "lodz's strasse"
