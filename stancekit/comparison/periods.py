"""Periods of time: days, weeks, months, quarters or years, whichever are few enough for a chart."""

import warnings

import pandas as pd

from stancekit.comparison.estimates import Ints
from stancekit.errors import InputError

MAX_PERIODS = 24  # longer periods are used if there are more
MAX_CHARACTERS = 64  # of a date
YEAR = r"(?<!\d)((?:1[6-9]|20|21)[0-9]{2})"  # of a newspaper, or of an error that is not worth a thousand periods
FREQUENCIES = ("D", "W", "M", "Q", "Y")


class Periods:
    """The periods that a column of dates spans.

    Attributes:
        names: in chronological order, with the periods that have no date.
        first, last: date, as ISO 8601.
        undated: number of values that are not dates.
    """

    def __init__(self, dates: pd.Series) -> None:
        """Choose the shortest periods of which there are at most `MAX_PERIODS`.

        Args:
            dates: text, in any of the usual formats of a date with its year in
                four digits, from 1600 to 2199.

        Raises:
            InputError: no value is a date.
        """
        moments = _parse(dates)
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
        moments = _parse(dates)
        codes = pd.Series(-1, index=range(len(moments)))
        is_valid = moments.notna().to_numpy()
        codes[is_valid] = self._range.get_indexer(pd.PeriodIndex(moments[is_valid], freq=self._range.freq))
        indices: Ints = codes.to_numpy("int64")
        return indices


def _parse(dates: pd.Series) -> pd.Series:
    """Parse dates, each distinct value once; a value that is not a date becomes empty.

    A date states its year in four digits: pandas completes a text without a
    year with the current date, and a year of two digits with some century.
    """
    column = dates.astype("category").cat
    texts = pd.Series(column.categories, dtype="string")
    texts = texts.where(texts.str.len() <= MAX_CHARACTERS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about formats that another version of pandas reads differently
        moments = pd.to_datetime(texts, errors="coerce", utc=True, format="mixed").dt.tz_localize(None)
    years = texts.str.extract(YEAR, expand=False).astype("Float64")
    is_date = ((moments.dt.year - years).abs() <= 1).fillna(False)  # a time zone can shift the year
    found = pd.DatetimeIndex(moments.where(is_date.astype(bool)))
    return pd.Series(found.append(pd.DatetimeIndex([pd.NaT])).take(column.codes.to_numpy()))
