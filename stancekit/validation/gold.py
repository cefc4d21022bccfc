"""Gold rows matched to the scored units that they code."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from stancekit.comparison.score_tables import ScoreTables
from stancekit.errors import InputError, OptionError
from stancekit.validation.gold_units import GoldUnits
from stancekit.validation.metrics import coincidences_of, krippendorff_alpha
from stancekit.validation.results import GoldMatch, UnmatchedRows
from stancekit.validation.targets import Target
from stancekit.validation.unit_index import UnitIndex
from stancekit.validation.units import Units

Record: TypeAlias = Mapping[str, str]
ID = "id"
EXAMPLES = 3  # row numbers shown for a reason
DOUBTFUL = 1.6  # ratio of the number of units to its estimate from which it is no chance


@dataclass(frozen=True)
class _Code:
    """A valid gold row: the unit, the index of its label, and its inclusion probability."""

    row: int
    unit: int
    label: int
    probability: float | None


class GoldMatcher:
    """Matches gold rows to units, and keeps the reason for each row that it does not use."""

    def __init__(self, tables: ScoreTables, units: Units, records: Sequence[Record]) -> None:
        """Index the units of the articles that have gold.

        Args:
            tables: the score tables, for the texts of sentences.
            units: the scored units.
            records: the gold rows.
        """
        self._target, self._records = units.target, records
        self._units = units
        self._index = UnitIndex(tables, units, {record.get(ID, "") for record in records})
        self._unmatched: dict[str, list[int]] = defaultdict(list)

    def match(self, *, label: str, probability: str) -> tuple[GoldUnits, GoldMatch]:
        """Return the units with a gold label, and an account of the rows.

        Args:
            label: the column with the gold label.
            probability: the column with the inclusion probability.

        Raises:
            InputError: only some of the rows have an inclusion probability.
        """
        codes = [code for code in self._codes(label, probability) if code]
        of_units: dict[int, list[_Code]] = defaultdict(list)
        for code in codes:
            of_units[code.unit].append(code)
        majorities = [choice for group in of_units.values() if (choice := self._majority(group))]
        has_probabilities = self._has_probabilities(majorities, probability)
        warnings = (
            self._equality_warning(majorities),
            self._probability_warning(majorities, label, probability) if has_probabilities else None,
        )
        weights = [1 / code.probability if code.probability else 1.0 for code in majorities]
        positions = np.array([code.unit for code in majorities], np.int64)
        units = GoldUnits(
            self._units,
            positions,
            np.array([code.label for code in majorities], np.int64),
            np.array(weights, np.float64),
        )
        return units, GoldMatch(
            rows=len(self._records),
            labels=len(majorities),
            articles=len(np.unique(self._units.articles[positions])),
            repeated=len(codes) - len(of_units),
            coders_alpha=_coders_alpha(self._target, of_units.values()),
            unmatched=self._unmatched_rows(),
            has_probabilities=has_probabilities,
            warning=" ".join(filter(None, warnings)) or None,
        )

    def _codes(self, label: str, probability: str) -> Iterable[_Code | None]:
        for number, record in enumerate(self._records, start=1):
            try:
                yield self._code(number, record, label, probability)
            except _Unmatched as fault:
                self._unmatched[str(fault)].append(number)

    def _code(self, number: int, record: Record, label: str, probability: str) -> _Code:
        text = record.get(label, "")
        if not text:
            raise _Unmatched("no label yet")
        index = self._target.label(text)
        if index is None:
            raise _Unmatched(f"the label {text[:40]!r} is none of {', '.join(self._target.labels)}")
        if not record.get(ID):
            raise _Unmatched("no id of the article")
        unit, fault = self._index.find(record)
        if unit is None:
            raise _Unmatched(fault)
        return _Code(number, unit, index, _probability(record.get(probability, "")))

    def _majority(self, codes: Sequence[_Code]) -> _Code | None:
        """Return the code that most coders of a unit chose; None if there is none."""
        (label, count), *others = Counter(code.label for code in codes).most_common()
        if others and others[0][1] == count:
            self._unmatched["the codes of one unit have no majority"] += [code.row for code in codes]
            return None
        return next(code for code in codes if code.label == label)

    def _has_probabilities(self, codes: Sequence[_Code], column: str) -> bool:
        known = [code for code in codes if code.probability is not None]
        if known and len(known) < len(codes):
            row = next(code.row for code in codes if code.probability is None)
            raise InputError(
                f"{len(codes) - len(known)} of {len(codes)} gold rows have no {column!r}, such as row {row}: give the "
                "inclusion probability of all rows, or of none for a simple random sample."
            )
        return bool(known)

    def _equality_warning(self, codes: Sequence[_Code]) -> str | None:
        """Return a warning if every code is the model's label."""
        if not codes or any(code.label != self._units.labels[code.unit] for code in codes):
            return None
        return (
            "every gold label equals the model's. If they began as predictions that nobody has read, the figures below "
            "say nothing."
        )

    def _probability_warning(self, codes: Sequence[_Code], label: str, column: str) -> str | None:
        """Return a warning if the sum of the inverse probabilities, which estimates the number of units, is far off."""
        blank = [record.get(column, "") for record in self._records if not record.get(label)]
        blank_total = sum(1 / probability for cell in blank if (probability := _known_probability(cell)))
        total = sum(1 / code.probability for code in codes if code.probability) + blank_total
        units = int((self._units.groups >= 0).sum())
        if units / DOUBTFUL <= total <= units * DOUBTFUL:
            return None
        return (
            f"the inverse probabilities sum to {total:,.0f}, but there are {units:,} {self._target.units}: was the "
            "gold drawn from these scores, with the same actor and groups?"
        )

    def _unmatched_rows(self) -> tuple[UnmatchedRows, ...]:
        by_size = sorted(self._unmatched.items(), key=lambda each: -len(each[1]))
        return tuple(UnmatchedRows(reason, len(rows), tuple(rows[:EXAMPLES])) for reason, rows in by_size)


class _Unmatched(Exception):  # noqa: N818
    """Why a gold row is not used."""


def _known_probability(cell: str) -> float | None:
    """Return a probability above 0 and at most 1; None for any other cell."""
    try:
        probability = float(cell.replace(",", "."))  # a spreadsheet may write decimals with a comma
    except ValueError:
        return None
    return probability if 0 < probability <= 1 else None


def _probability(cell: str) -> float | None:
    probability = _known_probability(cell)
    if cell and probability is None:
        raise _Unmatched(f"the inclusion probability {cell[:40]!r} is not above 0 and at most 1")
    return probability


def _coders_alpha(target: Target, codes: Iterable[Sequence[_Code]]) -> float | None:
    """Return Krippendorff's alpha among the codes of one unit; None if no unit has two, or only one label occurs."""
    counts = [np.bincount([code.label for code in group], minlength=len(target.labels)) for group in codes]
    several = [count for count in counts if count.sum() > 1]
    if not several:
        return None
    alpha = float(krippendorff_alpha(coincidences_of(np.array(several, float)), is_ordinal=not target.is_share))
    return None if np.isnan(alpha) else alpha


def checked_columns(records: Sequence[Record], label: str) -> list[str]:
    """Return the columns of gold rows.

    Args:
        records: the rows.
        label: the column with the gold label.

    Raises:
        InputError: there is no row, no column with the label or the id, or no
            label.
    """
    if not records:
        raise InputError("the gold has no row.")
    columns = list(dict.fromkeys(column for record in records for column in record))
    for needed in (label, ID):
        if needed not in columns:
            advice = " Name the column of the labels with label (--label)." if needed == label else ""
            raise OptionError(f"the gold has no column {needed!r}; its columns are {', '.join(columns)}.{advice}")
    if not any(record.get(label) for record in records):
        raise InputError(f"the column {label!r} of the gold is empty: fill in the labels.")
    return columns
