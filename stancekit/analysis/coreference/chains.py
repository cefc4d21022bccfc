"""The chains of a discourse, while it is read from its start to its end."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from stancekit.analysis.coreference.constraints import possible_entities
from stancekit.analysis.coreference.discourse import Discourse
from stancekit.analysis.coreference.entities import NAMED, NOBODY, Entities
from stancekit.language import lexicon
from stancekit.network.tagging import IntArray

MAX_ENTITIES = 20  # before an anaphor, those read last
MAX_FREQUENT = 4  # actors that are candidates however far they are
MAX_UNITS = 2  # of each of them, likewise
MAX_NAMES = 20  # after an anaphor in its sentence


class Candidates(NamedTuple):
    """What an anaphor may refer to.

    Attributes:
        units: their indices. *Shape:* (candidates,)
        entities: those of the units, each one once. *Shape:* (entities,)
        numbers: the entity of each unit, as a position in `entities`. *Shape:* (candidates,)
    """

    units: IntArray
    entities: IntArray
    numbers: IntArray


class Chains:
    """The entities of a discourse, while it is read from its start to its end.

    Attributes:
        order: the units as they are read: a unit within another one before it.
        entity_of: the entity of each unit so far, else NOBODY. *Shape:* (units,)
        beliefs: of each entity without a name, the probability of each actor that it may be.
    """

    def __init__(self, discourse: Discourse, owners: Sequence[int]) -> None:
        """Start before the first unit.

        Args:
            discourse: the units.
            owners: the actor of each name, by the index of its mention.
        """
        self._discourse = discourse
        self._owners = owners
        self.entities = Entities(discourse, owners)
        self.entity_of = np.full(len(discourse.units), NOBODY)
        self.beliefs: dict[int, dict[int, float]] = {}
        names = self.entities.numbers[: self.entities.actors, NAMED]
        self._frequent = np.argsort(-names, kind="stable")[:MAX_FREQUENT].tolist()
        self._latest: dict[int, list[int]] = {}  # the latest units of each entity, in the order of the last of them
        self.order = np.lexsort((-discourse.starts, discourse.ends)).tolist()

    def named_entity(self, index: int) -> int:
        """Return the entity of a unit that is a name, else NOBODY."""
        position = self._discourse.units[index].name
        return NOBODY if position is None else self._owners[position]

    def entity(self, index: int) -> int:
        """Return the entity of a unit as far as it is known: that of a name, or of a unit that is read already."""
        return max(self.named_entity(index), int(self.entity_of[index]))

    def candidates(self, index: int) -> Candidates:
        """Return the units that an anaphor may refer to."""
        inside, after = self._in_sentence(index)
        frequent = (row for row in self._frequent if row in self._latest)
        recent = dict.fromkeys(chain(islice(reversed(self._latest), MAX_ENTITIES), frequent))
        units, unit = self._discourse.units, self._discourse.units[index]
        before = ((earlier, row) for row in recent for earlier in self._latest[row] if units[earlier].end <= unit.start)
        named = ((later, self.named_entity(later)) for later in after)
        found = [*before, *named]
        rows = {row for _, row in found}.difference(self.entity(later) for later in inside)
        possible = possible_entities(self._discourse, self, index, rows)
        chosen = [(position, row) for position, row in found if row in possible]
        numbers = {row: number for number, row in enumerate(dict.fromkeys(row for _, row in chosen))}
        return Candidates(
            np.array([position for position, _ in chosen], dtype=np.int64),
            np.array(list(numbers), dtype=np.int64),
            np.array([numbers[row] for _, row in chosen], dtype=np.int64),
        )

    def _in_sentence(self, index: int) -> tuple[list[int], list[int]]:
        """Return the units within an anaphor, and the names after it in its sentence, unless in its relative clause."""
        discourse, unit = self._discourse, self._discourse.units[index]
        within = discourse.inside(index)
        stop = int(np.searchsorted(discourse.sentences, unit.sentence, side="right"))
        inside = [later for later in within if later < stop and discourse.ends[later] <= unit.end]
        if lexicon.pattern("relative_clause").match(discourse.text, unit.end):
            return inside, []
        named = discourse.named
        first = bisect_left(named, max(within.stop, within.start))
        return inside, [later for later in named[first : first + MAX_NAMES] if later < stop]

    def assign(self, index: int, row: int, beliefs: Mapping[int, float] | None = None) -> None:
        """Set the entity of the next unit; a pronoun may have none.

        Args:
            index: of the unit.
            row: its entity, NOBODY for a description of somebody new.
            beliefs: the probability of each actor that a new one may be.
        """
        unit = self._discourse.units[index]
        if unit.is_predicate:
            self._describe(index)
        elif row != NOBODY or unit.form == "description":
            if row == NOBODY:
                row = self.entities.new(index)
                self.beliefs[row] = dict(beliefs or {})
            self.entity_of[index] = row
            self.entities.add(index, row)
            self._latest[row] = [*self._latest.pop(row, [])[1 - MAX_UNITS :], index]

    def _describe(self, index: int) -> None:
        """Add the noun of a predicate to its subject: the unit before it in its sentence."""
        row = next(reversed(self._latest), NOBODY)
        if row != NOBODY and self._discourse.sentences[self._latest[row][-1]] == self._discourse.sentences[index]:
            self.entities.add_noun(row, self._discourse.units[index].noun)
