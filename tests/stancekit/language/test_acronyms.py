"""The letters that stand for a name."""

import pytest

from stancekit.language.acronyms import acronyms, bracketed_acronym
from stancekit.language.names import normalize


def test_an_acronym_has_the_small_words_of_a_name_or_leaves_them_out():
    assert list(acronyms(normalize("Bank of Larn"), "organization")) == ["bol", "bl"]
    assert list(acronyms(("larn",), "organization")) == []


def test_two_letters_are_too_few_for_a_person():
    assert list(acronyms(normalize("Ana de Roth"), "person")) == ["adr"]
    assert list(acronyms(normalize("Ana Roth"), "person")) == []


@pytest.mark.parametrize(
    ("text", "kind", "acronym"),
    [
        ("Harbor Safety Agency (HSA)", "organization", "HSA"),
        ("the Harbor Safety Agency (H.S.A.)", "organization", "H.S.A."),
        ("Smith & Pell (S&P)", "organization", "S&P"),
        ("Harbor Safety Agency (ASH)", "organization", None),
        ("Harbor Safety Agency (HXQ)", "organization", None),
        ("Harbor Safety Agency (Has)", "organization", None),
        ("Harbor Safety Agency HSA", "organization", None),
        ("Halberd (HLB)", "organization", "HLB"),
        ("Halberd (HLB)", "place", None),
        ("Larn City Council (🅿)", "organization", None),
        ("Halberd (H)", "organization", None),
        (" (HSA)", "organization", None),
    ],
)
def test_the_acronym_in_brackets_after_a_name(text, kind, acronym):
    bounds = bracketed_acronym(text, 0, text.find(" ("), kind)
    assert (text[slice(*bounds)] if bounds else None) == acronym
