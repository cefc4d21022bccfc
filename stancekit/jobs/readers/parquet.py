"""Read Parquet, batch by batch."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from stancekit.errors import InputError
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

BATCH_ROWS = 256
BUFFER_BYTES = 1 << 20


def read_batches(file: InputFile, columns: Columns) -> Iterator[tuple[float, Iterator[Record]]]:
    """Yield batches of records, each with the share of the rows up to its end.

    Raises:
        InputError: the file is not Parquet, or lacks a column.
    """
    try:
        table = parquet.ParquetFile(file.open(), buffer_size=BUFFER_BYTES, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise InputError(f"{file.path} is not a Parquet file: {error}.") from error
    with table:
        columns.check(table.schema_arrow.names, file.path)
        rows = 0
        for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=columns.names):
            rows += batch.num_rows
            yield rows / table.metadata.num_rows, records_of(batch)


def records_of(batch: Any) -> Iterator[Record]:
    """Yield the records of an Arrow RecordBatch; text is decoded row by row, so that one bad value costs one row."""
    columns = {name: _values(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    for cells in zip(*columns.values(), strict=True):
        unreadable = [cell for cell in cells if isinstance(cell, UnreadableRecord)]
        yield unreadable[0] if unreadable else dict(zip(columns, cells, strict=True))


def _values(column: Any) -> list[Any]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return list(column.to_pylist())
    return [None if value is None else _decoded(value) for value in column.cast(pa.large_binary()).to_pylist()]


def _decoded(value: bytes) -> str | UnreadableRecord:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        return UnreadableRecord(f"not UTF-8: byte 0x{value[error.start]:02x} at offset {error.start}")
