"""Read the rows of all input files in order."""

import gzip
import io
import sys
from collections.abc import Iterator, Sequence

from stancekit.errors import InputError
from stancekit.jobs.input_files import STDIN, InputFile
from stancekit.jobs.readers import csv, jsonl, parquet
from stancekit.jobs.rows import Columns, Record, Row, row_of


class Reader:
    """Iterates over the rows of several files; `share` says how much of them it has read.

    Raises:
        InputError: on iteration, a file cannot be read or lacks a column; the
            message lists the columns that it has.
    """

    def __init__(self, files: Sequence[InputFile], columns: Columns) -> None:
        """Store the files and columns to read."""
        self._files, self._columns = files, columns
        self._total = 0 if any(file.path == STDIN for file in files) else sum(file.size for file in files)
        self._before, self._within = 0, 0.0  # bytes of the files before the current one, and of the current one

    @property
    def share(self) -> float | None:
        """Share of the input's bytes that has been read; None if their number is unknown."""
        return (self._before + self._within) / self._total if self._total else None

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows of every file, in order."""
        for file in self._files:
            try:
                for number, record in enumerate(self._records(file), start=1):
                    yield row_of(record, self._columns, file=file.path, name=file.name, number=number)
            except OSError as error:
                raise InputError(f"cannot read {file.path}: {error}.") from error
            self._before, self._within = self._before + file.size, 0.0

    def _records(self, file: InputFile) -> Iterator[Record]:
        if file.format == "parquet":
            for share, records in parquet.read_batches(file, self._columns):
                self._within = file.size * share
                yield from records
        elif file.format == "csv":
            yield from csv.read_records(self._lines(file), file, self._columns)
        else:
            yield from jsonl.read_records(self._lines(file), file, self._columns)

    def _lines(self, file: InputFile) -> Iterator[bytes]:
        """Yield the lines of a file, and count the bytes that they take in it."""
        if file.path == STDIN:
            yield from sys.stdin.buffer
            return
        with file.open() as raw:
            for line in io.BufferedReader(gzip.GzipFile(fileobj=raw) if file.is_gzip else raw):
                self._within = raw.tell() if file.is_gzip else self._within + len(line)
                yield line
