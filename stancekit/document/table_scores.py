"""The scores of a table of articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from stancekit.document.tables import Level
from stancekit.errors import OptionError


class FrameLike(Protocol):
    """A DataFrame of pandas, polars or a library like them, as a type checker knows it."""

    @property
    def columns(self) -> Any:
        """Its columns."""
        ...


class DatasetLike(Protocol):
    """A Dataset or DatasetDict of the package datasets, or an Arrow table, as a type checker knows it."""

    @property
    def column_names(self) -> Any:
        """The names of its columns."""
        ...


Table = TypeVar("Table", bound=FrameLike | DatasetLike | list[dict[str, Any]])
Frame = TypeVar("Frame", bound=FrameLike, covariant=True)


class SeriesLike(Protocol[Frame]):
    """A Series of texts of pandas, polars or a library like them, as a type checker knows it."""

    def to_frame(self) -> Frame:
        """Return a DataFrame of it."""
        ...


@dataclass(frozen=True, repr=False)
class Scores(Generic[Table]):
    """Tables with the scores of a table of articles, of the same kind as that table.

    A type checker sees that kind: `Scores[polars.DataFrame]`.

    Attributes:
        tables: the table of each level; `stancekit.document.tables.COLUMNS`
            lists the columns, and the kept columns follow them.
        errors: the rows that could not be scored: `row`, its number from 0,
            `id` and `reason`.
        rows: number of rows of the input.
        bad: number of rows in `errors`.

    Raises:
        InputError: on access to a level that was not scored.
    """

    tables: Mapping[Level, Table]
    errors: Table
    rows: int
    bad: int

    @property
    def documents(self) -> Table:
        """A row for each article."""
        return self._table("document")

    @property
    def sentences(self) -> Table:
        """A row for each sentence."""
        return self._table("sentence")

    @property
    def mentions(self) -> Table:
        """A row for each mention."""
        return self._table("mention")

    @property
    def actors(self) -> Table:
        """A row for each actor of an article, over all mentions and in each voice."""
        return self._table("actor")

    def _table(self, level: Level) -> Table:
        if level not in self.tables:
            raise OptionError(f"the level {level} was not scored: levels has only {', '.join(self.tables)}.")
        return self.tables[level]

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Scores: {self.rows - self.bad:,} of {self.rows:,} rows scored; levels {', '.join(self.tables)}>"
