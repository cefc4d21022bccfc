"""Sampling of the units to code."""

from os import PathLike

import numpy as np
import pandas as pd

from stancekit.comparison.estimates import Floats, Ints
from stancekit.comparison.score_tables import ScoreTables
from stancekit.errors import InputError, OptionError
from stancekit.validation.code_sheet import code_sheet
from stancekit.validation.options import STRATEGIES, Strategy, TargetName
from stancekit.validation.selection import allocate, inclusion_probabilities, select
from stancekit.validation.targets import checked_target
from stancekit.validation.units import LARGEST, Units, read_units


def sample(
    folder: str | PathLike[str],
    count: int,
    *,
    by: str | None = None,
    target: TargetName = "opinion",
    strategy: Strategy = "stratified",
    actor: str | None = None,
    groups: int = LARGEST,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw the units to code, with known inclusion probabilities above 0.

    Args:
        folder: the folder of the tables that `stancekit score` wrote, in Parquet.
        count: number of units.
        by: the column of the scores with an article's group.
        target: what is to be coded: `opinion`, `bias`, `stance` or `actor`.
        strategy: how many units of which kind to draw from each group; see `Validate on your texts`.
        actor: the key or a name of the only actor whose stances are coded.
        groups: number of groups to include: those with the most articles.
        seed: the seed of the random numbers.

    Returns:
        A row for each unit, with an empty column `gold` and its `probability`; without the model's label, which would
            sway the coder.

    Raises:
        InputError: a table or column is missing, ids repeat, an option is unknown, or the units are too few.
    """
    if strategy not in STRATEGIES:
        raise OptionError(f"unknown strategy {strategy!r}; valid strategies: {', '.join(STRATEGIES)}.")
    tables = ScoreTables(folder)
    units = read_units(tables, checked_target(target), by=by, actor=actor, groups=groups)
    _check_unique(tables)
    selected, probabilities = _selected(units, count, strategy, np.random.default_rng(seed))
    return code_sheet(tables, units, selected, probabilities)


def _selected(units: Units, count: int, strategy: Strategy, random: np.random.Generator) -> tuple[Ints, Floats]:
    """Return the selected units in random order, and the inclusion probability of each."""
    members = np.flatnonzero(units.groups >= 0)
    if not 1 <= count <= len(members):
        raise OptionError(
            f"the sample size is {count}, expected 1 to {len(members):,}, the number of {units.target.units}."
        )
    selected, probabilities = _drawn(units, members, count, strategy, random)
    order = random.permutation(len(selected))  # so that a coder who stops early has coded a random part
    return selected[order], probabilities[selected][order]


def _drawn(
    units: Units, members: Ints, count: int, strategy: Strategy, random: np.random.Generator
) -> tuple[Ints, Floats]:
    """Return the selected units, and the inclusion probability of every unit."""
    probabilities = np.zeros(len(units))
    if strategy == "random":
        probabilities[members] = count / len(members)
        return members[select(probabilities[members], random.permutation(len(members)), random)], probabilities
    selected = []
    sizes = np.bincount(units.groups[members], minlength=len(units.group_names))
    for group, share in enumerate(allocate(sizes, count)):
        group_members = np.flatnonzero(units.groups == group)
        if not share:
            raise OptionError(
                f"the sample size is {count}, expected at least {len(units.group_names)}, the number of groups: a "
                "group without gold labels cannot be corrected."
            )
        order = random.permutation(len(group_members))
        if strategy == "stratified":
            order = order[np.argsort(units.scores[group_members][order], kind="stable")]
        uncertainties = _uncertainties(units, group_members) if strategy == "uncertain" else np.ones(len(group_members))
        probabilities[group_members] = inclusion_probabilities(uncertainties, int(share))
        selected.append(group_members[select(probabilities[group_members], order, random)])
    return np.concatenate(selected), probabilities


def _uncertainties(units: Units, members: Ints) -> Floats:
    """Return how unsure the model is of each unit's value; an actor's score near an end is taken as sure."""
    deviations = units.deviations[members]
    if np.isnan(deviations).any():
        low, high = units.target.bounds
        deviations = np.sqrt(np.maximum((high - units.scores[members]) * (units.scores[members] - low), 0))
    return deviations


def _check_unique(tables: ScoreTables) -> None:
    """Raise InputError if two articles have the same id, because codes could not be matched."""
    ids = tables.read("document", ["id"])["id"]
    repeated = ids[ids.duplicated()]
    if len(repeated):
        raise InputError(
            f"{len(repeated)} articles have the id of another, such as {str(repeated.iloc[0])[:60]!r}: score them with "
            "an --id-column that identifies each."
        )
