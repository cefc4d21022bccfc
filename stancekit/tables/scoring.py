"""Score the rows of a table in memory."""

import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from stancekit.document.records import Document
from stancekit.document.table_scores import Scores
from stancekit.document.tables import COLUMNS, Column, Level, rows
from stancekit.document.tables import Row as TableRow
from stancekit.errors import RowWarning
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.text import Text, checked_measured
from stancekit.jobs.options import checked_levels
from stancekit.jobs.progress import Display, JobProgress, SilentDisplay, default_display
from stancekit.jobs.row_scorer import BadRow, RowScorer
from stancekit.jobs.rows import Columns, Row, column_names, row_of
from stancekit.labels import Measured
from stancekit.tables.hub_dataset import splits_of
from stancekit.tables.kept_columns import KeptColumns
from stancekit.tables.table import Table, table_of

ERROR_COLUMNS = (
    Column("row", "int64", "number of the row, from 0"),
    Column("id", "string", "its id"),
    Column("reason", "string", "why it could not be scored"),
)

Encoded: TypeAlias = Mapping[Level, list[TableRow]] | BadRow
MapAhead: TypeAlias = Callable[[Callable[[Row], Encoded], Iterable[Row]], Iterator[Encoded]]


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of `Model.score`, which describes them."""

    text: str
    id: str | None
    title: str | None
    keep: Iterable[str]
    levels: Iterable[Level] | None
    actors: Iterable[str | Actor]
    any_language: bool
    measured: Measured
    progress: bool


def score(articles: Any, options: Options, *, analyze: Callable[[Text], Document], map_ahead: MapAhead) -> Scores[Any]:
    """Return the scores of a table; see `Model.score`.

    Args:
        articles: the table.
        options: its options.
        analyze: analyzes one text.
        map_ahead: applies a function to rows, in order, several at once.
    """
    run = _Run(
        Columns(options.text, options.id, options.title, column_names(options.keep)),
        checked_levels(options.levels),
        RowScorer(analyze, ActorList.of(options.actors), options.any_language, checked_measured(options.measured)),
        map_ahead,
        default_display() if options.progress else SilentDisplay(),
    )
    splits = splits_of(articles)
    with run.display:
        if splits is None:
            scores = run.score(table_of(articles))
        else:
            scores = _by_split(type(articles), {name: run.score(table_of(split)) for name, split in splits.items()})
    if scores.bad:
        warnings.warn(
            f"{scores.bad:,} of {scores.rows:,} rows could not be scored; Scores.errors lists them with the reasons.",
            RowWarning,
            stacklevel=3,
        )
    return scores


def _by_split(kind: Any, scores: Mapping[str, Scores[Any]]) -> Scores[Any]:
    """Return the scores of the splits of a dataset as one record of DatasetDicts."""
    levels = next(iter(scores.values())).tables if scores else {}
    return Scores(
        {level: kind({split: each.tables[level] for split, each in scores.items()}) for level in levels},
        kind({split: each.errors for split, each in scores.items()}),
        rows=sum(each.rows for each in scores.values()),
        bad=sum(each.bad for each in scores.values()),
    )


@dataclass(frozen=True)
class _Run:
    """Scores tables with the same options."""

    columns: Columns
    levels: tuple[Level, ...]
    scorer: RowScorer
    map_ahead: MapAhead
    display: Display

    def score(self, table: Table) -> Scores[Any]:
        """Return the scores of a table."""
        table.check(self.columns)
        started, output, ids = time.monotonic(), _Output(self.levels), list[str]()

        def with_noted_ids() -> Iterator[Row]:
            for row in self._rows(table):
                ids.append(row.id)
                yield row

        for number, encoded in enumerate(self.map_ahead(self._encoded, with_noted_ids())):
            output.add(number, ids[number], encoded)
            self.display.show(_progress(number + 1, len(table), output.bad, time.monotonic() - started))
        return output.scores(table, self.columns.kept_names)

    def _rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows; the id of a row without one is its number, from 0."""
        columns = replace(self.columns, keep=())  # which a table copies with their types
        for number, record in enumerate(table.records(columns)):
            if isinstance(record, Text):
                id = str(number) if record.id is None else record.id
                yield Row("", number, id, text=replace(record, id=id))
            else:
                yield row_of(record, columns, number=number)

    def _encoded(self, row: Row) -> Encoded:
        return self.scorer(row, lambda document, kept: {level: list(rows(document, level)) for level in self.levels})


class _Output:
    """The rows of the tables of scores, by column."""

    def __init__(self, levels: Iterable[Level]) -> None:
        """Begin with no row."""
        self._values = {level: _empty(COLUMNS[level]) for level in levels}
        self._inputs = {level: list[int]() for level in levels}  # for each row, the row of the input
        self._errors = _empty(ERROR_COLUMNS)
        self._rows = 0

    @property
    def bad(self) -> int:
        """Number of rows that could not be scored."""
        return len(self._errors["row"])

    def add(self, number: int, id: str, encoded: Encoded) -> None:
        """Add the scores of a row, or the reason why there are none."""
        self._rows += 1
        if isinstance(encoded, BadRow):
            for name, value in (("row", number), ("id", id), ("reason", encoded.reason)):
                self._errors[name].append(value)
            return
        for level, added in encoded.items():
            for name, values in self._values[level].items():
                values += [row[name] for row in added]
            self._inputs[level] += [number] * len(added)

    def scores(self, table: Table, kept: Mapping[str, str]) -> Scores[Any]:
        """Return the tables, of the kind of the input."""
        made = {
            level: table.make(COLUMNS[level], values, KeptColumns(kept, self._inputs[level]))
            for level, values in self._values.items()
        }
        errors = table.make(ERROR_COLUMNS, self._errors, KeptColumns({}, self._errors["row"]))
        return Scores(made, errors, rows=self._rows, bad=self.bad)


def _empty(columns: Iterable[Column]) -> dict[str, list[Any]]:
    return {column.name: [] for column in columns}


def _progress(rows: int, total: int, bad: int, seconds: float) -> JobProgress:
    rate = rows / seconds if seconds else 0.0
    return JobProgress(rows, bad, rate, share=rows / total, seconds_left=(total - rows) / rate if rate else None)
