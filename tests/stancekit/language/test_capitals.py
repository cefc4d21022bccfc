"""Title case: long words have capital letters, little words and numbers need none."""

import pytest

from stancekit.language.capitals import is_title_case


@pytest.mark.parametrize("words", ["All Bets Are Off", "the House of Lords", "Agenda 2030", "a (maybe) Tax", ""])
def test_little_words_and_numbers_need_no_capital(words: str) -> None:
    assert is_title_case(words.split())


@pytest.mark.parametrize("words", ["Tax deal unfair", "All bets Are Off", "iPhone"])
def test_a_long_word_in_lower_case_is_no_title_case(words: str) -> None:
    assert not is_title_case(words.split())
