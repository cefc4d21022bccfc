"""Rows of score tables, with the group and the period of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from stancekit.comparison.estimates import Floats, Ints
from stancekit.comparison.groups import Grouping
from stancekit.comparison.periods import Periods
from stancekit.comparison.score_tables import ScoreTables
from stancekit.errors import InputError, OptionError

PORTRAYAL = "portrayal_score"  # a column that tables of older versions lack


@dataclass(frozen=True)
class Rows:
    """Rows of one table.

    Attributes:
        frame: the columns of the table. *Rows:* (rows,)
        groups: index of the group, -1 if it is not among the largest. *Shape:* (rows,)
        periods: index of the period, -1 without a date. *Shape:* (rows,)
    """

    frame: pd.DataFrame
    groups: Ints
    periods: Ints

    def column(self, name: str) -> Floats:
        """Return a column of numbers. *Shape:* (rows,)."""
        values: Floats = self.frame[name].to_numpy("float64")
        return values

    def of_actor(self, key: str) -> "Rows":
        """Return the rows of one actor."""
        is_actor = (self.frame["key"] == key).to_numpy()
        return Rows(self.frame[is_actor], self.groups[is_actor], self.periods[is_actor])


@dataclass(frozen=True)
class ScoreRows:
    """The rows that a comparison is computed from.

    Attributes:
        articles: a row for each article.
        actors: a row for each actor in an article, in one voice.
        groups: names of the largest groups, the largest first.
        other_groups: number of the groups that are left out.
        periods: the periods of the dates; None if articles are not compared over time.
    """

    articles: Rows
    actors: Rows
    groups: Sequence[str]
    other_groups: int
    periods: Periods | None

    @property
    def period_names(self) -> tuple[str, ...]:
        """Names of the periods in chronological order; empty without them."""
        return self.periods.names if self.periods else ()


def read_rows(
    tables: ScoreTables, *, by: str | None, over: str | None, date_format: str | None, voice: str, groups: int
) -> ScoreRows:
    """Read the rows of a comparison; see `compare` for the arguments and the errors."""
    columns = list(dict.fromkeys(filter(None, [by, over])))
    articles = tables.read("document", list(dict.fromkeys(["sentences", "opinion_share", "bias_share", *columns])))
    for column in columns:
        if not isinstance(articles[column].dtype, pd.CategoricalDtype):
            raise OptionError(f"column {column!r} of the table document has numbers, expected text.")
    if articles.empty:
        raise InputError("the table document has no article.")
    measures = ["mentions", "score", *([PORTRAYAL] if tables.has_column("actor", PORTRAYAL) else [])]
    actors = tables.read("actor", ["key", "name", *measures, *columns], voice=[voice])
    actors = actors.dropna(subset=["score"]).reindex(columns=["key", "name", "mentions", "score", PORTRAYAL, *columns])
    grouped = Grouping(articles, by, groups)
    periods = Periods(articles[over], date_format) if over else None

    def coded(frame: pd.DataFrame) -> Rows:
        dated = periods.codes(frame[over]) if periods else np.full(len(frame), -1)
        return Rows(frame, grouped.codes(frame), dated)

    return ScoreRows(coded(articles), coded(actors), grouped.names, grouped.others, periods)
