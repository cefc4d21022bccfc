"""Turns of an interview that has no labels."""

import pytest

from stancekit.analysis.structure.interviews import mark_unlabeled_turns
from tests.support.marked_lines import marked

INTRODUCTION = "The Gull spoke with engineer and sailor Ana Berg about her boat."
TURNS = (
    "When did you build it?",
    "I built it in May. My brother helped.",
    "Do you sail alone?",
    "I do, and I like it.",
    "What is next?",
    "We sail north.",
)


def turns(introduction, *lines):
    """Return the role and speaker of each line after the introduction."""
    return marked(mark_unlabeled_turns, introduction, *lines)[1:]


def test_questions_and_answers_without_labels():
    assert turns(INTRODUCTION, *TURNS) == [("speaker_turn", None), ("speaker_turn", "Ana Berg")] * 3


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("The Gull interviews Ana Berg, who sails.", "Ana Berg"),
        ("The Gull interviews Larn Ferry owner Ana Berg on boats.", "Ana Berg"),
        ("Ana Berg sails. She spoke to Carl Roth about her boat.", None),
        ("Berg talked with the Gull’s Carl Roth on Monday.", None),
        ("The Gull interviews Ana Berg and Tom Roth.", None),
        ("Berg denied it in an interview with Carl Roth on Radio Larn.", None),
        ("In this interview, the sailor is frank.", None),
        ("Ana Berg became mayor in May. She spoke to The Gull in Larn.", "Ana Berg"),
        ("The town became rich in May. She spoke to The Gull in Larn.", None),
    ],
)
def test_the_person_who_answers_is_named_only_where_it_is_plain(introduction, speaker):
    assert turns(introduction, *TURNS)[:2] == [("speaker_turn", None), ("speaker_turn", speaker)]


def test_an_answer_may_have_several_paragraphs():
    lines = (*TURNS[:2], "It was a hard summer.", "The wood was wet.", *TURNS[2:])
    assert turns(INTRODUCTION, *lines)[2] == ("speaker_turn", "Ana Berg")


def test_questions_of_an_author_are_no_interview():
    assert {role for role, _ in turns("I have a boat.", *TURNS)} == {"body"}
    explained = ("What is a ferry?", "A boat.", "Who built it?", "The town.", "Where is it?", "In Larn.")
    assert {role for role, _ in turns(INTRODUCTION, *explained)} == {"body"}
    impersonal = ("Do you pay?", "Yes.", "Do you pay more?", "It costs $4.", "When do you pay?", "In May.")
    assert {role for role, _ in turns(INTRODUCTION, *impersonal)} == {"body"}
