"""The units of a text with all that is known of each, and the features of a pair of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from stancekit.analysis.coreference.units import BEFORE, WORD, Bounds, Unit
from stancekit.analysis.linking.sexes import sex_in_text
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.labels import FORMS, KINDS, Kind
from stancekit.language import lexicon, names
from stancekit.language.gazetteer import Sex
from stancekit.language.quotations import Quotation
from stancekit.network.decoding import SentencePredictions
from stancekit.network.tagging import FloatArray, IntArray, tokens_in

ANAPHOR_FEATURES, PAIR_FEATURES = 16, 51  # their numbers, which the scorer of a model expects
PRONOUNS = ("he", "she", "they", "it")  # their classes, in this order in the table `pronoun_classes`
SENTENCES = (0, 1, 2, 3, 5, 8)  # edges of the bins of a distance
RANKS = (0, 1, 2, 3, 5, 8, 13)
COUNTS = (0, 1, 2, 3, 5)
LONGEST = 400  # characters; a greater distance counts as this
TITLE_WORDS = 3  # before a name
SEXES: dict[int, tuple[Sex, Sex]] = {0: ("male", "female"), 1: ("female", "male")}  # of a class of pronouns, and not
CONJUNCTION = re.compile(r",? (?:and|or) ")


@dataclass(eq=False)
class Entity:
    """What several units refer to.

    Attributes:
        actor: index of the actor, None for somebody without a name.
        units: indices of its units so far, in the order in which they were resolved.
        pronouns: the classes of its pronouns.
        sexes: what the titles and the words beside its names tell.
        words: the folded words of its names, of the titles before them, and
            the nouns of its descriptions, each in a set.
    """

    actor: int | None = None
    units: list[int] = field(default_factory=list)
    pronouns: set[int] = field(default_factory=set)
    sexes: set[Sex] = field(default_factory=set)
    words: tuple[set[str], set[str], set[str]] = field(default_factory=lambda: (set(), set(), set()))


class Discourse:
    """The units of a text with all that is known of each, as arrays.

    Attributes:
        units: in the order of the text.
        vectors: their reference vectors. *Shape:* (units, dimensions)
    """

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        sentences: Sequence[SentencePredictions],
        attributions: Sequence[AttributionSpans],
        *,
        quotations: Sequence[Quotation] = (),
        title: Bounds | None = None,
    ) -> None:
        """Collect the attributes of all units.

        Args:
            text: the whole text.
            units: from `find_units`.
            sentences: the predictions, with reference vectors.
            attributions: of the text.
            quotations: of the text.
            title: the span of the headline.
        """
        self.text, self.units = text, units
        self.vectors = _vectors(units, sentences)
        starts = np.array([unit.start for unit in units], dtype=np.int64)
        self._starts, self._ends = starts, np.array([unit.end for unit in units], dtype=np.int64)
        self._sentences = np.array([unit.sentence for unit in units], dtype=np.int64)
        self._forms = _one_hot([FORMS.index(unit.form) for unit in units], len(FORMS))
        self._kinds = _one_hot([_kind_number(unit.kind) for unit in units], len(KINDS) + 1)
        classes = lexicon.table("pronoun_classes")
        self.words = [text[unit.start : unit.end].casefold() for unit in units]
        self.classes = [PRONOUNS.index(classes[word]) if word in classes else len(PRONOUNS) for word in self.words]
        self._in_clause = self._clause_features()
        self._anaphors = self._anaphor_features()
        self._quotations = _numbered(units, [quotation.parts for quotation in quotations])
        self._contents = _numbered(units, [attributed.content for attributed in attributions])
        sources = [[attributed.source] if attributed.source else [] for attributed in attributions]
        self._sources = _all_numbered(units, sources)
        self._is_quoted = [attributed.is_quoted for attributed in attributions]
        self._in_title = np.array([title is not None and title[0] <= unit.start < title[1] for unit in units], bool)

    def _anaphor_features(self) -> FloatArray:
        """Return what describes each unit as an anaphor. *Shape:* (units, features)."""
        possessive, reflexive = lexicon.words("possessive_pronouns"), lexicon.words("reflexive_pronouns")
        firsts = [self._determiner(unit) for unit in self.units]
        definite = lexicon.words("definite_determiners")
        flags = np.array(
            [
                [word in possessive, word in reflexive, first in possessive, first in definite]
                for word, first in zip(self.words, firsts, strict=True)
            ],
            dtype=np.float32,
        ).reshape(-1, 4)
        classes = _one_hot(self.classes, len(PRONOUNS) + 1)
        return np.concatenate([classes, flags, self._kinds, self._in_clause[:, :2]], axis=1)

    def _clause_features(self) -> FloatArray:
        """Return where each unit stands in its clause: first, after a preposition, a possessor, in a coordination."""
        prepositions = lexicon.boundaries("prepositions")
        rows: list[tuple[bool, bool, bool, bool]] = []
        for unit in self.units:
            before = self.text[max(0, unit.start - BEFORE) : unit.start]
            word = before.split()[-1:]
            rows.append(
                (
                    len(rows) == 0 or self.units[len(rows) - 1].sentence != unit.sentence,
                    bool(word) and word[0].casefold() in prepositions,
                    self.text[unit.end : unit.end + 2] in ("'s", "’s"),
                    bool(CONJUNCTION.match(self.text, unit.end)) or before.endswith((" and ", " or ")),
                )
            )
        return np.array(rows, dtype=np.float32).reshape(-1, 4)

    def _determiner(self, unit: Unit) -> str:
        is_description = unit.form == "description"
        return self.text[unit.start : unit.end].split(maxsplit=1)[0].casefold() if is_description else ""

    def anaphor_features(self, anaphor: int) -> FloatArray:
        """Return what describes an anaphor, whatever its antecedent. *Shape:* (features,)."""
        return np.append(self._anaphors[anaphor], self._quotations[anaphor] >= 0).astype(np.float32)

    def pair_features(self, anaphor: int, candidates: IntArray, entities: Sequence[Entity]) -> FloatArray:
        """Return the features of an anaphor with each candidate.

        Args:
            anaphor: the index of a unit.
            candidates: indices of units. *Shape:* (candidates,)
            entities: the entity of each candidate.

        Returns:
            *Shape:* (candidates, features)
        """
        of_entity = {entity: self._entity_features(anaphor, entity) for entity in set(entities)}
        distance = self._sentences[anaphor] - self._sentences[candidates]
        gap = np.abs(self._starts[candidates] - self._starts[anaphor])
        rank = np.argsort(np.argsort(gap, kind="stable"), kind="stable")
        columns = [
            _bins(distance, SENTENCES),
            _bins(rank, RANKS),
            self._forms[candidates],
            self._kinds[candidates],
            np.array([of_entity[entity] for entity in entities], np.float32),
            self._place_features(anaphor, candidates),
            self._in_clause[candidates],
            np.minimum(gap, LONGEST)[:, np.newaxis] / LONGEST,
        ]
        return np.concatenate(columns, axis=1, dtype=np.float32)

    def _entity_features(self, anaphor: int, entity: Entity) -> list[float]:
        own, noun = self.classes[anaphor], self.units[anaphor].noun
        count = len(entity.units)
        opposite = 1 - own if own < 2 else -1
        return [
            *(float(count > edge) for edge in COUNTS),
            float(own in entity.pronouns),
            float(opposite in entity.pronouns),
            float(own >= 2 and not entity.pronouns.isdisjoint({0, 1})),
            float(entity.actor is None),
            *self._sex_features(own, entity),
            *(float(noun in words) for words in entity.words),
        ]

    def _sex_features(self, own: int, entity: Entity) -> list[float]:
        """Return whether titles, and whether first names, are of the sex of a pronoun, and of the other one."""
        sexes = SEXES.get(own, ())
        told = [float(sex in entity.sexes) for sex in sexes]
        hinted = [float(not lexicon.first_names(sex).isdisjoint(entity.words[0])) for sex in sexes]
        return [*told, *hinted] if sexes else [0.0] * 4

    def _place_features(self, anaphor: int, candidates: IntArray) -> FloatArray:
        """Return where each candidate stands: after the anaphor, in its quotation, as its source, and the like."""
        quotation, content = self._quotations[anaphor], self._contents[anaphor]
        is_source = np.array([content >= 0 and content in self._sources[index] for index in candidates], bool)
        quoted = content >= 0 and self._is_quoted[content]
        columns = [
            self._starts[candidates] > self._starts[anaphor],
            self._quotations[candidates] >= 0,
            (self._quotations[candidates] == quotation) & (quotation >= 0),
            is_source & quoted,
            is_source & (not quoted),
            (self._contents[candidates] == content) & (content >= 0),
            self._in_title[candidates],
            [self.words[index] == self.words[anaphor] for index in candidates],
            [self._is_apposed(anaphor, index) for index in candidates.tolist()],
            self._in_clause[candidates, 0] * self._in_clause[anaphor, 0],
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _is_apposed(self, anaphor: int, candidate: int) -> bool:
        """Tell whether only a comma separates two units."""
        first, second = sorted((self.units[anaphor], self.units[candidate]), key=lambda unit: unit.start)
        return second.start - first.end == 2 and self.text[first.end] == ","

    def overlaps(self, anaphor: int, candidates: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Tell which candidates share a character with an anaphor. *Shape:* (candidates,)."""
        unit = self.units[anaphor]
        return (self._starts[candidates] < unit.end) & (unit.start < self._ends[candidates])

    def add(self, index: int, entity: Entity) -> None:
        """Add a unit to an entity."""
        unit = self.units[index]
        entity.units.append(index)
        if unit.form == "pronoun":
            entity.pronouns.add(self.classes[index])
        elif unit.form == "description":
            entity.words[2].add(unit.noun)
        else:
            sex = sex_in_text(self.text, unit.start, unit.end)
            entity.sexes.update([sex] if sex else [])
            entity.words[0].update(names.normalize(self.words[index]))
            entity.words[1].update(self._title(unit))

    def _title(self, unit: Unit) -> list[str]:
        """Return the folded words directly before a name, such as those of a title."""
        words = list(WORD.finditer(self.text, max(0, unit.start - BEFORE), unit.start))[-TITLE_WORDS:]
        title = []
        following = unit.start
        for word in reversed(words):
            if self.text[word.end() : following] != " ":
                break
            title.append(word.group().casefold())
            following = word.start()
        return title


def _vectors(units: Sequence[Unit], sentences: Sequence[SentencePredictions]) -> FloatArray:
    """Return the mean reference vector over the tokens of each unit, zeros without a token."""
    rows = []
    for unit in units:
        sentence = sentences[unit.sentence]
        references = sentence.references
        if references is None:
            raise ValueError("the predictions have no reference vectors")
        first, stop = tokens_in(sentence.tokens.offsets, unit.start, unit.end)
        empty = np.zeros(references.shape[1], np.float32)
        rows.append(references[first:stop].mean(axis=0) if first < stop else empty)
    return np.array(rows, dtype=np.float32)


def _kind_number(kind: Kind | None) -> int:
    return len(KINDS) if kind is None else KINDS.index(kind)


def _one_hot(numbers: Sequence[int], size: int) -> FloatArray:
    return np.eye(size, dtype=np.float32)[np.array(numbers, dtype=np.int64)]


def _bins(values: IntArray, edges: Sequence[int]) -> FloatArray:
    """Return one column for each edge: whether a value lies from it to the next; smaller values are in none."""
    number = np.searchsorted(edges, values, side="right") - 1
    rows = np.concatenate([np.eye(len(edges), dtype=np.float32), np.zeros((1, len(edges)), np.float32)])
    return rows[number]


def _numbered(units: Sequence[Unit], groups: Sequence[Sequence[Bounds]]) -> IntArray:
    """Return for each unit the number of the group with a span that contains it, else -1. *Shape:* (units,)."""
    spans = sorted((start, end, number) for number, group in enumerate(groups) for start, end in group)
    starts = [start for start, _, _ in spans]
    numbers = []
    for unit in units:
        before = bisect_right(starts, unit.start) - 1
        is_inside = before >= 0 and unit.end <= spans[before][1]
        numbers.append(spans[before][2] if is_inside else -1)
    return np.array(numbers, dtype=np.int64)


def _all_numbered(units: Sequence[Unit], groups: Sequence[Sequence[Bounds]]) -> list[set[int]]:
    """Return for each unit the numbers of all groups with a span that contains it."""
    by_unit: list[set[int]] = [set() for _ in units]
    starts = [unit.start for unit in units]
    for number, group in enumerate(groups):
        for start, end in group:
            for index in range(bisect_left(starts, start), bisect_left(starts, end)):
                if units[index].end <= end:
                    by_unit[index].add(number)
    return by_unit
