"""The part files of score tables, checked before their rows are used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from stancekit.comparison.parquet_schema import read_schema
from stancekit.document.tables import COLUMNS, TABLE_FORMAT, Level
from stancekit.errors import InputError, OptionError

MAX_COUNT = 2**31
MAX_LISTED = 60  # columns in an error
TOLERANCE = 1e-6  # of rounding
BOUNDS: Mapping[str, tuple[float, float]] = {
    "sentence": (0, MAX_COUNT),
    "sentences": (0, MAX_COUNT),
    "mentions": (0, MAX_COUNT),
    "opinion_share": (-TOLERANCE, 1 + TOLERANCE),
    "bias_share": (-TOLERANCE, 1 + TOLERANCE),
    "score": (-1 - TOLERANCE, 1 + TOLERANCE),
    "portrayal_score": (-1 - TOLERANCE, 1 + TOLERANCE),
}


class PartFile:
    """A Parquet file with rows of a table.

    Attributes:
        model: name and version of the model that scored the rows.
        digest: SHA-256 of that model; empty if the file names none.
    """

    def __init__(self, path: Path, level: Level) -> None:
        """Read the schema.

        Raises:
            InputError: the file is not Parquet, has another format, or has a
                column of an extension type.
        """
        self._path, self._level = path, level
        with self._errors_named():
            if not path.is_file():
                raise OSError("it is not a file")
            schema, extensions = read_schema(path)
            self._fields = [(field.name, field) for field in schema]
            self._metadata: Mapping[bytes, bytes] = schema.metadata or {}
        _check_format(path, self._entry("format"))
        self.model, self.digest = self._entry("model"), self._entry("digest")
        if extensions:
            raise self._fault(extensions[0], "has an Arrow extension type; stancekit writes none")

    def has_column(self, name: str) -> bool:
        """Return whether the file has a column; tables of older versions lack the newer ones."""
        return any(field == name for field, _ in self._fields)

    def read(self, columns: Sequence[str], where: Mapping[str, Iterable[str]]) -> pa.Table:
        """Return columns of the rows with accepted values; text columns but `text` as dictionaries.

        Raises:
            InputError: a column is missing, or has another type or values
                than the tables that stancekit writes.
        """
        if where:
            self._scan([*where], None)  # a filter passes over values that are damaged or missing
        return self._scan(columns, _condition(where))

    def _scan(self, columns: Sequence[str], condition: Any) -> pa.Table:
        """Return checked columns of the rows that fulfill a condition."""
        types = {column: self._checked_type(column) for column in columns}
        text = {column for column in columns if column != "text" and types[column] == "string"}
        with self._errors_named():
            dataset = ds.dataset(self._path, format=ds.ParquetFileFormat(dictionary_columns=text))
            table = dataset.to_table(columns=list(columns), filter=condition)
        for column in columns:
            self._check_values(column, table[column])
        return pa.Table.from_arrays(table.columns, names=table.column_names)  # without metadata, which parts differ in

    def _checked_type(self, column: str) -> str:
        """Return the type of a column that exists once and has its type; a column of the input is text."""
        types = [str(field.type) for name, field in self._fields if name == column]
        expected = next((known.type for known in COLUMNS[self._level] if known.name == column), "string")
        if not types:
            names = ", ".join(name for name, _ in self._fields[:MAX_LISTED])
            raise OptionError(
                f"{self._path} has no column {column!r}; its columns are {names}. stancekit score --keep copies "
                "columns of the input."
            )
        if len(types) > 1:
            raise self._fault(column, f"occurs {len(types)} times")
        if types[0] != expected:
            raise self._fault(column, f"has the type {_start(types[0])}, expected {expected}")
        return expected

    def _check_values(self, column: str, values: Any) -> None:
        """Check the encoding of text and the range of numbers."""
        try:
            values.validate(full=True)
        except pa.ArrowInvalid as error:
            raise self._fault(column, f"has damaged values: {_start(error)}") from error
        required = {known.name for known in COLUMNS[self._level] if not known.nullable}
        if column in required and values.null_count:
            raise self._fault(column, f"has {values.null_count} empty values, expected none")
        if column in BOUNDS:
            low, high = BOUNDS[column]
            is_valid = pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))  # false for nan
            if faulty := values.filter(pc.invert(is_valid)).to_pylist():
                raise self._fault(column, f"has the value {faulty[0]}, expected {round(low)} to {round(high)}")

    def _entry(self, key: str) -> str:
        """Return an entry of the file's metadata, empty if it is missing."""
        value: bytes = self._metadata.get(f"stancekit.{key}".encode(), b"")
        return value.decode(errors="replace")

    def _fault(self, column: str, fault: str) -> InputError:
        return InputError(f"{self._path}: column {column!r} {fault}. Is it a table that stancekit score wrote?")

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        """Name the file in the errors of Arrow."""
        try:
            yield
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError(f"{self._path} cannot be read as Parquet: {_start(error)}") from error


def _check_format(path: Path, format: str) -> None:
    """Check the format of a part file: tables before format 2 name the voices differently."""
    if format == str(TABLE_FORMAT):
        return
    age, advice = "an older", "score the articles again"
    if format.isdecimal() and (len(format) > 9 or int(format) > TABLE_FORMAT):
        age, advice = "a newer", "update stancekit"
    raise InputError(
        f"{path} was written by {age} stancekit (table format {format[:20] or 'missing'}, expected {TABLE_FORMAT}): "
        f"{advice}."
    )


def _condition(where: Mapping[str, Iterable[str]]) -> Any:
    """Return the filter for rows with accepted values, None without any."""
    condition = None
    for column, values in where.items():
        is_accepted = ds.field(column).cast(pa.string()).isin(pa.array(sorted(values), pa.string()))
        condition = is_accepted if condition is None else condition & is_accepted
    return condition


def _start(shown: Any) -> str:
    """Return the start of what a hostile file makes as long as it likes."""
    return str(shown).partition("\n")[0][:200]
