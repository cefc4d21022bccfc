"""Dates to periods: days, weeks, months, quarters or years, whichever are few enough to draw."""

import pandas as pd

from stancekit.comparison.estimates import Ints
from stancekit.errors import InputError

MOST = 24  # periods, beyond which longer ones are taken
LENGTHS = ("D", "W", "M", "Q", "Y")


class Periods:
    """The periods that some dates span.

    Attributes:
        names: in the order of time, gaps included.
        first, last: of the dates, as ISO 8601.
        undated: how many dates cannot be read.
    """

    def __init__(self, dates: pd.Series) -> None:
        """Choose the shortest periods that are not too many.

        Args:
            dates: text, of which most ways to write a date are understood.

        Raises:
            InputError: none of them is a date.
        """
        moments = _parsed(dates)
        told = moments.dropna()
        if told.empty:
            shown = ", ".join(repr(str(value)) for value in dates.dropna().unique()[:3])
            raise InputError(f"no date in column {dates.name!r}; its first values are {shown or 'empty'}.")
        self.first, self.last = told.min().date().isoformat(), told.max().date().isoformat()
        self.undated = len(moments) - len(told)
        for length in LENGTHS:
            self._range = pd.period_range(told.min(), told.max(), freq=length)
            if len(self._range) <= MOST:
                break
        self.names = tuple(str(period).partition("/")[0] for period in self._range)  # a week is called by its Monday

    def codes(self, dates: pd.Series) -> Ints:
        """Return the number of each date's period, -1 for what is no date. *Shape:* (dates,)."""
        moments = _parsed(dates)
        codes = pd.Series(-1, index=range(len(moments)))
        told = moments.notna().to_numpy()
        codes[told] = self._range.get_indexer(pd.PeriodIndex(moments[told], freq=self._range.freq))
        found: Ints = codes.to_numpy("int64")
        return found


def _parsed(dates: pd.Series) -> pd.Series:
    """Read dates, each way of writing one once; what is no date becomes empty."""
    texts = dates.astype("category")
    read = pd.to_datetime(texts.cat.categories, errors="coerce", utc=True, format="mixed").tz_localize(None)
    codes = texts.cat.codes.to_numpy()
    return pd.Series(read.take(codes).where(codes >= 0))
