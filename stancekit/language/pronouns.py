"""Third-person pronouns: their classes, the sexes of "he" and "she", and the two readings of "her"."""

from collections.abc import Mapping

from stancekit.language import lexicon
from stancekit.language.gazetteer import Sex

OF_SEX: Mapping[Sex, str] = {"male": "he", "female": "she"}  # in the order of `SEXES`
CLASSES = (*OF_SEX.values(), "they", "it")  # those in the table `pronoun_classes`; each stands for its forms


def is_personal(word: str) -> bool:
    """Return whether a word is "he" or "she"."""
    return word.casefold() in OF_SEX.values()


def is_object(text: str, start: int, end: int) -> bool:
    """Return whether a word is the object form of a pronoun: "met him", "told her that", but not "her aide"."""
    word = text[start:end].casefold()
    if word == "her":
        return lexicon.pattern("after_object_her").match(text, end) is not None
    return word in lexicon.words("object_pronouns")
