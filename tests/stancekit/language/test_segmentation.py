"""Sentence boundaries."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stancekit.language.segmentation import split_sentences, whole_text

ARTICLE = """Harbour plan splits the city council

By Jane Doe
Photo: The old harbour at night
The mayor spoke. She said no.
- lower rents
- more ferries
"""

WRAPPED = """The mayor of the harbour city said on Monday that the new plan was
not good for the budget of the city, and that he would not sign it
before the end of the year. The council met later."""


def texts(text, **options: object):
    return [text[start:end] for start, end in split_sentences(text, **options)]


def test_lines_are_boundaries():
    assert texts(ARTICLE) == [
        "Harbour plan splits the city council",
        "By Jane Doe",
        "Photo: The old harbour at night",
        "The mayor spoke.",
        "She said no.",
        "- lower rents",
        "- more ferries",
    ]


def test_lines_of_a_wrapped_paragraph_are_not():
    first, second = texts(WRAPPED)
    assert first.startswith("The mayor") and first.endswith("end of the year.") and first.count("\n") == 2
    assert second == "The council met later."


def test_even_lines_that_begin_anew_are_not_wrapped():
    text = "The mayor of the harbour city won on Monday\nThe council of the harbour city met at noon\n"
    assert len(texts(text)) == 2


def test_abbreviations_do_not_end_a_sentence():
    text = "Mr. Smith met Dr. J. K. Jones in the U.S. on Jan. 5. He paid $3.5 million."
    assert texts(text) == ["Mr. Smith met Dr. J. K. Jones in the U.S. on Jan. 5.", "He paid $3.5 million."]


def test_exact_offsets():
    assert split_sentences("  One. \n\n Two! ") == [(2, 6), (10, 14)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\n \t\n"])
def test_every_kind_of_line_break(newline):
    assert texts(f"One{newline}two{newline}") == ["One", "two"]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t \xa0\u2003"])
def test_blank_text_has_none(text):
    assert split_sentences(text) == whole_text(text) == []


def test_whole():
    assert whole_text(" One. Two.\n") == [(1, 10)]


def test_title_is_one_sentence():
    text = "One. Two\nthree. Four. Five."
    assert texts(text, title=(0, 15)) == ["One. Two\nthree.", "Four.", "Five."]


def test_title_in_the_middle_cuts_on_both_sides():
    text = "Dateline The title The rest"
    assert texts(text, title=(8, 19)) == ["Dateline", "The title", "The rest"]


def test_kept_span_removes_the_boundaries_inside():
    text = "One A. Two B. Three C. Four D."
    assert texts(text, keep=[(8, 19)]) == ["One A.", "Two B. Three C.", "Four D."]
    assert texts(text, keep=[(0, 30), (3, 5)]) == [text]
    assert texts(text, keep=[(16, 25), (3, 10)]) == ["One A. Two B.", "Three C. Four D."]


def test_kept_span_within_a_sentence_joins_nothing():
    text = "One A. Two B."
    assert texts(text, keep=[(0, 6), (7, 13)]) == ["One A.", "Two B."]


def test_blank_end_of_a_kept_span_joins_nothing():
    text = "One A. Two B."
    assert texts(text, keep=[(6, 10)]) == ["One A.", " Two B."]
    assert texts(text, keep=[(4, 7)]) == ["One A. ", "Two B."]


def test_many_kept_spans():
    text = "One A. Two B.\n" * 4000
    keep = [(start, start + 3) for start in range(0, len(text), 14)]
    assert len(split_sentences(text, keep=keep)) == 8000


@pytest.mark.parametrize("space", ["\xa0", "\u2009", "\u3000", "\x85"])
def test_wide_space_before_a_full_stop(space):
    assert texts(f"Plan A{space}. Yes.")[-1].endswith("Yes.")


MARKS = st.text(st.sampled_from("aB.!?…\"'“”’()- \n\r\t\x0b\x1f\x85\xa0\u2009\u2028\u3000\u200b\u0301\x00é😀"))


@given(MARKS | st.text())
@example("A\xa0.")
@example("\x1f.\x1c")
def test_sentences_partition_the_text(text):
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(st.text(st.sampled_from("aB.! \n")), st.data())
def test_no_boundary_within_a_kept_span(text, data):
    ends = st.integers(0, len(text))
    drawn = [tuple(sorted((data.draw(ends), data.draw(ends)))) for _ in range(2)]
    keep = [(first, last) for first, last in drawn if text[first:last].strip()]
    bounds = split_sentences(text, keep=keep)
    for first, last in keep:
        (sentence,) = [(start, end) for start, end in bounds if start < last and first < end]
        assert sentence[0] <= first and last <= sentence[1]
    assert all(before[1] <= after[0] for before, after in pairwise(bounds))
    assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in bounds)


def test_a_long_block():
    block = "The mayor of Oslo spoke at length. She left. " * 1000
    bounds = split_sentences(block)
    assert [block[start:end] for start, end in bounds] == ["The mayor of Oslo spoke at length.", "She left."] * 1000


def test_a_long_sentence():
    block = f"{'and so on ' * 1500}to the end. Then silence."
    assert [end for _, end in split_sentences(block)] == [len(block) - 14, len(block)]
