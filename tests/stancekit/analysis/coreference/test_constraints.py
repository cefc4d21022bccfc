"""Whom an anaphor cannot mean, though the scorer finds nobody likelier than the nearest."""

import pytest

from stancekit.analysis.speech.attribution import AttributionSpans
from tests.support.discourses import marked_text
from tests.support.resolution import Nearest, resolved


def links(*sentences):
    return resolved(marked_text(*sentences), Nearest())[0]


@pytest.mark.parametrize(
    "between",
    [" asked ", " has quietly asked ", " ran after ", " would never forgive ", " looked at "],
)
def test_an_object_is_not_the_subject_of_its_own_clause(between):
    assert links("<p Bo Roth> came.", f"<p Al Pell>{between}him.") == [("him", "Bo Roth")]


@pytest.mark.parametrize("between", [" took a man with ", ", which hurt ", " said the law helps "])
def test_an_object_of_another_clause_may_be_the_subject(between):
    assert links("<p Bo Roth> came.", f"<p Al Pell>{between}him.") == [("him", "Al Pell")]


def test_a_possessive_may_be_the_subjects():
    assert links("<p Ana Roth> came.", "<p Ann Pell> praised her aide.") == [("her", "Ann Pell")]


def test_an_object_is_not_the_pronoun_before_its_verb():
    assert links("<p Bo Roth> met <p Al Pell>.", "He gave him a map.") == [
        ("He", "Al Pell"),
        ("him", "Bo Roth"),
    ]


@pytest.mark.parametrize(
    ("name", "noun", "is_possible"),
    [
        ("Justice Department", "union", False),
        ("Supreme Court", "opposition", False),
        ("Larn Times", "agency", False),
        ("Larn Times", "paper", True),
        ("Larn Times", "company", True),
        ("Trade Commission", "agency", True),
        ("Larn Workers", "union", True),
        ("Halberd", "agency", True),
    ],
)
def test_a_body_is_called_after_its_kind(name, noun, is_possible):
    expected = [(f"The {noun}", name)] if is_possible else []
    assert links(f"The <o {name}> met.", f"The [o {noun}] left.") == expected


def test_a_body_that_the_text_calls_otherwise_is_of_both_kinds():
    assert links("The <o Larn Times>, a [o union], met.", "The [o union] left.")[-1] == ("The union", "Larn Times")


def test_who_has_another_office_is_not_meant():
    assert links("Governor <p Ana Roth> met Senator <p Bo Pell>.", "The [governor] left.") == [
        ("The governor", "Ana Roth")
    ]
    assert links("<p Ana Roth> met <p Bo Pell>.", "The [governor] left.") == [("The governor", "Bo Pell")]


def test_the_state_is_one_of_the_states():
    assert links("<g Ohio> met in <g Larn>.", "The [g state] paid.") == [("The state", "Ohio")]
    assert links("In <g Larn>, they met.", "The [g state] paid.")[-1:] == [("The state", "Larn")]


def test_what_belongs_to_a_name_is_no_other_body():
    assert links("The <o Acme Group> met.", "The <o Bolt Group>'s [o office] paid.") == []


def test_who_has_a_relative_is_somebody_else():
    assert links("<p Bo Pell> met <p Ana Roth>, the [mayor]'s [daughter].")[:1] == [("the mayor", "Bo Pell")]


def test_somebody_new_after_a_place_is_nobody_before():
    assert links("In <g Larn>, a [woman] asked <p Ana Roth>.") == []
    assert links("<p Ana Roth>, 34, a [nurse], asked.") == [("a nurse", "Ana Roth")]


def said(text, source, content):
    """Return the links of a text in which a source says a content, both given by their first and last words."""
    bounds = [(text.text.index(first), text.text.index(last) + len(last)) for first, last in (source, content)]
    return resolved(text, Nearest(), attributions=[AttributionSpans(0, bounds[0], None, [bounds[1]])])[0]


@pytest.mark.parametrize(("noun", "is_herself"), [("woman", True), ("spokeswoman", False), ("man", False)])
def test_who_says_what_befell_her_is_herself(noun, is_herself):
    text = marked_text(f"A [{noun}] at the mill of <o Roth Steel> said that she slept.")
    assert said(text, ("A ", "Steel"), ("that", "slept")) == ([] if is_herself else [("she", "Roth Steel")])
    text = marked_text(f"A [{noun}] at <p Ana Roth>’s mill said that she slept.")
    assert said(text, ("A ", "mill"), ("that", "slept")) == [("she", "Ana Roth")]  # or the woman: not certain


def test_who_is_told_may_be_meant():
    text = marked_text("A [woman] told <p Ana Roth> that she slept.")
    assert said(text, ("A ", "woman"), ("that", "slept")) == [("she", "Ana Roth")]


def test_who_asks_is_not_asked_about():
    assert links("<p Bo Roth> came.", "Asked by <p Al Pell> about his vote, he left.")[0] == ("his", "Bo Roth")


def test_an_official_of_one_country_is_none_of_another():
    first = "The French [president], <p Bo Roth>, met the German [chancellor], <p Al Pell>."
    assert links(first, "The French [president] left.")[-1] == ("The French president", "Bo Roth")


def test_a_state_is_no_city():
    assert links("<g Dalen> is in <g Iowa>.", "The [city] slept.")[-1] == ("The city", "Dalen")
    assert links("<g Dalen> is in <g Iowa>.", "The [state] slept.")[-1] == ("The state", "Iowa")


def test_what_belongs_to_somebody_is_no_other_body():
    assert links("<o Transport Office> met <p Bo Pell>, the [mayor].", "The [mayor]'s [office/organization] closed.")[
        1:
    ] == [("The mayor", "Bo Pell")]


def test_what_is_in_a_place_is_not_the_place():
    assert links("<g Dalen> slept.", "The [g consulate] in <g Larn> burned.") == [("The consulate", "Dalen")]


def test_what_is_listed_beside_a_name_is_another():
    assert links("<g Ohio> slept.", "We paid <g Larn> and the [g region] itself.")[0] == ("the region", "Ohio")
    assert links("<g Ohio> slept.", "We paid <g Larn> and the [g region] thanked us.")[0] == ("the region", "Larn")


def test_the_office_of_one_is_not_what_the_text_calls_an_office():
    first = "The <o Berg Office> closed. The [o office] met <p Bo Pell>, the [mayor]."
    assert ("The mayor's office", "Berg Office") not in links(first, "The [mayor]'s [o office] paid.")


def test_a_condition_is_no_state():
    assert links("<g Ohio> slept.", "The [g state] of their race matters.") == []
    assert links("<g Ohio> slept.", "The [g states] paid.") == []


def test_who_speaks_is_not_whom_the_quotation_speaks_of():
    text = marked_text("<p Ann Pell> came. <p Ana Roth> won. “Many like her,” she said.")
    start, end = text.text.index("she"), text.text.index("“")
    said = AttributionSpans(0, (start, start + 3), None, [(end, start - 1)])
    found = resolved(text, Nearest(), attributions=[said])[0]
    assert found == [("her", "Ana Roth"), ("she", "Ann Pell")]


def test_a_named_outlet_is_no_other():
    assert links("The <o Dalen Post> ran.", "The <o Larn Star> [o newspaper] slept.") == []
    assert links("The <o Dalen Post> ran.", "The <g Larn> [o newspaper] slept.") == [
        ("The Larn newspaper", "Dalen Post")
    ]
