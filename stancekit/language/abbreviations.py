"""Full stops after abbreviations: whether they end a sentence as well."""

import re
from collections.abc import Mapping
from functools import cache

from stancekit.language import lexicon
from stancekit.language.candidate import Candidate

DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){1,8}[^\W\d_]{1,2}")  # U.S, a.m
CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}")
MAX_TIME_LENGTH = 20  # characters of the longest "By 10:30 a.m."
BRIDGES = frozenset("(-–—[$£€#@")  # marks within a sentence
NUMBER = re.compile(r"\d|[IVX]+$")


@cache
def abbreviations() -> Mapping[str, frozenset[str]]:
    """Return the classes of each abbreviation of the table `abbreviations`."""
    table = lexicon.table("abbreviations")
    words = {word for members in table.values() for word in members}
    return {word: frozenset(name for name, members in table.items() if word in members) for word in words}


def is_opener(candidate: Candidate) -> bool:
    """Return whether the next word begins a sentence rather than continues a name."""
    if candidate.openers:
        return candidate.openers[0] not in BRIDGES
    word = candidate.word.lower().partition("’")[0].partition("'")[0]
    return word in lexicon.words("openers", of="boundaries") or (
        word in lexicon.words("prepositions", of="boundaries") and not candidate.is_capitals
    )


def may_end(candidate: Candidate) -> bool:
    """Return whether a full stop before a capital letter, a number or a mark ends a sentence."""
    token = candidate.token
    is_letter = len(token) == 1 and token.isupper()
    classes = frozenset() if is_letter else abbreviations().get(token.lower(), frozenset())
    if token and not classes:
        classes = _unlisted(token)
    if token[:1].islower():
        classes -= {"titles", "places", "states", "states_after_comma", "months", "weekdays"}
    return all(_ends(name, candidate) for name in classes)


def _unlisted(token: str) -> frozenset[str]:
    """Return the classes of a word by its form."""
    if len(token) == 1 and token.isalpha() and token.isupper():
        return frozenset(["initials"])
    if DOTTED.fullmatch(token):
        return frozenset(["endings"])
    return frozenset(["titles"]) if CONSONANTS.fullmatch(token) else frozenset()


def _ends(name: str, candidate: Candidate) -> bool:
    """Return whether a sentence ends after an abbreviation of a class."""
    is_number = candidate.word[:1].isdigit()
    match name:
        case "titles":  # "RT" is an acronym, unless the whole text is in capitals
            return _is_acronym(candidate) and is_opener(candidate)
        case "inner":  # "EST" is an acronym
            return _is_acronym(candidate)
        case "numbered":
            return NUMBER.match(candidate.word) is None or (
                candidate.word == "I" and candidate.token in lexicon.words("number_words")
            )
        case "months":
            return not is_number and is_opener(candidate)
        case "clock":
            return not _continues_time(candidate)
        case "units":
            return not is_number and (not candidate.is_capitals or is_opener(candidate))
        case "weekdays":
            return not is_number
        case "states_after_comma":
            return not _follows_comma(candidate) or is_opener(candidate)
        case "initials":
            return _ends_after_letter(candidate)
        case _:
            return is_opener(candidate) or _is_adverb(candidate)


def _is_acronym(candidate: Candidate) -> bool:
    return candidate.token.isupper() and not candidate.is_capitals


def _is_adverb(candidate: Candidate) -> bool:
    """Return whether an adverb and a comma follow, as in "Initially, ..."."""
    after = candidate.position + len(candidate.word)
    return candidate.word.endswith("ly") and candidate.text[after : after + 1] == ","


def _continues_time(candidate: Candidate) -> bool:
    """Return whether a weekday or zone follows, or the subject: "At 9 a.m. Berg left"."""
    if candidate.openers:
        return candidate.openers[0] in BRIDGES
    if _is_date_or_zone(candidate):
        return True
    words = candidate.text[candidate.sentence : min(candidate.start, candidate.sentence + MAX_TIME_LENGTH)].split()
    is_short = candidate.start - candidate.sentence < MAX_TIME_LENGTH
    is_phrase = is_short and words[0].lower() in lexicon.words("prepositions", of="boundaries")
    return (candidate.is_capitals or is_phrase) and not is_opener(candidate)


def _is_date_or_zone(candidate: Candidate) -> bool:
    word = candidate.word.lower()
    classes = abbreviations().get(word, frozenset())
    is_date = not classes.isdisjoint(("months", "weekdays")) or word in lexicon.words("days_and_months")
    is_zone = word in lexicon.words("after_clock", of="boundaries")
    return is_date or is_zone or lexicon.pattern("named_time").match(candidate.text, candidate.position) is not None


def _follows_comma(candidate: Candidate) -> bool:
    begin = candidate.start - len(candidate.token)
    return candidate.text[max(begin - 2, candidate.sentence) : begin] == ", "


def _ends_after_letter(candidate: Candidate) -> bool:
    """A single letter is an initial, except a label ("plan B") and the word "I"."""
    before = candidate.word_before()
    if before in lexicon.words("labels", of="boundaries"):
        return True
    return is_opener(candidate)
