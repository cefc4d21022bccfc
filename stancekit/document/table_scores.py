"""The scores of a table of articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stancekit.document.tables import Level
from stancekit.errors import InputError


@dataclass(frozen=True, repr=False)
class Scores:
    """Tables with the scores of a table of articles, of the same kind as that table.

    Attributes:
        tables: the table of each level; `stancekit.document.tables.COLUMNS`
            lists the columns, and the kept columns follow them.
        errors: the rows that could not be scored: `row`, its number from 0,
            `id` and `reason`.
        rows: number of rows of the input.
        bad: of them, those in `errors`.

    Raises:
        InputError: on access to a level that was not scored.
    """

    tables: Mapping[Level, Any]
    errors: Any
    rows: int
    bad: int

    @property
    def documents(self) -> Any:
        """A row for each article."""
        return self._table("document")

    @property
    def sentences(self) -> Any:
        """A row for each sentence."""
        return self._table("sentence")

    @property
    def mentions(self) -> Any:
        """A row for each mention."""
        return self._table("mention")

    @property
    def actors(self) -> Any:
        """A row for each actor of an article, over all mentions and in each voice."""
        return self._table("actor")

    def _table(self, level: Level) -> Any:
        if level not in self.tables:
            raise InputError(f"the level {level} was not scored: levels has only {', '.join(self.tables)}.")
        return self.tables[level]

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Scores: {self.rows - self.bad:,} of {self.rows:,} rows scored; levels {', '.join(self.tables)}>"
