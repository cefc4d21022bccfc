"""Read Parquet, batch by batch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from stancekit.errors import InputError
from stancekit.inputs.encodings import encoding_of
from stancekit.inputs.parquet_source import ParquetSource, extension_columns
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

BATCH_ROWS = 32  # whose texts are in memory at once
BUFFER_BYTES = 1 << 20


def read_batches(file: InputFile, columns: Columns) -> Iterator[tuple[float, Iterator[Record]]]:
    """Yield batches of records, each with the share of the rows up to its end.

    Raises:
        InputError: the file is not Parquet or is damaged, lacks a column, or
            a column has an extension type.
    """
    try:
        with open_parquet(file.open()) as table:
            _check_columns(table.schema_arrow, columns, file.path)
            rows = 0
            for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=columns.names):
                rows += batch.num_rows
                yield rows / table.metadata.num_rows, records_of(batch)
    except pa.ArrowInvalid as error:
        raise InputError(f"{file.path} is not a Parquet file: {str(error).rstrip('.')}.") from error


def open_parquet(file: Any) -> Any:
    """Return a ParquetFile that creates no extension type, whatever is registered."""
    return parquet.ParquetFile(ParquetSource(file), buffer_size=BUFFER_BYTES, pre_buffer=False)


def count_rows(path: Path) -> int:
    """Return the number of rows in a local file; -1 if it is not Parquet."""
    try:
        with open_parquet(pa.OSFile(str(path))) as table:
            return int(table.metadata.num_rows)
    except (pa.ArrowException, OSError):
        return -1


def _check_columns(schema: Any, columns: Columns, path: str) -> None:
    columns.check(schema.names, path)
    for name in extension_columns(schema):
        if name in columns.names:
            raise InputError(
                f"the column {name!r} of {path} has an Arrow extension type, which can run code when it is read: store "
                "it as text."
            )


def records_of(batch: Any) -> Iterator[Record]:
    """Yield the records of an Arrow RecordBatch; values are decoded one by one, so that a bad one costs one row."""
    columns = {name: _values(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    for cells in zip(*columns.values(), strict=True):
        unreadable = [cell for cell in cells if isinstance(cell, UnreadableRecord)]
        yield unreadable[0] if unreadable else dict(zip(columns, cells, strict=True))


def _values(column: Any) -> list[Any]:
    if isinstance(column.type, pa.BaseExtensionType):  # one of Arrow's own, such as JSON
        column = column.storage
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [None if value is None else _decoded(value) for value in column.cast(pa.large_binary()).to_pylist()]
    try:
        return list(column.to_pylist())
    except Exception:  # Arrow, Python's dates and time zone databases raise many unrelated classes
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except Exception as error:
        return UnreadableRecord(f"a value of the type {scalar.type} cannot be read: {error}")


def _decoded(value: bytes) -> str:
    """Return text that other tools may have stored in another encoding than UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(encoding_of(value), "replace")
