"""Dates of a column, all read in one way: `05/11/2019` is in November or in May, and the column decides."""

import re
import warnings
from typing import Final, Literal, TypeAlias, get_args

import pandas as pd

from stancekit.errors import InputError, OptionError

DateOrder: TypeAlias = Literal["day-first", "month-first"]
DAY_FIRST, MONTH_FIRST = ORDERS = get_args(DateOrder)
MAX_CHARACTERS: Final = 64  # of a date
YEAR = r"(?<!\d)((?:1[6-9]|20|21)[0-9]{2})"  # of a newspaper, or of an error that is not worth a thousand periods
FIRST_YEAR, LAST_YEAR = 1600, 2199
NUMERIC = r"^\s*(?:[A-Za-z]{2,9},?\s+)?(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)"  # 05/11/2019, also with a time
LETTERED = re.compile(r"%[a-zA-Z]")


class DateColumn:
    """Parses the dates of one column.

    Attributes:
        order: `day-first` or `month-first` if the column has dates of three
            numbers with the year last; None if it has none, or has a format.
        example: the value that shows the order; None if a format gives it.
    """

    order: DateOrder | None
    example: str | None

    def __init__(self, dates: pd.Series, format: str | None = None) -> None:
        """Decide how the dates are read.

        Args:
            dates: text, in any of the usual formats of a date with its year
                in four digits, from 1600 to 2199.
            format: `day-first`, `month-first`, or the format of every date
                in the signs of `strptime`, such as `%d/%m/%y`; None lets the
                column decide.

        Raises:
            InputError: the column does not decide, or it has dates of both
                orders, or the format is unknown.
        """
        if format is not None and format not in ORDERS and not LETTERED.search(format):
            raise OptionError(
                f"unknown date format {format!r}; expected {', '.join(ORDERS)}, or a format such as %d/%m/%Y."
            )
        self._format = None if format in ORDERS else format
        self.order, self.example = (None, None) if format else _order(dates)
        if format is not None and format in ORDERS:
            self.order = DAY_FIRST if format == DAY_FIRST else MONTH_FIRST

    def parse(self, dates: pd.Series) -> pd.Series:
        """Parse dates, each distinct value once; a value that is not a date becomes empty.

        A date states its year in four digits: pandas completes a text without
        a year with the current date, and a year of two digits with some
        century. A format may have a year of two digits.
        """
        column = dates.astype("category").cat
        texts = pd.Series(column.categories, dtype="string")
        texts = texts.where(texts.str.len() <= MAX_CHARACTERS)
        moments = self._formatted(texts) if self._format else self._mixed(texts)
        found = pd.DatetimeIndex(moments)
        return pd.Series(found.append(pd.DatetimeIndex([pd.NaT])).take(column.codes.to_numpy()))

    def _formatted(self, texts: pd.Series) -> pd.Series:
        try:
            moments = pd.to_datetime(texts.str.strip(), errors="coerce", utc=True, format=self._format)
        except ValueError as error:
            raise OptionError(f"unknown date format {self._format!r}: {error}.") from error
        return moments.dt.tz_localize(None).where(moments.dt.year.between(FIRST_YEAR, LAST_YEAR))

    def _mixed(self, texts: pd.Series) -> pd.Series:
        is_numeric = texts.str.match(NUMERIC).fillna(False).astype(bool)
        moments = _moments(texts.where(~is_numeric))
        if is_numeric.any():
            moments = moments.where(~is_numeric, _moments(self._year_first(texts.where(is_numeric))))
        years = texts.str.extract(YEAR, expand=False).astype("Float64")
        is_date = ((moments.dt.year - years).abs() <= 1).fillna(False)  # a time zone can shift the year
        return moments.where(is_date.astype(bool))

    def _year_first(self, texts: pd.Series) -> pd.Series:
        """Return numeric dates as ISO 8601, which has one reading."""
        rewritten = r"\4-\3-\1" if self.order == DAY_FIRST else r"\4-\1-\3"
        return texts.str.replace(NUMERIC, rewritten, regex=True)


def _moments(texts: pd.Series) -> pd.Series:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about formats that another version of pandas reads differently
        return pd.to_datetime(texts, errors="coerce", utc=True, format="mixed").dt.tz_localize(None)


def _order(dates: pd.Series) -> tuple[DateOrder | None, str | None]:
    """Return the order of the numeric dates in a column, and the value that shows it."""
    texts = pd.Series(dates.astype("category").cat.categories, dtype="string")
    texts = texts[(texts.str.len() <= MAX_CHARACTERS).fillna(False).astype(bool)]
    parts = texts.str.extract(NUMERIC).dropna()
    first, second = parts[0].astype(int), parts[2].astype(int)
    is_day_first, is_month_first = (first > 12) & (second <= 12), (second > 12) & (first <= 12)
    hint = f"Pass date_format (--date-format), one of {', '.join(ORDERS)}, or a format such as %d/%m/%Y."
    if is_day_first.any() and is_month_first.any():
        raise InputError(
            f"column {dates.name!r} has dates with the day first, {_example(texts, is_day_first)!r}, and with the "
            f"month first, {_example(texts, is_month_first)!r}: write them in one way. {hint}"
        )
    if is_day_first.any():
        return DAY_FIRST, _example(texts, is_day_first)
    if is_month_first.any():
        return MONTH_FIRST, _example(texts, is_month_first)
    is_ambiguous = (first != second) & (first <= 12)
    if is_ambiguous.any():
        raise InputError(
            f"column {dates.name!r} does not tell the day from the month: {_example(texts, is_ambiguous)!r} has two "
            f"readings. {hint}"
        )
    return None, None


def _example(texts: pd.Series, is_one: pd.Series) -> str:
    return str(texts[is_one.index[is_one]].iloc[0])
