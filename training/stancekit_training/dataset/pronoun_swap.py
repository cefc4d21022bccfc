"""Texts with "he" and "she" exchanged, from which training learns what a first name tells about a pronoun."""

import re
from bisect import bisect_right
from dataclasses import replace

from stancekit.language import gazetteer, lexicon
from stancekit.language.gazetteer import Sex
from stancekit.language.pronouns import OF_SEX, is_object
from stancekit_training.corpora.chains import ChainMention, ChainText

SEXES = {pronoun: sex for sex, pronoun in OF_SEX.items()}  # of the classes of pronouns
PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
EXCHANGED = {"he": "she", "him": "her", "his": "her", "himself": "herself", "she": "he", "hers": "his"}
EXCHANGED |= {"herself": "himself"}  # "her" depends on what follows


def swap_pronouns(text: ChainText) -> ChainText | None:
    """Return a text with its pronouns of the other sex, which the names then contradict; None if they would not.

    The pronouns must be of one sex, and no first name of the other. A pronoun
    of a chain with a first name of that sex then refers to nobody; that of
    another chain has no label.
    """
    matches = list(PRONOUN.finditer(text.text))
    sexes = {_sex(match.group()) for match in matches}
    hints = {mention.chain: sex for mention in text.mentions if (sex := _first_name_sex(text.text, mention))}
    if len(sexes) != 1 or not hints or not set(hints.values()) <= sexes:
        return None
    written, position, starts, shifts = "", 0, [0], [0]
    for match in matches:
        written += text.text[position : match.start()] + _exchanged(text.text, match)
        position = match.end()
        starts.append(position)
        shifts.append(len(written) - position)
    mentions = []
    for mention in text.mentions:
        shift, end_shift = (shifts[bisect_right(starts, offset) - 1] for offset in (mention.start, mention.end))
        moved = replace(mention, start=mention.start + shift, end=mention.end + end_shift)
        if mention.head:
            moved = replace(moved, head=(mention.head[0] + end_shift, mention.head[1] + end_shift))
        if not PRONOUN.fullmatch(text.text, mention.start, mention.end):
            mentions.append(moved)
        elif mention.chain is None or mention.chain in hints:
            mentions.append(replace(moved, chain=None))
    swapped = written + text.text[position:]
    return ChainText(text.corpus, f"{text.id}, other sex", swapped, tuple(mentions), is_complete=False, is_swapped=True)


def _sex(pronoun: str) -> Sex:
    return SEXES[lexicon.table("pronoun_classes")[pronoun.casefold()]]


def _first_name_sex(text: str, mention: ChainMention) -> Sex | None:
    """Return the sex that the first name of a full name tells."""
    first, *others = text[mention.start : mention.end].casefold().split()
    if mention.form != "name" or not others:
        return None
    return gazetteer.likely_sex(first)


def _exchanged(text: str, match: re.Match[str]) -> str:
    """Return the pronoun of the other sex, with a capital where there was one."""
    word = match.group().casefold()
    if word == "her":
        other = "him" if is_object(text, *match.span()) else "his"
    else:
        other = EXCHANGED[word]
    return other.capitalize() if match.group()[0].isupper() else other
