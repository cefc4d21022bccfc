"""Quotation marks of every sort, closed and not."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancekit.language.quotations import CLOSERS, find_quotations


def found(*paragraphs):
    text = "\n".join(paragraphs)
    bounds, start = [], 0
    for paragraph in paragraphs:
        bounds.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return [[text[slice(*stretch)] for stretch in one.parts] for one in find_quotations(text, bounds)]


@pytest.mark.parametrize(
    "quoted", ["“No.”", "“No.''", "\"No.''", '"No."', "«No.»", "„No.“", "„No.”", "‹No.›", "‘No.’", "'No.'", "``No.''"]
)
def test_every_sort_of_mark(quoted):
    assert found(f"She said {quoted} Then {quoted}") == [[quoted], [quoted]]


def test_marks_inside_belong_to_the_quotation():
    assert found('“He said ‘no’ and "never".” Then.') == [['“He said ‘no’ and "never".”']]


def test_an_apostrophe_closes_nothing():
    assert found("‘It’s Berg’s plan,’ she said.") == [["‘It’s Berg’s plan,’"]]
    assert found("The boys’ plan isn't theirs; the '90s.") == []


def test_a_quotation_that_never_closes_is_none():
    assert found("“He left. The rest of it.", "Another paragraph. And another.") == []


def test_a_paragraph_of_one_sentence_may_lack_its_closing_mark():
    assert found("She left.", '"He left.', "It rained.") == [['"He left.']]
    assert found("She left.", "“He left.") == [["“He left."]]
    assert found("She “left.", "'He left.", "It rained.") == []


def test_a_later_paragraph_may_close_a_quotation():
    parts = ["“He left. It rained.", "It poured.", "She wept,”"]
    assert found("“He left. It rained.", "It poured.", "She wept,” said Roth.") == [parts]
    assert found('So: "He left. It rained.', 'She wept," said Roth. "So."') == [
        ['"He left. It rained.', 'She wept,"'],
        ['"So."'],
    ]
    assert found("“He left. It rained.", "“It poured.”") == [["“He left. It rained.", "“It poured.”"]]
    assert found("“He left. It rained.", "She “wept” a lot.") == [["“wept”"]]
    assert found("“He left. It rained.", *["It poured."] * 4, "So,” she said.") == [["So,”"]]


def test_a_double_mark_and_a_space_open_a_paragraph():
    assert found('" He left," she said.') == [['" He left,"']]
    assert found('So " he left," she said.') == []


def test_a_mark_that_is_turned_the_wrong_way_opens_before_a_word():
    assert found("”He left,” she said.") == [["”He left,”"]]
    assert found("She said: ”He left.”") == [["”He left.”"]]
    assert found("He left.”So she said.") == []
    assert found("It was “ a ruin ”, and “ so ”, she said.") == []


def test_the_first_mark_of_a_quotation_may_be_forgotten():
    assert found("He left,” she said. “So.”") == [["He left,”"], ["“So.”"]]
    assert found('He left," said Ana Roth.') == [['He left,"']]
    assert found("It didn’t rain,” she said.") == [["It didn’t rain,”"]]
    assert found("He left,” and slept.") == []


def test_paragraphs_that_open_anew_go_on():
    parts = ["“One.", "“Two.", "“Three,”"]
    assert found("She said: “One.", "“Two.", "“Three,” and left. “Four.”") == [parts, ["“Four.”"]]


def test_a_mark_after_a_letter_or_before_a_blank_does_not_open():
    assert found('A 5" pipe and a 6" one. " Alone.') == []


def test_a_closing_mark_alone_is_nothing():
    assert found("He left.” “So.”") == [["“So.”"]]


def test_straight_and_curly_marks_are_mixed():
    assert found('"It rains. It pours,” he said. "So.”') == [['"It rains. It pours,”'], ['"So.”']]
    assert found('“It rains. It pours," he said. “So."') == [['“It rains. It pours,"'], ['“So."']]
    assert found('"He spoke of a “wet day” twice," she said.') == [['"He spoke of a “wet day” twice,"']]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'It's late,' said Ida. 'The town's clock isn't.'", ["'It's late,'", "'The town's clock isn't.'"]),
        ("He called it 'a den of thieves' and 'a scandal'.", ["'a den of thieves'", "'a scandal'"]),
        ("‘The sailors’ wages are late,’ said Ida.", ["‘The sailors’ wages are late,’"]),
        ("'The sailors' wages are late,' said Ida.", ["'The sailors' wages are late,'"]),
        ("In the '90s rock 'n' roll and the sailors' club thrived.", []),
        ("Imam 'Ali said: 'We sail.' He left.", ["'We sail.'"]),
        ("Imam 'Ali said “we sail” and left.", ["“we sail”"]),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(text, quoted):
    assert [part for parts in found(text) for part in parts] == quoted


def test_single_marks_go_on_over_paragraphs():
    parts = ["'The sailors' club shut.", "'It never opened. It's gone.'"]
    assert found(f"Ida said: {parts[0]}", parts[1]) == [parts]


def test_a_quotation_tells_what_lies_inside():
    quotation, *_ = find_quotations("“One.\n“Two.” Three", [(0, 5), (6, 18)])
    assert quotation.parts == ((0, 5), (6, 12))
    assert quotation.covers(1, 4) and quotation.covers(6, 12) and not quotation.covers(4, 7)


@given(st.text(alphabet=[*"".join(CLOSERS), *"".join(chain.from_iterable(CLOSERS.values())), "a", "s", " ", "."]))
def test_quotations_are_in_order_and_do_not_overlap(text):
    parts = [stretch for one in find_quotations(text, [(0, len(text))]) for stretch in one.parts]
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(before[1] <= after[0] for before, after in zip(parts, parts[1:], strict=False))
