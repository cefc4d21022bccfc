"""What a text tells about the sex of a person by titles, words of kinship and other nouns."""

import re
from functools import cache, lru_cache

from stancekit.language import lexicon, names
from stancekit.language.gazetteer import Sex

WIDTH = 40  # characters on either side of a name that are searched
AFTER = re.compile(r",?\s+and\s+(his|her)\s")  # "Ana Roth and her husband"
WORD_BEFORE = re.compile(r"(?<![\w-])([\w-]++)\.?,?[\s“\"]++$")  # from the first letter alone, so that it is fast
WORD = re.compile(r"[\w-]+")


def sex_in_text(text: str, start: int, end: int) -> Sex | None:
    """Return the sex that the words beside a name or its own titles tell: "Mrs Roth", "her husband, Tom"."""
    after = AFTER.match(text, end)
    if after:
        return "male" if after[1] == "his" else "female"
    before = WORD_BEFORE.search(text[max(0, start - WIDTH) : start])
    words = [names.straight(before[1])] if before else []
    words += [names.straight(match.group()) for match in WORD.finditer(text, start, min(end, start + WIDTH))][:-1]
    return next((sex for word in words if (sex := _sexes().get(word))), None)


@lru_cache(maxsize=4096)
def sex_of_noun(noun: str) -> Sex | None:
    """Return the sex that the noun of a description tells: "actress", "policeman"."""
    noun = names.straight(noun)
    sexes: tuple[Sex, Sex] = ("female", "male")
    for sex in sexes:
        if any(noun in lexicon.words(f"{sex}_{kind}") for kind in ("titles", "kin", "nouns")):
            return sex
    if noun.endswith("woman"):
        return "female"
    return "male" if noun.endswith("man") and noun not in lexicon.words("no_man") else None


@cache
def _sexes() -> dict[str, Sex]:
    male, female = lexicon.words("male_titles"), lexicon.words("female_titles")
    sexes: dict[str, Sex] = dict.fromkeys(male | lexicon.words("male_kin"), "male")
    return sexes | dict.fromkeys(female | lexicon.words("female_kin"), "female")
