"""What a text says about the sex of a person by titles, words of kinship and other nouns."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stancekit.language import lexicon
from stancekit.language.folding import fold_straight
from stancekit.language.gazetteer import SEXES, Sex

WIDTH = 40  # characters on either side of a name that are searched
WORD_BEFORE = re.compile(r"(?<![\w-])([\w-]++)\.?,?[\s“\"]++$")  # from the first letter alone, so that it is fast
WORD = re.compile(r"[\w-]+")


def sex_in_text(text: str, start: int, end: int) -> Sex | None:
    """Return the sex that the words beside a name or its own titles show: "Mrs Roth", "her husband, Tom"."""
    after = _possessive_after().match(text, end)
    if after:
        return _sexes("possessives")[after[1]]
    before = WORD_BEFORE.search(text[max(0, start - WIDTH) : start])
    words = [fold_straight(before[1])] if before else []
    words += [fold_straight(match.group()) for match in WORD.finditer(text, start, min(end, start + WIDTH))][:-1]
    return next((sex for word in words if (sex := _sexes("titles", "kin").get(word))), None)


@lru_cache(maxsize=4096)
def sex_of_noun(noun: str) -> Sex | None:
    """Return the sex that the noun of a description shows: "actress", "policeman"."""
    noun = fold_straight(noun)
    if sex := _sexes("titles", "kin", "nouns").get(noun):
        return sex
    is_neither = noun in lexicon.words("no_man", of="sexes")
    endings = {} if is_neither else _sexes("endings")
    return next((endings[ending] for ending in sorted(endings, key=len, reverse=True) if noun.endswith(ending)), None)


def is_kin(noun: str) -> bool:
    """Return whether a folded noun is a word of kinship that shows the sex: "mother"."""
    return noun in _sexes("kin")


@cache
def _possessive_after() -> re.Pattern[str]:
    """Return the pattern of the words after a name that make it a possessor: "Ana Roth and her husband"."""
    return re.compile(rf",?\s+and\s+({'|'.join(_sexes('possessives'))})\s")


@cache
def _sexes(*lists: str) -> Mapping[str, Sex]:
    """Return the sex that each word of some lists shows."""
    sexes: dict[str, Sex] = {}
    for sex in SEXES:
        words = lexicon.table("sexes")[sex]
        for name in lists:
            sexes |= dict.fromkeys(words[name], sex)
    return sexes
