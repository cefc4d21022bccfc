"""Coreference: which actors the pronouns and descriptions of a text refer to.

A text is read from its start to its end. For each anaphor, the scorer of the
model gives a probability to the units before it, and to the names after it in
its sentence; those of one entity are added up (mention ranking, Denis and
Baldridge, EMNLP 2008; Lee et al., EMNLP 2017). Below a threshold of the model
there is no antecedent.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from stancekit.analysis.coreference.discourse import PRONOUNS, Discourse, Entity
from stancekit.analysis.coreference.units import Bounds, find_units
from stancekit.analysis.linking.linked_actor import LinkedActor, actors_of_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.labels import Form, Kind
from stancekit.language.quotations import Quotation
from stancekit.network.decoding import SentencePredictions
from stancekit.network.manifest import CoreferenceSettings
from stancekit.network.tagging import FloatArray, IntArray

SURE = 2 / 3  # probability below which an antecedent is a guess
CANDIDATES = 40  # units before an anaphor, besides the names after it in its sentence


@dataclass(frozen=True)
class Anaphor:
    """A pronoun or a description that refers to an actor.

    Attributes:
        start, end: in the text.
        form: its form.
        kind: as tagged; None of a pronoun.
        actor: index of the actor.
        probability: of that actor.
    """

    start: int
    end: int
    form: Form
    kind: Kind | None
    actor: int
    probability: float


class Chains:
    """The entities of a discourse, while it is read from its start to its end."""

    def __init__(self, discourse: Discourse, owners: Sequence[int]) -> None:
        """Start before the first unit.

        Args:
            discourse: the units.
            owners: the actor of each name, by the index of its mention.
        """
        self._discourse = discourse
        self._actors = {actor: Entity(actor) for actor in owners}
        self._owners = owners
        self._entities: list[Entity | None] = [None] * len(discourse.units)
        self._read: list[int] = []  # units with an entity

    def name(self, index: int) -> Entity | None:
        """Return the entity of a unit that is a name."""
        position = self._discourse.units[index].name
        return None if position is None else self._actors[self._owners[position]]

    def candidates(self, index: int) -> IntArray:
        """Return the units that an anaphor may refer to, by their indices."""
        units = self._discourse.units
        after: list[int] = []
        for later in range(index + 1, len(units)):
            if units[later].sentence != units[index].sentence or len(after) == CANDIDATES:
                break
            if units[later].name is not None:
                after.append(later)
        near = np.array(self._read[-CANDIDATES:] + after, dtype=np.int64)
        return near[~self._discourse.overlaps(index, near)]

    def entity(self, index: int) -> Entity:
        """Return the entity of a candidate."""
        entity = self._entities[index] or self.name(index)
        if entity is None:
            raise ValueError(f"unit {index} has no entity")
        return entity

    def assign(self, index: int, entity: Entity | None) -> None:
        """Set the entity of the next unit; a pronoun may have none."""
        self._entities[index] = entity
        if entity is not None:
            self._discourse.add(index, entity)
            self._read.append(index)


@dataclass(frozen=True)
class NamedText:
    """A text whose names are linked, and whose pronouns and descriptions are not resolved yet.

    Attributes:
        text: the whole text.
        sentences: its predictions.
        attributions: of the text.
        mentions: the names, in the order of the text.
        actors: those that the names are linked to.
        unmeasured: the sentences that are not article text.
        title: the span of the headline.
        quotations: of the text.
    """

    text: str
    sentences: Sequence[SentencePredictions]
    attributions: Sequence[AttributionSpans]
    mentions: Sequence[MentionSpan]
    actors: Sequence[LinkedActor]
    unmeasured: Collection[int] = ()
    title: Bounds | None = None
    quotations: Sequence[Quotation] = ()

    @property
    def owners(self) -> list[int]:
        """The actor of each name, by the index of its mention."""
        owner = actors_of_mentions(self.actors)
        return [owner[position] for position in range(len(self.mentions))]

    def discourse(self) -> Discourse:
        """Return the units of the text with all that is known of each."""
        units = find_units(self.text, self.sentences, self.mentions, unmeasured=self.unmeasured)
        return Discourse(
            self.text, units, self.sentences, self.attributions, quotations=self.quotations, title=self.title
        )


class Resolver(Protocol):
    """Adds pronouns and descriptions to the names of a text; see `Coreference.extend`."""

    def extend(self, named: NamedText) -> tuple[list[MentionSpan], list[LinkedActor]]:
        """Return all mentions, and the actors with the indices of their mentions."""
        ...


class Scorer(Protocol):
    """Scores antecedents; see `stancekit.network.antecedent_scorer.AntecedentScorer`."""

    def probabilities(
        self, anaphor: FloatArray, candidates: FloatArray, anaphor_features: FloatArray, pair_features: FloatArray
    ) -> FloatArray:
        """Return the probability of each candidate."""
        ...


@dataclass(frozen=True)
class Coreference:
    """Coreference as a model does it.

    Attributes:
        scorer: scores antecedents.
        settings: of the model.
    """

    scorer: Scorer
    settings: CoreferenceSettings

    def extend(self, named: NamedText) -> tuple[list[MentionSpan], list[LinkedActor]]:
        """Add the pronouns and descriptions of a text to the mentions and to their actors.

        Returns:
            As `with_anaphors`.
        """
        return with_anaphors(named, resolve(named.discourse(), named.owners, self.scorer, self.settings))


def resolve(
    discourse: Discourse, owners: Sequence[int], scorer: Scorer, settings: CoreferenceSettings
) -> list[Anaphor]:
    """Return the pronouns and descriptions that refer to an actor, in the order of the text.

    Args:
        discourse: the units of the text.
        owners: the actor of each name, by the index of its mention.
        scorer: the model's.
        settings: the model's.
    """
    chains = Chains(discourse, owners)
    anaphors = []
    for index, unit in enumerate(discourse.units):
        entity, probability = chains.name(index), 1.0
        if unit.is_anaphor:
            entity, probability = antecedent(discourse, chains, index, scorer, settings)
        if entity is None and unit.form == "description":
            entity = Entity()
        chains.assign(index, entity)
        if unit.is_anaphor and entity is not None and entity.actor is not None:
            anaphors.append(Anaphor(unit.start, unit.end, unit.form, unit.kind, entity.actor, probability))
    return anaphors


def antecedent(
    discourse: Discourse, chains: Chains, index: int, scorer: Scorer, settings: CoreferenceSettings
) -> tuple[Entity | None, float]:
    """Return the most probable entity of an anaphor, None below the threshold, and its probability."""
    candidates = chains.candidates(index)
    if not len(candidates):
        return None, 0.0
    entities = [chains.entity(candidate) for candidate in candidates.tolist()]
    probabilities = scorer.probabilities(
        discourse.vectors[index],
        discourse.vectors[candidates],
        discourse.anaphor_features(index),
        discourse.pair_features(index, candidates, entities),
    )
    totals: dict[Entity, float] = {}
    for entity, probability in zip(entities, probabilities.tolist(), strict=True):
        totals[entity] = totals.get(entity, 0.0) + probability
    best = max(totals, key=totals.__getitem__)
    return best if totals[best] >= _threshold(discourse.classes[index], settings) else None, totals[best]


def _threshold(number: int, settings: CoreferenceSettings) -> float:
    if number == len(PRONOUNS):
        return settings.description
    return settings.pronoun if PRONOUNS[number] in ("he", "she") else settings.other_pronoun


def with_anaphors(named: NamedText, anaphors: Sequence[Anaphor]) -> tuple[list[MentionSpan], list[LinkedActor]]:
    """Add anaphors to the mentions and to their actors.

    Returns:
        All mentions in the order of the text, and the actors with the indices
        of their mentions among them.
    """
    actors, owners = named.actors, named.owners
    guesses = {position for actor in actors for position in actor.guesses}
    rows = [(mention, owners[position], position in guesses) for position, mention in enumerate(named.mentions)]
    for anaphor in anaphors:
        kind = anaphor.kind or actors[anaphor.actor].kind
        span = MentionSpan(anaphor.start, anaphor.end, kind, form=anaphor.form, probability=anaphor.probability)
        rows.append((span, anaphor.actor, anaphor.probability < SURE))
    rows.sort(key=lambda row: (row[0].start, row[0].end))
    extended = [replace(actor, mentions=[], guesses=set()) for actor in actors]
    for position, (_, number, is_guess) in enumerate(rows):
        extended[number].mentions.append(position)
        if is_guess:
            extended[number].guesses.add(position)
    return [mention for mention, _, _ in rows], extended
