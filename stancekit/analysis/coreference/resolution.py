"""Coreference: which actors the pronouns and descriptions of a text refer to.

A text is read from its start to its end. For each anaphor, the scorer of the
model gives a probability to the units before it, and to the names after it in
its sentence; those of one entity are added up (mention ranking, Denis and
Baldridge, EMNLP 2008; Lee et al., EMNLP 2017). Below a threshold of the model
there is no antecedent.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from stancekit.analysis.coreference.chains import Chains
from stancekit.analysis.coreference.discourse import NO_PRONOUN, NO_SEX, Discourse
from stancekit.analysis.coreference.entities import NOBODY
from stancekit.analysis.coreference.gloss import find_gloss
from stancekit.analysis.coreference.named_text import NamedText
from stancekit.analysis.coreference.pairs import anaphor_features, pair_features
from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.labels import Form, Kind
from stancekit.language import pronouns
from stancekit.network.manifest import CoreferenceSettings
from stancekit.network.tagging import FloatArray

GUESS_THRESHOLD = 2 / 3  # probability below which an antecedent is a guess
MIN_BELIEF = 0.02  # an actor with no greater probability is left out of the beliefs
NO_BELIEFS: Mapping[int, float] = {}


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


class Antecedent(NamedTuple):
    """What an anaphor refers to.

    Attributes:
        row: the entity, NOBODY below the threshold of the model.
        probability: of the most probable entity.
        beliefs: the probability of each actor that it may be.
    """

    row: int
    probability: float
    beliefs: dict[int, float]


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
    for index in chains.order:
        unit = discourse.units[index]
        gloss = find_gloss(discourse, index) if unit.name is None and not unit.is_predicate else None
        if gloss is not None:
            best = Antecedent(chains.named_entity(gloss), 1.0, {})
        elif unit.is_anaphor:
            best = antecedent(discourse, chains, index, scorer, settings)
        else:
            chains.assign(index, chains.named_entity(index))
            continue
        chains.assign(index, best.row, best.beliefs)
        if NOBODY < best.row < chains.entities.actors:
            anaphors.append(Anaphor(unit.start, unit.end, unit.form, unit.kind, best.row, best.probability))
    return sorted(anaphors, key=lambda anaphor: (anaphor.start, anaphor.end))


def antecedent(
    discourse: Discourse, chains: Chains, index: int, scorer: Scorer, settings: CoreferenceSettings
) -> Antecedent:
    """Return the most probable entity of an anaphor.

    A description below the threshold may be an actor nevertheless; what refers
    to it later refers to that actor with the product of the probabilities.
    """
    candidates = chains.candidates(index)
    if not len(candidates.units):
        return Antecedent(NOBODY, 0.0, {})
    probabilities = scorer.probabilities(
        discourse.vectors[index],
        discourse.vectors[candidates.units],
        anaphor_features(discourse, index),
        pair_features(discourse, chains.entities, index, candidates),
    )
    totals: dict[int, float] = defaultdict(float)
    shares = np.bincount(candidates.numbers, weights=probabilities).tolist()
    for row, share in zip(candidates.entities.tolist(), shares, strict=True):
        totals[row] += share
        for actor, belief in chains.beliefs.get(row, NO_BELIEFS).items():
            totals[actor] += share * belief
            totals[row] -= share * belief
    if discourse.sexes[index] != NO_SEX:
        totals = {row: share for row, share in totals.items() if row not in chains.entities.bodies} or {NOBODY: 0.0}
    best = max(totals, key=totals.__getitem__)
    is_sure = totals[best] >= _threshold(int(discourse.classes[index]), settings)
    beliefs = {row: share for row, share in totals.items() if row < chains.entities.actors and share > MIN_BELIEF}
    return Antecedent(best if is_sure else NOBODY, totals[best], beliefs)


def _threshold(number: int, settings: CoreferenceSettings) -> float:
    if number == NO_PRONOUN:
        return settings.description
    return settings.pronoun if pronouns.is_personal(pronouns.CLASSES[number]) else settings.other_pronoun


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
        rows.append((span, anaphor.actor, anaphor.probability < GUESS_THRESHOLD))
    rows.sort(key=lambda row: (row[0].start, row[0].end))
    extended = [replace(actor, mentions=[], guesses=set()) for actor in actors]
    for position, (_, number, is_guess) in enumerate(rows):
        extended[number].mentions.append(position)
        if is_guess:
            extended[number].guesses.add(position)
    return [mention for mention, _, _ in rows], extended
