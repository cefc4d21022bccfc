"""DataFrames of pandas and polars, Arrow tables, and whatever else narwhals takes for a frame in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stancekit.document.tables import DTYPES, Column
from stancekit.errors import InputError
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Columns
from stancekit.tables.kept_columns import KeptColumns

BATCH_ROWS = 256  # whose values are copied at once


class Frame:
    """A DataFrame, a Series of texts, or an Arrow table."""

    def __init__(self, frame: Any) -> None:
        """Store a DataFrame of narwhals."""
        import narwhals

        self._frame, self._narwhals = frame, narwhals

    @classmethod
    def of(cls, articles: Any) -> "Frame | None":
        """Return the frame of a user's object; None if it is none.

        Raises:
            InputError: it cannot be read, such as a frame with two columns of
                one name, or it is not in memory.
        """
        import narwhals

        try:
            frame = narwhals.from_native(articles, pass_through=True, allow_series=True)
        except narwhals.exceptions.NarwhalsError as error:
            reason = " ".join(str(error).split())
            raise InputError(f"the table cannot be read: {reason}") from error
        if isinstance(frame, narwhals.Series):
            frame = frame.alias(Columns.text).to_frame()
        if isinstance(frame, narwhals.LazyFrame):
            raise InputError(f"the {type(articles).__name__} is not in memory: collect it first.")
        return cls(frame) if isinstance(frame, narwhals.DataFrame) else None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._frame)

    def check(self, columns: Columns) -> None:
        """See `Table`."""
        columns.check([str(name) for name in self._frame.columns], "the table")

    def records(self, columns: Columns) -> Iterator[Mapping[str, Any] | Text]:
        """See `Table`."""
        names = replace(columns, keep=()).names
        for start in range(0, len(self._frame), BATCH_ROWS):
            batch = self._frame[start : start + BATCH_ROWS]
            values = [_values(batch[name]) for name in names]
            yield from (dict(zip(names, cells, strict=True)) for cells in zip(*values, strict=True))

    def make(self, columns: Sequence[Column], values: Mapping[str, list[Any]], kept: KeptColumns) -> Any:
        """See `Table`."""
        nw = self._narwhals
        frame = self._new_frame(columns, values)
        if not kept.names:
            return frame.to_native()
        copied = self._frame[list(kept.rows), list(kept.names)]
        renamed = copied.rename({old: new for old, new in kept.names.items() if old != new})
        return nw.concat([frame, nw.maybe_reset_index(renamed)], how="horizontal").to_native()

    def _new_frame(self, columns: Sequence[Column], values: Mapping[str, list[Any]]) -> Any:
        nw = self._narwhals
        if self._frame.implementation.is_pandas_like():  # with the types of `Document.to_frame`
            frame = nw.get_native_namespace(self._frame).DataFrame(values)
            return nw.from_native(frame.astype({column.name: DTYPES[column.type] for column in columns}))
        types = {
            "string": nw.String(),
            "int64": nw.Int64(),
            "double": nw.Float64(),
            "bool": nw.Boolean(),
            "list<string>": nw.List(nw.String()),
        }
        schema = {column.name: types[column.type] for column in columns}
        return nw.from_dict(values, schema=schema, backend=self._frame.implementation)


def _values(series: Any) -> list[Any]:
    """Return the values of a column, None for each that is missing in its library's own way."""
    missing = series.is_null().to_list()
    return [None if is_null else value for value, is_null in zip(series.to_list(), missing, strict=True)]
