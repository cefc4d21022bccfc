"""What titles, words of kinship and nouns say about the sex of a person."""

import pytest

from stancekit.language.sexes import sex_in_text, sex_of_noun


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Mrs. Roth left.", "female"),
        ("Señora Roth left.", "female"),
        ("Her husband, Roth left.", "male"),
        ("Roth and her husband left.", "female"),
        ("President Roth left.", None),
    ],
)
def test_the_words_beside_a_name(text, sex):
    start = text.index("Roth")
    assert sex_in_text(text, start, start + len("Roth")) == sex


@pytest.mark.parametrize(
    ("noun", "sex"),
    [("actress", "female"), ("señora", "female"), ("policeman", "male"), ("human", None), ("aide", None)],
)
def test_nouns(noun, sex):
    assert sex_of_noun(noun) == sex
