"""Names as they are compared, shown and found."""

import pytest

from stancekit.language import names


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
