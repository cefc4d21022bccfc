"""Whom an anaphor cannot mean, whatever the network finds likely."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

import numpy as np

from stancekit.analysis.coreference.discourse import NO_SEX, Discourse
from stancekit.analysis.coreference.entities import NOBODY, PERSON, PLACE, Entities
from stancekit.analysis.speech.sources import speaking_mention
from stancekit.language import lexicon, names
from stancekit.language.gazetteer import SEXES

ADJUNCT = 120  # characters before an anaphor in which a phrase before its subject is searched


class Reading(Protocol):
    """Chains, while a text is read."""

    entities: Entities

    def entity(self, index: int) -> int:
        """Return the entity of a unit, NOBODY where it is not known yet."""
        ...

    def named_entity(self, index: int) -> int:
        """Return the entity of a unit that is a name, else NOBODY."""
        ...


Rule = Callable[[Discourse, Reading, int], set[int]]


def possible_entities(discourse: Discourse, reading: Reading, index: int, rows: set[int]) -> set[int]:
    """Return those of some entities that an anaphor may be."""
    is_pronoun = discourse.units[index].form == "pronoun"
    rules = PRONOUN_RULES if is_pronoun else DESCRIPTION_RULES
    possible = rows.difference(*(rule(discourse, reading, index) for rule in rules))
    if not is_pronoun:
        return _fitting(discourse, reading, index, possible)
    own = _own_source(discourse, index)
    return possible if own is None else possible & {reading.entity(own)}


def _fitting(discourse: Discourse, reading: Reading, index: int, rows: set[int]) -> set[int]:
    """Return those of some entities that a description fits.

    Somebody new after a place is nobody before: "in Larn, a nurse". "The state" is one of the
    states of the text, if it has any, and no state is a city. "The Berg Group's paper" is what the text calls a
    paper, and its office nobody. A governor is not Senator Roth, and a newspaper no ministry.
    """
    noun, entities = discourse.units[index].noun, reading.entities
    rows = rows - entities.other_countries(index, rows)
    if _is_named_outlet(discourse, reading, index):
        return set()
    if noun == "states" or (noun == "state" and _is_condition(discourse, index)):
        return set()
    if noun == "state" and entities.states:
        return rows & (entities.called(noun) | entities.states)
    is_new = discourse.words[index].split(maxsplit=1)[0] in lexicon.words("indefinite_determiners")
    beside = _apposed(discourse, reading, index) if is_new else set()
    if beside and discourse.kinds[index] != PLACE and all(entities.kinds[row] == PLACE for row in beside):
        return set()
    if noun in lexicon.words("city_nouns"):
        rows = rows - (entities.no_cities - entities.called(noun))
    if _is_part(discourse, index):
        return set() if noun in lexicon.words("belongings") else rows & entities.called(noun)
    return rows - entities.others(noun, rows)


def _is_named_outlet(discourse: Discourse, reading: Reading, index: int) -> bool:
    """Return whether a description is the name of an outlet with its noun: "the Larn Chronicle newspaper"."""
    unit = discourse.units[index]
    if unit.noun not in lexicon.table("body_kinds")["outlet"]["nouns"]:
        return False
    before = (inner for inner in discourse.inside(index) if discourse.ends[inner] == unit.end - len(unit.noun) - 1)
    return any(reading.named_entity(inner) != NOBODY and discourse.kinds[inner] != PLACE for inner in before)


def _is_condition(discourse: Discourse, index: int) -> bool:
    """Return whether a description is "the state of their race"."""
    return lexicon.pattern("of_something").match(discourse.text, discourse.units[index].end) is not None


def _is_part(discourse: Discourse, index: int) -> bool:
    """Return whether a description is of what belongs to somebody: "the mayor's office", but not "the mayor's aide"."""
    is_body = discourse.units[index].kind == "organization"
    return is_body and any(discourse.is_possessor(discourse.units[inner]) for inner in discourse.inside(index))


def _apposed(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return those beside whom a description stands, with a comma between: "his wife, Ana Roth"."""
    unit, comma = discourse.units[index], int(discourse.after_comma[index])
    before = [
        other
        for other in range(max(0, index - 3), index)
        if lexicon.pattern("between_apposed").fullmatch(discourse.text, int(discourse.ends[other]), max(0, comma))
    ]
    after = np.flatnonzero(discourse.after_comma[index + 1 : index + 4] == unit.end) + index + 1
    return {reading.entity(int(other)) for other in (*before, *after)} - {NOBODY}


def _speaker(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return the entity whose words the quotation around a pronoun is: who speaks says "I"."""
    content = int(discourse.contents[index])
    if content < 0 or discourse.quotations[index] < 0:
        return set()
    source = discourse.sources[content] or (0, 0)
    inside = discourse.units_from(source)
    speaker = speaking_mention(discourse.text, source, discourse.units[inside.start : inside.stop])
    return set() if speaker is None else {reading.entity(discourse.units.index(speaker, inside.start))}


def _set_against(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return the actors that the content names beside an object pronoun of the same sex.

    In "Roth lied to him, he said", "he" is not Roth.
    """
    own = discourse.classes[index]
    if not discourse.speaking[index] or own >= len(SEXES):
        return set()
    inside = discourse.content_units[index]
    objects = [unit for unit in inside if discourse.classes[unit] == own and discourse.is_object(unit)]
    clauses = {int(discourse.clauses[unit]) for unit in objects}
    return {reading.named_entity(unit) for unit in inside if int(discourse.clauses[unit]) in clauses}


def _quoted(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return those whom a source calls "she" in a quotation, but for who spoke last.

    In '"We gave her books," she said', who speaks is another.
    """
    own, unit = discourse.classes[index], discourse.units[index]
    if own >= len(SEXES) or (unit.start, unit.end) not in discourse.known_sources:
        return set()
    inside = (other for other in discourse.content_units[index] if discourse.quotations[other] >= 0)
    called = {reading.entity(other) for other in inside if discourse.classes[other] == own}
    return called - {NOBODY, reading.entities.speaker}


def _in_adjunct(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return those whom the phrase before a pronoun names: "asked about Roth, she", "in a letter to Roth, he"."""
    start = discourse.units[index].start
    phrase = lexicon.pattern("adjunct").search(discourse.text[max(0, start - ADJUNCT) : start])
    if phrase is None:
        return set()
    first = start - len(phrase["rest"])
    return {
        reading.named_entity(unit)
        for unit in discourse.units_from((first, start))
        if lexicon.pattern("object_end").match(discourse.text, discourse.units[unit].end, start)
    }


def _asker(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return those who ask about whom a pronoun means: "asked by Roth about his vote, Berg"."""
    start = discourse.units[index].start
    question = lexicon.pattern("asked_by").search(discourse.text, max(0, start - ADJUNCT), start)
    if question is None:
        return set()
    return {reading.named_entity(unit) for unit in discourse.units_from(question.span("asker"))}


def _own_subject(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return the subject whose object a pronoun is: in "Roth asked him", "him" is not Roth."""
    unit = discourse.units[index]
    if not index or discourse.classes[index] >= len(SEXES) or not discourse.is_object(index):
        return set()
    subject = discourse.units[index - 1]
    verb = lexicon.pattern("verb_to_object").fullmatch(discourse.text, subject.end, unit.start)
    if subject.sentence != unit.sentence or verb is None or verb["verb"] in _no_verbs():
        return set()
    return {reading.entity(index - 1)}


@cache
def _no_verbs() -> frozenset[str]:
    """Return the words between a name and an object pronoun that are no verb of which the name is the subject."""
    lists = ("subordinators", "conjunctions", "relative_pronouns", "noun_prepositions")
    return lexicon.words("prepositions", of="boundaries").union(*map(lexicon.words, lists))


def _own_source(discourse: Discourse, index: int) -> int | None:
    """Return the source without a name that speaks of itself with a pronoun: "a woman said she was tired"."""
    content, own = int(discourse.contents[index]), int(discourse.classes[index])
    source = discourse.sources[content] if content >= 0 else None
    start = discourse.units[index].start
    if source is None or own >= len(SEXES) or discourse.quotations[index] >= 0 or source[1] > start:
        return None
    inside = discourse.units_from(source)
    first = inside.start
    if not inside or discourse.starts[first] != source[0] or discourse.sexes[first] != own:
        return None
    is_new = discourse.words[first].split(maxsplit=1)[0] in lexicon.words("indefinite_determiners")
    is_alone = all(discourse.kinds[unit] != PERSON and discourse.sexes[unit] == NO_SEX for unit in inside[1:])
    is_subject = lexicon.pattern("before_own_subject").fullmatch(discourse.text, source[1], start) is not None
    is_spokesman = names.is_title_word(discourse.units[first].noun)
    return first if is_new and is_alone and is_subject and not is_spokesman else None


def _possessors(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return whom a possessor stands beside: in "Ana Roth, the president's daughter", the president is not Ana Roth."""
    is_possessor = discourse.is_possessor(discourse.units[index])
    return _apposed(discourse, reading, index) if is_possessor else set()


def _where(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return the place in which a description is: "the consulate in Larn" is not Larn."""
    after = index + 1
    is_in = after < len(discourse.units) and lexicon.pattern("in_place").fullmatch(
        discourse.text, discourse.units[index].end, discourse.units[after].start
    )
    return {reading.named_entity(after)} if is_in else set()


def _conjuncts(discourse: Discourse, reading: Reading, index: int) -> set[int]:
    """Return those beside whom a description is listed: "Larn and the state"."""
    listed = set()
    if index and _are_listed(discourse, index - 1):
        listed.add(reading.entity(index - 1))
    if index + 1 < len(discourse.units) and _are_listed(discourse, index):
        listed.add(reading.entity(index + 1))
    return listed - {NOBODY}


def _are_listed(discourse: Discourse, index: int) -> bool:
    """Return whether a unit and the next one are two of a list, not of two clauses: "they left Larn and Ohio won"."""
    first, second = discourse.units[index : index + 2]
    is_coordinated = lexicon.pattern("coordination").fullmatch(discourse.text, first.end, second.start) is not None
    return is_coordinated and lexicon.pattern("verb_after").match(discourse.text, second.end) is None


PRONOUN_RULES: tuple[Rule, ...] = (
    _speaker,
    _set_against,
    _quoted,
    _in_adjunct,
    _asker,
    _own_subject,
)
DESCRIPTION_RULES: tuple[Rule, ...] = (_possessors, _where, _conjuncts)
