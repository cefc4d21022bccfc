"""The features of an anaphor with each of its candidates.

Features are gathered from tables of the units and of the entities, and an
anaphor is compared with all candidates at once, because a call of NumPy costs
more than the few dozen numbers that it computes.
"""

from functools import lru_cache

import numpy as np

from stancekit.analysis.coreference.chains import Candidates
from stancekit.analysis.coreference.discourse import NO_PRONOUN, NO_SEX, Discourse
from stancekit.analysis.coreference.entities import COUNT, LAST, NAMED, SUM, Entities, Fact
from stancekit.analysis.coreference.feature_names import (
    ANAPHOR_COLUMNS,
    CHARACTERS,
    CLAUSES,
    COUNT_EDGES,
    FEW_EDGES,
    FOLLOWS,
    IN_QUOTED_SOURCE,
    IN_REPORTED_SOURCE,
    OTHER_PLACE_COLUMNS,
    PAIR_COLUMNS,
    RANK_EDGES,
    SENTENCE_EDGES,
    WORD_MATCH_COLUMNS,
)
from stancekit.language import lexicon
from stancekit.language.gazetteer import SEXES
from stancekit.network.tagging import FloatArray, IntArray

ANAPHOR_FEATURES, PAIR_FEATURES = len(ANAPHOR_COLUMNS), len(PAIR_COLUMNS)
MAX_DISTANCE = 400  # characters; a greater distance counts as this
MAX_COUNT = 64  # a greater number counts as this


def _table(edges: tuple[int, ...]) -> FloatArray:
    """Return a row for each number from -1 to MAX_COUNT: a one in the column of the last edge that it reaches."""
    number = np.searchsorted(edges, np.arange(-1, MAX_COUNT + 1), side="right") - 1
    rows = np.concatenate([np.eye(len(edges), dtype=np.float32), np.zeros((1, len(edges)), np.float32)])
    return np.asarray(rows[number])


SENTENCES, RANKS, COUNTS, FEW = map(_table, (SENTENCE_EDGES, RANK_EDGES, COUNT_EDGES, FEW_EDGES))
BETWEEN = np.eye(MAX_COUNT + 2, CLAUSES, -1, dtype=np.float32)  # a row for each number likewise, without a last bin


def _bins(values: IntArray, table: FloatArray) -> FloatArray:
    return table.take(values + 1, axis=0, mode="clip")


def anaphor_features(discourse: Discourse, anaphor: int) -> FloatArray:
    """Return what describes an anaphor, whatever its antecedent; see `ANAPHOR_COLUMNS`. *Shape:* (features,)."""
    return np.asarray(discourse.anaphor_columns[anaphor])


def pair_features(discourse: Discourse, entities: Entities, anaphor: int, candidates: Candidates) -> FloatArray:
    """Return the features of an anaphor with each candidate; see `PAIR_COLUMNS`.

    Args:
        discourse: the units.
        entities: as they are before the anaphor.
        anaphor: the index of a unit.
        candidates: of the anaphor.

    Returns:
        *Shape:* (candidates, features)
    """
    of_entities = _entity_features(discourse, entities, anaphor, candidates.entities)
    return np.concatenate(
        [
            discourse.candidate_columns[candidates.units],
            *_place_features(discourse, anaphor, candidates.units),
            of_entities[candidates.numbers],
        ],
        axis=1,
        dtype=np.float32,
    )


def _place_features(discourse: Discourse, anaphor: int, units: IntArray) -> list[FloatArray]:
    """Return where each candidate stands, as seen from the anaphor; see `PLACE_COLUMNS`.

    Returns:
        Parts of the columns. *Shape:* (candidates, features) of each array.
    """
    gap = np.abs(discourse.starts[units] - discourse.starts[anaphor])
    rank = np.empty_like(gap)
    rank[gap.argsort(kind="stable")] = np.arange(len(gap))
    others = np.zeros((len(units), len(OTHER_PLACE_COLUMNS)), np.float32)
    others[:, FOLLOWS] = units > anaphor
    content = discourse.contents[anaphor]
    if content >= 0:
        is_quoted = discourse.is_quoted[content]
        others[:, IN_QUOTED_SOURCE if is_quoted else IN_REPORTED_SOURCE] = discourse.is_in_source(content, units)
    others[:, CHARACTERS] = np.minimum(gap, MAX_DISTANCE) / MAX_DISTANCE
    return [
        _bins(discourse.sentences[anaphor] - discourse.sentences[units], SENTENCES),
        _bins(rank, RANKS),
        discourse.candidate_keys[units] == discourse.anaphor_keys[anaphor],
        _bins(np.abs(discourse.clauses[units] - discourse.clauses[anaphor]), BETWEEN),
        others,
    ]


def _entity_features(discourse: Discourse, entities: Entities, anaphor: int, rows: IntArray) -> FloatArray:
    """Return the features of an anaphor with each entity, all of them different; see `ENTITY_COLUMNS`.

    Returns:
        *Shape:* (rows, features)
    """
    own, sex = int(discourse.classes[anaphor]), int(discourse.sexes[anaphor])
    is_compatible = entities.compatible(anaphor, rows)
    numbers = entities.numbers[rows]
    counts, ranked = numbers[:, [COUNT, NAMED]], numbers[:, [LAST, SUM]]
    greater = (ranked[:, np.newaxis] < ranked[is_compatible]).sum(axis=1)  # compatible entities read later, named more
    few = np.empty((len(rows), 3), np.int64)
    few[:, :2] = np.where(is_compatible[:, np.newaxis], greater, -1)
    few[:, 2] = is_compatible.sum() - 1
    sentence = int(discourse.sentences[anaphor])
    pointers = np.array([entities.latest[own], *entities.firsts_before(sentence), entities.speaker])
    return np.concatenate(
        [
            _bins(counts, COUNTS).reshape(len(rows), -1),
            _bins(few, FEW).reshape(len(rows), -1),
            is_compatible[:, np.newaxis],
            entities.facts[rows[:, np.newaxis], _facts_about(own, sex, discourse.units[anaphor].noun)],
            (entities.kinds[rows] == discourse.kinds[anaphor])[:, np.newaxis],
            rows[:, np.newaxis] == pointers,
            _word_features(discourse, entities, anaphor, rows),
        ],
        axis=1,
        dtype=np.float32,
    )


def _word_features(discourse: Discourse, entities: Entities, anaphor: int, rows: IntArray) -> FloatArray:
    """Return which entities are known by the noun and by the other words of a description; see `WORD_MATCH_COLUMNS`.

    Returns:
        *Shape:* (rows, features)
    """
    features = np.zeros((len(rows), len(WORD_MATCH_COLUMNS)), np.float32)
    if discourse.units[anaphor].form == "description":
        modifiers = entities.with_modifiers(discourse.modifiers(anaphor))
        known = [*entities.with_noun(discourse.units[anaphor].noun), *modifiers]
        features[:] = [[row in those for those in known] for row in rows.tolist()]
    return features


@lru_cache(maxsize=1024)
def _facts_about(own: int, sex: int, noun: str) -> IntArray:
    """Return the columns of the facts that matter to an anaphor of a class, a sex and a noun; see `FACT_COLUMNS`."""
    sex_facts: list[int] = [Fact.NONE] * 5
    if sex != NO_SEX:
        other = 1 - sex
        sex_facts = [
            Fact.PRONOUN + other,
            Fact.SEX + sex,
            Fact.SEX + other,
            Fact.FIRST_NAME + sex,
            Fact.FIRST_NAME + other,
        ]
    types: list[int] = [Fact.NONE] * 2
    if noun in lexicon.words("country_nouns"):
        types = [Fact.COUNTRY, Fact.CITY]
    elif noun in lexicon.words("city_nouns"):
        types = [Fact.CITY, Fact.COUNTRY]
    same = Fact.PRONOUN + own if own < NO_PRONOUN else Fact.NONE
    personal = Fact.PERSONAL if len(SEXES) <= own < NO_PRONOUN else Fact.NONE
    return np.array([same, personal, Fact.NAMELESS, Fact.IN_TITLE, *sex_facts, *types], dtype=np.int64)
