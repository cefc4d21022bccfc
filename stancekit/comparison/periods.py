"""Periods of time: days, weeks, months, quarters or years, whichever are few enough for a chart."""

import pandas as pd

from stancekit.comparison.dates import MAX_CHARACTERS, DateColumn
from stancekit.comparison.estimates import Ints
from stancekit.errors import InputError

MAX_PERIODS = 24  # longer periods are used if there are more
FREQUENCIES = ("D", "W", "M", "Q", "Y")


class Periods:
    """The periods that a column of dates spans.

    Attributes:
        names: the names in chronological order, with the periods that have no date.
        first, last: date, as ISO 8601.
        undated: number of values that are not dates.
        order: the order of day and month, see `DateColumn`.
    """

    def __init__(self, dates: pd.Series, format: str | None = None) -> None:
        """Choose the shortest periods of which there are at most `MAX_PERIODS`.

        Args:
            dates: text, see `DateColumn`.
            format: the format of the dates, see `DateColumn`.

        Raises:
            InputError: no value is a date, or the column does not tell the
                day from the month.
        """
        self._column = DateColumn(dates, format)
        self.order = self._column.order
        moments = self._column.parse(dates)
        valid = moments.dropna()
        if valid.empty:
            examples = ", ".join(repr(str(value)[:MAX_CHARACTERS]) for value in dates.dropna().unique()[:3])
            raise InputError(
                f"no date in column {dates.name!r}; its first values are {examples or 'empty'}. A date has a year of "
                "four digits, such as 2024-01-05."
            )
        self.first, self.last = valid.min().date().isoformat(), valid.max().date().isoformat()
        self.undated = len(moments) - len(valid)
        for frequency in FREQUENCIES:
            self._range = pd.period_range(valid.min(), valid.max(), freq=frequency)
            if len(self._range) <= MAX_PERIODS:
                break
        self.names = tuple(str(period).partition("/")[0] for period in self._range)  # a week is named by its Monday

    def codes(self, dates: pd.Series) -> Ints:
        """Return the index of each date's period, -1 if the value is not a date. *Shape:* (dates,)."""
        moments = self._column.parse(dates)
        codes = pd.Series(-1, index=range(len(moments)))
        is_valid = moments.notna().to_numpy()
        codes[is_valid] = self._range.get_indexer(pd.PeriodIndex(moments[is_valid], freq=self._range.freq))
        indices: Ints = codes.to_numpy("int64")
        return indices
