"""The kinds of tagged names that the gazetteer, the text or the name itself knows better."""

import pytest

from tests.support.tagged_spans import corrected


def test_a_first_name_is_no_place():
    tags = "Sydney Roth/person", "Sydney/place"
    assert corrected("Sydney Roth left. Sydney bakes.", *tags) == ["Sydney Roth/person", "Sydney/person"]
    assert corrected("Sydney Roth left. She bakes in Sydney.", *tags) == ["Sydney Roth/person", "Sydney/place"]
    assert corrected("Sydney bakes. Sydney Roth left.", *reversed(tags)) == ["Sydney/place", "Sydney Roth/person"]
    assert corrected("Ana Dale left. Dale, 44, slept.", "Ana Dale/person", "Dale/place")[1] == "Dale/person"
    assert corrected("Ana Paris left. Paris slept.", "Ana Paris/person", "Paris/place")[1] == "Paris/place"
    assert corrected("Ana Paris left. Paris said no.", "Ana Paris/person", "Paris/place")[1] == "Paris/person"


def test_a_body_that_the_text_calls_so_is_no_person():
    assert corrected("The ruling party, Kes, won.", "Kes/person") == ["Kes/organization"]
    assert corrected("The old singer, Kes, won.", "Kes/person") == ["Kes/person"]
    assert corrected("After talks with the union, Kes, who is 40, left.", "Kes/person") == ["Kes/person"]
    assert corrected("Kes, a family owned company, won.", "Kes/person") == ["Kes/organization"]
    foundation = "Zuko Roth Foundation/organization", "Zuko Roth/person"
    assert corrected("The Zuko Roth Foundation lent. Zuko Roth won.", *foundation) == list(foundation)
    assert corrected("It rained in the village of Ana Roth.", "Ana Roth/person") == ["Ana Roth/person"]
    full, short = "Halden Gate Bank/organization", "Halden Gate/person"
    assert corrected("Halden Gate Bank lent. Halden Gate won.", full, short)[1] == "Halden Gate/organization"
    given = "Ana Roth Foundation/organization", "Ana Roth/person"
    assert corrected("The Ana Roth Foundation lent. Ana Roth won.", *given) == list(given)
    assert corrected("He told Larn Police.", "Larn Police/place") == ["Larn Police/organization"]
    assert corrected("The town of Zuko Roth slept.", "Zuko Roth/person") == ["Zuko Roth/place"]


def test_kinds_of_known_actors():
    assert corrected("Pyongyang and Huawei met", "Pyongyang/person", "Huawei/place") == [
        "Pyongyang/place",
        "Huawei/organization",
    ]
    assert corrected("Ana Apple left. Apple slept.", "Ana Apple/person", "Apple/person")[1] == "Apple/person"
    assert corrected("London won the cup", "London/organization") == ["London/organization"]


def test_a_firm_is_no_person():
    assert corrected("Halden Steel closed. Halden sold it.", "Halden Steel/person", "Halden/person") == [
        "Halden Steel/organization",
        "Halden/organization",
    ]
    assert corrected("Danielle Steel wrote it", "Danielle Steel/person") == ["Danielle Steel/person"]
    assert corrected("the Larn Growers Union met", "Larn Growers Union/place") == ["Larn Growers Union/organization"]
    assert corrected("Halden & Pell closed", "Halden & Pell/person") == ["Halden & Pell/organization"]
    assert corrected("Ana & Tania left", "Ana & Tania/person") == ["Ana & Tania/person"]
    assert corrected("Marks and Spencer closed", "Marks and Spencer/person") == ["Marks and Spencer/organization"]
    assert corrected("Ivo Halden left Halden Steel.", "Ivo Halden/person", "Halden Steel/person") == [
        "Ivo Halden/person",
        "Halden Steel/organization",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Halden, a small brewer in Larn, closed.",
        "The pay at Halden rose.",
        "Shares in Halden fell.",
        "Halden’s shareholders met.",
    ],
)
def test_what_the_text_calls_a_firm_is_one(text):
    assert corrected(text, "Halden/person") == ["Halden/organization"]


@pytest.mark.parametrize(
    "text", ["Halden, a party leader, left.", "Halden, the man of Larn, left.", "In Halden, the party left."]
)
def test_other_words_beside_a_name_leave_its_kind(text):
    assert corrected(text, "Halden/place") == ["Halden/place"]
