"""The gloss of an anaphor: the name beside it that says who it is."""

import re
from bisect import bisect_left

from stancekit.analysis.coreference.discourse import Discourse
from stancekit.language import lexicon, names

BRACKET, BRACKET_END = re.compile(r" \["), re.compile(r"(?:['’]s?)?\]")
COMMA, APPOSITION_END = re.compile(r", "), re.compile(r"[,.;:)—–]|$")


def find_gloss(discourse: Discourse, index: int) -> int | None:
    """Return the unit whose name says, certainly, who a pronoun or a description is.

    In brackets after a pronoun, "his [Roth’s] plan"; before a reflexive, "Roth
    himself"; in apposition to a description, "its founder, Ana Roth,"; of a place,
    "the city of Larn".
    """
    units, unit = discourse.units, discourse.units[index]
    if discourse.words[index] in lexicon.words("reflexive_pronouns"):
        is_beside = index > 0 and discourse.text[units[index - 1].end : unit.start] == " "
        beside = index - 1 if is_beside else None
    elif unit.form == "pronoun":
        beside = _after(discourse, index, BRACKET, BRACKET_END)
    else:
        link = lexicon.pattern("before_gloss") if unit.kind == "person" else COMMA
        beside = _after(discourse, index, link, APPOSITION_END, kind=unit.kind)
        if beside is None and unit.noun in lexicon.words("places_of"):
            beside = _after(discourse, index, lexicon.pattern("before_name_of_place"), kind="place")
    return None if beside is None or units[beside].name is None else beside


def _after(
    discourse: Discourse,
    index: int,
    link: re.Pattern[str],
    end: re.Pattern[str] | None = None,
    *,
    kind: str | None = None,
) -> int | None:
    """Return the unit after another one and a link, of a kind and before an end if they are given."""
    linked = link.match(discourse.text, discourse.units[index].end)
    if linked is None:
        return None
    begin = linked.end()
    for other in range(bisect_left(discourse.starts, begin), len(discourse.units)):
        candidate = discourse.units[other]
        if not all(map(names.is_title_word, discourse.text[begin : candidate.start].split())):
            return None
        if kind in (None, candidate.kind):
            return other if end is None or end.match(discourse.text, candidate.end) else None
    return None
