"""The rows of a job's files, read one after the other: JSON Lines, CSV and Parquet, plain or gzip.

A row that cannot be read is a row with a fault, so that it is counted and
reported; what comes after it is read all the same.
"""

import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from stancekit.errors import InputError
from stancekit.jobs.input_files import STDIN, Source

PEEK = 100  # records of JSON Lines in whose keys a column is looked for
BATCH = 256  # rows of Parquet that are decoded at once
LONGEST = 1 << 30  # characters of a field of CSV
TORN = (EOFError, gzip.BadGzipFile, zlib.error)  # what a gzip stream that breaks off raises


@dataclass(frozen=True)
class Columns:
    """Which columns of the input mean what.

    Attributes:
        text: what to analyse.
        id: identifies a row; without one, or where it is empty, `file:row` does.
        title: the headline, put before the text.
        keep: carried along as text.
    """

    text: str = "text"
    id: str | None = None
    title: str | None = None
    keep: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """All of them, each once."""
        named = (self.text, self.id, self.title, *self.keep)
        return list(dict.fromkeys(name for name in named if name is not None))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input.

    Attributes:
        file: path of its file.
        number: which row of the file it is, from 1.
        id: as the input gives it, else `file:row`.
        text, title: what stands there, whatever type it has.
        kept: the columns that are carried along.
        fault: why it cannot be read, None where it can.
    """

    file: str
    number: int
    id: str
    text: Any = None
    title: Any = None
    kept: Mapping[str, str | None] = field(default_factory=dict)
    fault: str | None = None


class Unreadable:
    """What stands in the place of a record that cannot be read."""

    def __init__(self, fault: str) -> None:
        """Keep the reason."""
        self.fault = fault


class Reader:
    """Reads the rows of several files; `share` tells how far it has come.

    Raises:
        InputError: while it reads, a column is missing (those there are listed).
    """

    def __init__(self, sources: Sequence[Source], columns: Columns) -> None:
        """Remember what to read."""
        self._sources, self._columns = sources, columns
        self._total = 0 if any(source.path == STDIN for source in sources) else sum(s.size for s in sources)
        self._before, self._within = 0, 0.0

    @property
    def share(self) -> float | None:
        """The share of the input's bytes that is read, None where nobody knows their number."""
        return (self._before + self._within) / self._total if self._total else None

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows of every file, in order."""
        for source in self._sources:
            try:
                for number, record in enumerate(self._records(source), start=1):
                    yield row_of(record, self._columns, file=source.path, name=source.name, number=number)
            except OSError as error:
                raise InputError(f"{source.path} cannot be read: {error}.") from error
            self._before, self._within = self._before + source.size, 0.0

    def _records(self, source: Source) -> Iterator[Mapping[str, Any] | Unreadable]:
        if source.format == "parquet":
            yield from self._parquet(source)
            return
        parse = _json_lines if source.format == "jsonl" else _csv
        yield from parse(self._lines(source), source, self._columns)

    def _lines(self, source: Source) -> Iterator[bytes]:
        """Yield the lines of a file, keeping track of the bytes that they take in it."""
        if source.path == STDIN:
            yield from sys.stdin.buffer
            return
        with source.open() as raw:
            for line in io.BufferedReader(gzip.GzipFile(fileobj=raw) if source.is_gzip else raw):
                self._within = raw.tell() if source.is_gzip else self._within + len(line)
                yield line

    def _parquet(self, source: Source) -> Iterator[Mapping[str, Any] | Unreadable]:
        try:
            file = parquet.ParquetFile(source.open(), buffer_size=1 << 20, pre_buffer=False)
        except pa.ArrowInvalid as error:
            raise InputError(f"{source.path} is not Parquet: {error}.") from error
        with file:
            _check(self._columns.names, file.schema_arrow.names, source)
            done = 0
            for batch in file.iter_batches(batch_size=BATCH, columns=self._columns.names):
                done += batch.num_rows
                self._within = source.size * done / file.metadata.num_rows
                yield from records_of(batch)


def row_of(
    record: Mapping[str, Any] | Unreadable, columns: Columns, *, file: str = "", name: str = "", number: int = 0
) -> Row:
    """Pick what a job needs from a record."""
    default = f"{name}:{number}"
    if isinstance(record, Unreadable):
        return Row(file, number, default, fault=record.fault)
    return Row(
        file,
        number,
        id=_written(record.get(columns.id)) or default if columns.id else default,
        text=record.get(columns.text),
        title=record.get(columns.title) if columns.title else None,
        kept={kept: _written(record.get(kept)) for kept in columns.keep},
    )


def _written(value: Any) -> str | None:
    """Return a value as text: dates in ISO 8601, lists and objects as JSON."""
    if value is None or isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False, default=str)


def _check(wanted: Iterable[str], present: Sequence[str], source: Source) -> None:
    missing = [name for name in wanted if name not in present]
    if missing:
        raise InputError(
            f"{source.path} has no column {', '.join(map(repr, missing))}; its columns are {', '.join(present)}."
        )


def parse_json(line: bytes | str) -> Mapping[str, Any] | Unreadable:
    """Read a line of JSON Lines."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        return Unreadable(f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start} of the line")
    except (ValueError, RecursionError) as error:
        return Unreadable(f"not JSON: {error}")
    return record if isinstance(record, dict) else Unreadable(f"a JSON {type(record).__name__}, expected an object")


def _whole(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield lines, and at last an Unreadable if they break off because the gzip stream does."""
    try:
        yield from lines
    except TORN as error:
        yield Unreadable(f"the rest of the file is lost: {error}")


def _json_lines(lines: Iterable[bytes], source: Source, columns: Columns) -> Iterator[Mapping[str, Any] | Unreadable]:
    records = (
        line if isinstance(line, Unreadable) else parse_json(line)
        for number, line in enumerate(_without_mark(_whole(lines)))
        if isinstance(line, Unreadable) or line.strip()
    )
    first = list(islice(records, PEEK))
    keys = list(dict.fromkeys(key for record in first if isinstance(record, Mapping) for key in record))
    if keys:
        _check(columns.names, keys, source)
    yield from chain(first, records)


def _without_mark(lines: Iterator[Any]) -> Iterator[Any]:
    """Yield lines without the byte order mark that the first may begin with."""
    for line in islice(lines, 1):
        yield line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line
    yield from lines


def _csv(lines: Iterable[bytes], source: Source, columns: Columns) -> Iterator[Mapping[str, Any] | Unreadable]:
    csv.field_size_limit(LONGEST)  # the module's own limit of 131,072 is less than a long article
    text = (line.decode("utf-8", "surrogateescape") for line in _without_mark(iter(lines)))
    table = csv.reader(text, strict=True)
    try:
        header = next(table, None)
        if header is None:
            return
        _check(columns.names, header, source)
    except (csv.Error, *TORN) as error:
        raise InputError(f"{source.path} has no header that can be read: {error}.") from error
    for cells in _cells(table):
        if isinstance(cells, Unreadable):
            yield cells
        elif len(cells) != len(header):
            if cells:  # an empty line is no row
                yield Unreadable(f"{len(cells)} fields, the header has {len(header)}")
        elif any(map(_is_foreign, cells)):
            yield Unreadable("not UTF-8")
        else:
            yield dict(zip(header, cells, strict=True))


def _cells(table: Iterator[list[str]]) -> Iterator[list[str] | Unreadable]:
    """Yield the rows of a CSV, and an Unreadable for each that breaks its rules."""
    while True:
        try:
            yield next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(f"not CSV: {error}")
        except TORN as error:
            yield Unreadable(f"the rest of the file is lost: {error}")
            return


def _is_foreign(cell: str) -> bool:
    """Tell whether a cell holds bytes that were not UTF-8."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return True
    return False


def records_of(batch: Any) -> Iterator[Mapping[str, Any] | Unreadable]:
    """Yield the rows of an Arrow batch; text is decoded row by row, for a column may hold what is not UTF-8."""
    columns = {name: _values(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    for cells in zip(*columns.values(), strict=True):
        faults = [cell for cell in cells if isinstance(cell, Unreadable)]
        yield faults[0] if faults else dict(zip(columns, cells, strict=True))


def _values(column: Any) -> list[Any]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return list(column.to_pylist())
    return [None if value is None else _decoded(value) for value in column.cast(pa.large_binary()).to_pylist()]


def _decoded(value: bytes) -> str | Unreadable:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        return Unreadable(f"not UTF-8: byte 0x{value[error.start]:02x} at offset {error.start}")
