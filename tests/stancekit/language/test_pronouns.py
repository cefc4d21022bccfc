"""Third-person pronouns and their classes."""

import pytest

from stancekit.language import lexicon, pronouns
from stancekit.language.gazetteer import SEXES


def test_the_classes_begin_with_those_of_the_sexes_in_their_order():
    assert tuple(pronouns.OF_SEX) == SEXES
    assert {*lexicon.table("pronoun_classes").values()} == {*pronouns.CLASSES}


@pytest.mark.parametrize(("word", "is_personal"), [("She", True), ("he", True), ("her", False), ("they", False)])
def test_he_and_she_are_personal(word, is_personal):
    assert pronouns.is_personal(word) is is_personal
