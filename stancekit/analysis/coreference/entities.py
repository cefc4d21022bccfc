"""The entities of a discourse: its actors, and those without a name, with what the text says of each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum, auto
from functools import cache
from itertools import pairwise

import numpy as np

from stancekit.analysis.coreference.discourse import NO_KIND, NO_PRONOUN, NO_SEX, Discourse
from stancekit.labels import KINDS
from stancekit.language import gazetteer, lexicon, names, pronouns
from stancekit.language.gazetteer import SEXES, Sex
from stancekit.language.sexes import sex_in_text
from stancekit.network.tagging import IntArray

NOBODY = -1
PERSON, PLACE = KINDS.index("person"), KINDS.index("place")
COUNT, NAMED, LAST, SUM = range(4)  # columns of `Entities.numbers`


class Fact(IntEnum):
    """The columns of `Entities.facts`; PRONOUN, SEX and FIRST_NAME are the first of several."""

    PRONOUN = 0
    SEX = PRONOUN + len(pronouns.CLASSES)
    FIRST_NAME = SEX + len(SEXES)
    IN_TITLE = FIRST_NAME + len(SEXES)
    COUNTRY = auto()
    CITY = auto()
    NAMELESS = auto()
    PERSONAL = auto()
    NONE = auto()


class Entities:
    """Actors and others while a text is read from its start to its end, one row each.

    What the names of an actor show is known from the start; what pronouns and
    descriptions show, once they are resolved.

    Attributes:
        actors: the number of actors, whose rows come first.
        kinds: as numbers. *Shape:* (rows,)
        numbers: the units so far (COUNT), the names in the whole text (NAMED), the unit that was read last (LAST),
            the sum of the first two (SUM). *Shape:* (rows, 4)
        facts: what is known of each: the classes of its pronouns (PRONOUN), the sexes that titles and words of kinship
            show (SEX) and that first names hint at (FIRST_NAME), whether the headline names it, whether it is a known
            country or another place (COUNTRY, CITY), nobody with a name (NAMELESS), a he or a she (PERSONAL).
            *Shape:* (rows, facts)
        latest: the entity that each class of pronouns referred to last.
        firsts: the first entity of each sentence so far that is no place.
        speaker: the source that was read last.
        bodies: the places and organizations that are known by their names alone, such as the Labor Party.
        states: those that are states of the United States.
        no_cities: the states without a city of their name that is as well known.
    """

    def __init__(self, discourse: Discourse, owners: Sequence[int]) -> None:
        """Start before the first unit.

        Args:
            discourse: the units.
            owners: the actor of each name, by the index of its mention.
        """
        self._discourse = discourse
        self.actors = max(owners, default=-1) + 1
        rows = self.actors + sum(unit.form != "name" for unit in discourse.units)
        self._rows = self.actors
        self.kinds = np.full(rows, NO_KIND)
        self.numbers = np.zeros((rows, 4), np.int64)
        self.numbers[:, LAST] = -1
        self.facts = np.zeros((rows, max(Fact) + 1), bool)
        self.facts[self.actors :, Fact.NAMELESS] = True
        self.latest = np.full(NO_PRONOUN + 1, NOBODY)
        self.firsts: dict[int, int] = {}
        self.speaker = NOBODY
        self.bodies: set[int] = set()
        self.states: set[int] = set()
        self.no_cities: set[int] = set()
        self._countries: dict[int, str] = {}
        self._nationalities: defaultdict[int, set[str]] = defaultdict(set)
        self._body_kinds: defaultdict[int, set[str]] = defaultdict(set)
        self._by_modifier: defaultdict[str, set[int]] = defaultdict(set)
        self._by_name_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_word_beside: defaultdict[str, set[int]] = defaultdict(set)
        self._by_noun: defaultdict[str, set[int]] = defaultdict(set)
        self._add_names(owners)

    def _add_names(self, owners: Sequence[int]) -> None:
        kinds: defaultdict[int, Counter[int]] = defaultdict(Counter)
        texts: defaultdict[int, set[str]] = defaultdict(set)
        sexes: defaultdict[int, Counter[Sex]] = defaultdict(Counter)
        owner_of: dict[int, int] = {}
        for index, unit in enumerate(self._discourse.units):
            if unit.name is None:
                self._add_beside(index, owner_of)
                continue
            owner = owner_of[unit.end] = owners[unit.name]
            kinds[owner][int(self._discourse.kinds[index])] += 1
            if unit.form != "name":
                continue
            self.numbers[owner, NAMED] += 1
            self.numbers[owner, SUM] += 1
            self.facts[owner, Fact.IN_TITLE] |= self._discourse.in_title[index]
            texts[owner].add(self._discourse.words[index])
            title = self._discourse.title_words(index)
            _add(self._by_word_beside, owner, title)
            self._add_modifiers(owner, title)
            sex = sex_in_text(self._discourse.text, unit.start, unit.end)
            if sex:
                sexes[owner][sex] += 1
        for owner, counts in kinds.items():
            self.kinds[owner] = max(counts, key=lambda kind: (kind != NO_KIND, counts[kind]))
            self._add_words(owner, texts[owner])
        for owner, sex_counts in sexes.items():
            self.facts[owner, Fact.SEX + SEXES.index(max(SEXES, key=lambda sex: sex_counts[sex]))] = True

    def _add_words(self, owner: int, texts: set[str]) -> None:
        """Take in the words of an actor's names."""
        for text in texts:
            words = names.normalize(text)
            _add(self._by_name_word, owner, words)
            if self.kinds[owner] != PERSON and _is_no_person(words):
                self.bodies.add(owner)
            for word in words:
                self._body_kinds[owner].update(_kinds_of_body_words().get(word, ()))
            if gazetteer.is_state(words):
                self.states.add(owner)
                if " ".join(words) not in lexicon.words("state_cities"):
                    self.no_cities.add(owner)
            sex = gazetteer.likely_sex(words[0]) if words else None
            if sex:
                self.facts[owner, Fact.FIRST_NAME + SEXES.index(sex)] = True
            code = gazetteer.country_code(words)
            if code is not None:
                self._countries[owner] = code
                self.facts[owner, Fact.COUNTRY] = True
            self.facts[owner, Fact.CITY] |= code is None and self.kinds[owner] == PLACE

    def _add_beside(self, index: int, owner_of: dict[int, int]) -> None:
        """Take in the noun of an apposition to a name."""
        unit = self._discourse.units[index]
        owner = owner_of.get(int(self._discourse.after_comma[index]))
        if unit.form == "description" and owner is not None:
            _add(self._by_word_beside, owner, [unit.noun])
            self._add_modifiers(owner, self._discourse.modifiers(index), unit.noun)

    def _add_modifiers(self, row: int, words: Sequence[str], noun: str = "") -> None:
        """Add the words before a name, or before the noun of a description; of an official's, they show the country."""
        _add(self._by_modifier, row, words)
        if lexicon.words("political_offices").isdisjoint((noun, *words)):
            return
        nationality = _nationality(words)
        if nationality is not None:
            self._nationalities[row].add(nationality)

    def with_modifiers(self, words: Sequence[str]) -> list[set[int]]:
        """Return the entities with one of some words in their titles or descriptions, and in their names."""
        beside = (self._by_modifier[word] for word in words if word in self._by_modifier)
        named = (self._by_name_word[word] for word in words if word in self._by_name_word)
        return [set().union(*beside), set().union(*named)]

    def with_noun(self, noun: str) -> list[set[int]]:
        """Return the entities with a noun in their names, beside them, and in their descriptions."""
        return [rows.get(noun, set()) for rows in (self._by_name_word, self._by_word_beside, self._by_noun)]

    def called(self, noun: str) -> set[int]:
        """Return the entities with a noun beside their names or in their descriptions."""
        return self._by_word_beside.get(noun, set()) | self._by_noun.get(noun, set())

    def others(self, noun: str, rows: set[int]) -> set[int]:
        """Return those of some entities that are other officials or bodies than a noun: a senator, not the governor."""
        offices, kind = lexicon.words("political_offices"), _body_kind(noun)
        known: set[int] = set()
        if noun in offices:
            known = {row for row in rows if any(row in self._by_word_beside.get(office, ()) for office in offices)}
        elif kind is not None:
            known = {row for row in rows if self._body_kinds.get(row) and kind not in self._body_kinds[row]}
        return known - self.called(noun)

    def new(self, index: int) -> int:
        """Return the row of somebody whom a description mentions first."""
        row = self._rows
        self._rows += 1
        self.kinds[row] = self._discourse.kinds[index]
        return row

    def add(self, index: int, row: int) -> None:
        """Add a unit to an entity."""
        discourse = self._discourse
        unit, number, sex = discourse.units[index], int(discourse.classes[index]), int(discourse.sexes[index])
        self.numbers[row, COUNT] += 1
        self.numbers[row, SUM] += 1
        self.numbers[row, LAST] = index
        if unit.form == "pronoun":
            self.facts[row, Fact.PRONOUN + number] = True
            if number < len(SEXES):
                self.facts[row, Fact.PERSONAL] = True
        elif unit.form == "description":
            self.add_noun(row, unit.noun)
            self._add_modifiers(row, discourse.modifiers(index), unit.noun)
            if sex != NO_SEX:
                self.facts[row, Fact.SEX + sex] = True
        if unit.form != "name":
            self.latest[number] = row
        if self.kinds[row] != PLACE:
            self.firsts.setdefault(unit.sentence, row)
        if discourse.speaking[index]:
            self.speaker = row

    def add_noun(self, row: int, noun: str) -> None:
        """Add the noun of a description or of a predicate."""
        self._by_noun[noun].add(row)

    def firsts_before(self, sentence: int) -> tuple[int, int]:
        """Return the first entity of a sentence so far, and of the sentence before it."""
        return self.firsts.get(sentence, NOBODY), self.firsts.get(sentence - 1, NOBODY)

    def other_countries(self, index: int, rows: set[int]) -> set[int]:
        """Return those of some entities that are other countries than a description tells, or of other countries.

        The French government is not Spain, and the French president not the German one.
        """
        has_countries = self._countries or self._nationalities
        nationality = _nationality(self._discourse.modifiers(index)) if has_countries else None
        if nationality is None:
            return set()
        is_official = self._discourse.units[index].noun in lexicon.words("political_offices")
        foreign = {row for row in rows if nationality not in self._nationalities.get(row, {nationality})}
        others = {row for row in rows if self._countries.get(row, nationality) != nationality}
        return others | foreign if is_official else others

    def compatible(self, index: int, rows: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Return which entities the class or the kind of an anaphor does not rule out. *Shape:* (rows,)."""
        own, sex, kinds = self._discourse.classes[index], self._discourse.sexes[index], self.kinds[rows]
        facts = self.facts[rows]
        kind = PERSON if sex != NO_SEX else self._discourse.kinds[index]
        fits: np.ndarray[tuple[int], np.dtype[np.bool_]]
        if own < NO_PRONOUN and sex == NO_SEX:
            fits = ~facts[:, Fact.PERSONAL] & ((kinds != PERSON) | (pronouns.CLASSES[own] == "they"))
        else:
            fits = ((kinds == PERSON) == (kind == PERSON)) | (kinds == NO_KIND)
        if sex != NO_SEX:
            is_other = facts[:, Fact.PRONOUN + 1 - sex] | facts[:, Fact.SEX + 1 - sex]
            fits &= ~is_other | facts[:, Fact.PRONOUN + sex] | facts[:, Fact.SEX + sex]
        return fits


def _body_kind(noun: str) -> str | None:
    """Return the kind of body that a noun stands for, as in the table `body_kinds`."""
    return next((kind for kind, words in lexicon.table("body_kinds").items() if noun in words["nouns"]), None)


@cache
def _kinds_of_body_words() -> Mapping[str, set[str]]:
    """Return the kinds of bodies that each word of their names stands for."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, words in lexicon.table("body_kinds").items():
        for word in words["names"]:
            kinds[word].add(kind)
    return kinds


def _is_no_person(words: names.Words) -> bool:
    """Return whether a name alone says that it is a place's or an organization's."""
    if len(words) == 1:  # Jackson may be a person
        return gazetteer.country_code(words) is not None
    return gazetteer.kind(words) is not None or words[-1] in lexicon.words("no_place_words")


def _add(rows_of: defaultdict[str, set[int]], row: int, words: Sequence[str]) -> None:
    for word in words:
        rows_of[word].add(row)


def _nationality(modifiers: Sequence[str]) -> str | None:
    """Return the code of the country whose adjective or name is among the modifiers of a description."""
    known = lexicon.nationalities()
    phrases = *map(" ".join, pairwise(modifiers)), *modifiers
    codes = (known.get(phrase) or gazetteer.country_code(names.normalize(phrase)) for phrase in phrases)
    return next(filter(None, codes), None)
