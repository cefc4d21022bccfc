"""Lines, paragraphs and wrapped paragraphs."""

import pytest

from stancekit.language.lines import group_paragraphs, join_wrapped, split_lines


def joined(*lines):
    """Return the spans of joined lines as texts."""
    text = "\n".join(lines)
    return [text[start:end] for start, end in join_wrapped(text, split_lines(text, 0, len(text)))]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_line_breaks(line_break):
    text = f"a{line_break}{line_break}b"
    assert [text[start:end] for start, end in split_lines(text, 0, len(text))] == ["a", "", "b"]


def test_a_blank_line_separates_paragraphs():
    text = "a\nb\n \nc"
    assert list(group_paragraphs(text, split_lines(text, 0, len(text)))) == [[(0, 1), (2, 3)], [(6, 7)]]


def test_wrapped_lines_may_begin_with_capitals():
    lines = (
        "The guides of the valley told the members of the",
        "Alpine Club on Friday that the rope was older than",
        "Anybody had known, and that it broke",
    )
    assert joined(*lines) == ["\n".join(lines)]


def test_wrapped_capitals():
    lines = ("THE ROPE THAT BROKE ON THE NORTH FACE WAS BOUGHT IN", "OSLO A YEAR AGO, THE CLUB SAID ON SUNDAY.")
    assert joined(*lines) == ["\n".join(lines)]


def test_filled_lines_are_wrapped_where_one_break_shows_it():
    lines = (
        "Chief Guide Helena Rowe led the climbers from the State",
        "House on Friday to the huts of Upper Larn and Lower and",
        "Middle Dorvik. Speaker Ruth Pell and General Amos Banda",
        "Moor came late.",
    )
    assert joined(*lines) == ["\n".join(lines)]
    loose = ("Chief Guide Helena Rowe led", *lines[1:])
    assert len(joined(*loose)) > 1


def test_filled_lines_are_wrapped_where_a_sentence_ends_within_one():
    lines = (
        "Upper Larn beat Dorvik on Friday at home.",
        "Goals came from Ruth Pell, Anna Helena",
        "Rowe, Amos Banda and Carla Moor. Coach",
        "Ida Falk was glad.",
    )
    assert joined(*lines) == ["\n".join(lines)]
    names = ("Ruth Pell, Upper Larn Athletic Club", "Helena Rowe, Middle Dorvik Harriers", "Amos Banda, Larn Valley")
    assert joined(*names) == list(names)


def test_cited_mail():
    lines = ("> The rope that broke on the north face was bought in", "> Oslo a year ago, the club said on Sunday.")
    assert joined(*lines) == ["\n".join(lines)]


def test_headlines_are_not_joined():
    lines = ("Rope breaks on the north face of the mountain", "Club defends its guides against their critics")
    assert joined(*lines) == list(lines)


def test_a_short_line_ends_a_wrapped_paragraph():
    lines = ("Dear editor,", "The rope that broke on the north face was older than", "any of us knew.")
    assert joined(*lines) == [lines[0], "\n".join(lines[1:])]


def test_a_bullet_begins_anew():
    lines = ("- the rope that broke on the north face in the", "- the tents that the club had bought in the spring")
    assert joined(*lines) == list(lines)


def test_narrow_columns_are_wrapped():
    lines = ("The ferry from Larn to Dorvik", "sank on Monday in the harbor,", "Mayor Pell said.")
    assert joined(*lines) == ["\n".join(lines)]


def test_short_lines_of_a_list_are_no_column():
    lines = ("The ferry sank on Monday night", "Mayor Pell left the hall early", "Nobody knows who built the boat")
    assert joined(*lines) == list(lines)


def test_a_word_may_be_cut_at_the_end_of_a_short_line():
    lines = ("The mayor was on the fer-", "ry when it sank, and she swam home in the dark")
    assert joined(*lines) == ["\n".join(lines)]
