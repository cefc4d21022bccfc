"""Names, descriptions and pronouns of a text."""

import pytest

from stancekit.analysis.coreference.units import find_units
from tests.support.discourses import marked_text


def units(*sentences, **options):
    marked = marked_text(*sentences)
    found = find_units(marked.text, marked.sentences, marked.mentions, **options)
    return [(marked.text[unit.start : unit.end], unit.form, unit.is_anaphor) for unit in found]


def test_names_pronouns_and_descriptions_in_the_order_of_the_text():
    assert units("<p Ann Pell> met the [mayor].", "She thanked him.") == [
        ("Ann Pell", "name", False),
        ("the mayor", "description", True),
        ("She", "pronoun", True),
        ("him", "pronoun", True),
    ]


def test_a_description_begins_with_its_determiner():
    assert units("His old rival and a very angry [neighbor] left.")[1:] == [
        ("a very angry neighbor", "description", False)
    ]
    assert units("Many [officials] left.") == [("officials", "description", False)]
    assert units("The town, not its [mayor], paid.")[0] == ("its mayor", "description", True)
    assert units("The spot after a long [replacement] is free.") == [("a long replacement", "description", False)]
    assert units("The spot after [replacement] is free.") == [("replacement", "description", False)]


@pytest.mark.parametrize(
    "description",
    ["the U.S. attorney", "a 44-year-old baker", "the former Larn City Council press officer", "the 3rd mayor"],
)
def test_what_may_stand_between_a_determiner_and_its_noun(description):
    words, _, noun = description.rpartition(" ")
    assert units(f"Then {words} [{noun}] left.")[0][0] == description


def test_punctuation_ends_the_search_for_a_determiner():
    assert units("The loud, late [guest] left.") == [("guest", "description", False)]


def test_an_apposition_may_refer_to_the_name_before_it():
    assert units("<p Ann Pell>, a [baker], left.")[1] == ("a baker", "description", True)


def test_a_noun_before_a_name_is_a_title():
    assert units("Then [mayor] <p Ann Pell> left.") == [("Ann Pell", "name", False)]


def test_pronouns_inside_names_are_no_units():
    assert units("<o Her Campus> closed.") == [("Her Campus", "name", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He or she pays.",
        "That counts when it comes to money.",
        "It is clear that rain fell.",
        "It’s not easy to pay.",
        "The rain made it harder to play.",
        "It turns out that nobody came.",
        "It took a war.",
    ],
)
def test_pronouns_of_nobody_are_no_units(sentence):
    assert units(sentence) == []


def test_it_before_other_words_is_a_unit():
    assert units("It is a fair price.", "It made a mistake.") == [("It", "pronoun", True)] * 2


def test_no_pronouns_in_sentences_that_are_not_article_text():
    assert units("She left.", "He stayed.", unmeasured={0}) == [("He", "pronoun", True)]
