"""Computation of a validation from score tables and gold rows."""

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import Any

import numpy as np

from stancekit.comparison.estimates import MIN_ARTICLES
from stancekit.comparison.score_tables import ScoreTables
from stancekit.errors import InputError, OptionError
from stancekit.validation.agreement import agreement, calibration
from stancekit.validation.cells import as_records
from stancekit.validation.corrected_estimates import MIN_LABELS, CorrectedGroups
from stancekit.validation.gold import GoldMatcher, Record, checked_columns
from stancekit.validation.gold_units import GoldUnits
from stancekit.validation.group_errors import differential_error, group_errors
from stancekit.validation.methods import methods
from stancekit.validation.options import TargetName
from stancekit.validation.results import GoldMatch, Validation
from stancekit.validation.targets import Target, checked_target, inferred_target
from stancekit.validation.units import LARGEST, Units, read_units

LABEL, PROBABILITY = "gold", "probability"  # columns of gold, as `sample` writes them
MARGIN = 0.05
SEED = 0


def validate(
    folder: str | PathLike[str],
    gold: Any,
    *,
    by: str | None = None,
    target: TargetName | None = None,
    actor: str | None = None,
    label: str = LABEL,
    probability: str = PROBABILITY,
    groups: int = LARGEST,
    margin: float = MARGIN,
    seed: int = SEED,
) -> Validation:
    """Measure how well scores agree with gold labels, and correct the estimates of each group by them.

    Args:
        folder: of the tables that `stancekit score` wrote, in Parquet.
        gold: a DataFrame, an Arrow table or mappings, whose rows identify what they code as `Validate on your texts`
            describes; a row without a label is counted, and left out.
        by: the column of the scores with an article's group, such as its outlet.
        target: what is coded; None infers it from the labels.
        actor: the key or a name of the only actor whose stances count.
        label: the column with the gold label.
        probability: the column with the probability of a unit to be drawn; without it, all of a group have the same.
        groups: number of groups to include: those with the most articles.
        margin: half the width of an interval, for the number of further labels.
        seed: of the bootstrap and the permutations.

    Raises:
        InputError: a table or column is missing, a label or target is unknown, or the gold is too little.
    """
    if margin <= 0:
        raise OptionError(f"margin is {margin}, expected more than 0.")
    tables, records = ScoreTables(folder), as_records(gold)
    kind = _target(records, label, target)
    units = read_units(tables, kind, by=by, actor=actor, groups=groups)
    sample, match = GoldMatcher(tables, units, records).match(label=label, probability=probability)
    _check_sufficient(sample, match)
    return _validation(tables, units, sample, match, by=by, actor=actor, margin=margin, seed=seed)


def _target(records: Sequence[Record], label: str, target: TargetName | None) -> Target:
    columns = checked_columns(records, label)
    labels = (record[label] for record in records if record.get(label))
    return checked_target(target) if target else inferred_target(labels, columns)


def _validation(
    tables: ScoreTables,
    units: Units,
    sample: GoldUnits,
    match: GoldMatch,
    *,
    by: str | None,
    actor: str | None,
    margin: float,
    seed: int,
) -> Validation:
    """Return everything that the gold units say of the scores; see `validate` for the options."""
    random = np.random.default_rng(seed)
    corrected = CorrectedGroups(sample, margin=margin)
    validation = Validation(
        target=units.target.name,
        by=by,
        models=tables.models,
        digests=tables.digests,
        articles=int(units.articles.max()) + 1,
        units=len(units),
        actor=actor,
        other_groups=units.other_groups,
        gold=match,
        agreement=agreement(sample, random),
        calibration=calibration(sample),
        errors=tuple(group_errors(sample)),
        differential_error=differential_error(sample, random),
        overall=corrected.overall(),
        estimates=corrected.estimates,
        differences=corrected.differences(),
        margin=margin,
    )
    return replace(validation, methods=methods(validation))


def _check_sufficient(gold: GoldUnits, match: GoldMatch) -> None:
    """Raise InputError if the gold is too little: few matches, in few articles, or of a single label."""
    target = gold.target
    reasons = "; ".join(f"{each.rows} rows: {each.reason}" for each in match.unmatched[:3])
    beside = f" Not used: {reasons}." if reasons else ""
    if not match.labels:
        raise InputError(f"none of the {match.rows} gold rows has a label and matches a scored {target.unit}.{beside}")
    if match.labels < MIN_LABELS:
        raise InputError(
            f"{match.labels} {target.units} have a gold label, at least {MIN_LABELS} are needed, better 100 or more: "
            f"draw them with stancekit sample.{beside}"
        )
    if match.articles < MIN_ARTICLES:
        raise InputError(
            f"the gold labels are in {match.articles} articles, at least {MIN_ARTICLES} are needed, because the "
            f"{target.units} of one article resemble each other.{beside}"
        )
    present = np.unique(gold.labels)
    if len(present) == 1:
        only = target.labels[int(present[0])]
        others = " or ".join(label for label in target.labels if label != only)
        raise InputError(
            f"all {match.labels} gold labels are {only}: code {target.units} until some are {others}; stancekit sample "
            f"--strategy uncertain finds them sooner.{beside}"
        )
