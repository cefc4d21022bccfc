"""Read the rows of all input files in order."""

import gzip
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from stancekit.errors import InputError
from stancekit.inputs.file_contents import read_whole
from stancekit.jobs.input_files import STDIN, InputFile
from stancekit.jobs.readers import articles, parquet, warc
from stancekit.jobs.readers.content import LINE_READERS, read_content
from stancekit.jobs.readers.lines import split_lines
from stancekit.jobs.rows import Columns, Record, Row, UnreadableRecord, row_of
from stancekit.jobs.slices import Slice


class Reader:
    """Iterates over the rows of several files; `share` says how much of them it has read.

    Raises:
        InputError: on iteration, a file cannot be read or lacks a column; the
            message lists the columns that it has.
    """

    def __init__(
        self,
        files: Sequence[InputFile],
        columns: Columns,
        *,
        skip_bad_files: bool = False,
        shard: Slice | None = None,
    ) -> None:
        """Store the files and columns to read.

        Args:
            files: the files.
            columns: the columns.
            skip_bad_files: whether a file that cannot be read further ends in
                a row with a fault, which stands for the rest of it.
            shard: the rows to yield; None yields all.
        """
        self._files, self._columns, self._skip_bad_files, self._shard = files, columns, skip_bad_files, shard
        self._total = 0 if any(file.path == STDIN for file in files) else sum(file.size for file in files)
        self._before, self._within = 0, 0.0  # bytes of the files before the current one, and of the current one

    @property
    def share(self) -> float | None:
        """Share of the input's bytes that has been read; None if their number is unknown."""
        return (self._before + self._within) / self._total if self._total else None

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows of every file, in order."""
        for index, file in enumerate(self._files):
            columns = articles.columns_of(file, self._columns)
            for number, record in enumerate(self._records(file), start=1):
                if self._shard is None or self._shard.has(index, number):
                    yield row_of(record, columns, file=file.path, name=file.name, number=number)
            self._before, self._within = self._before + file.size, 0.0

    def _records(self, file: InputFile) -> Iterator[Record]:
        """Yield the records of a file; what stops its reader is an InputError, or the last record."""
        try:
            yield from self._readable_records(file)
        except InputError as error:
            if not self._skip_bad_files:
                raise
            yield UnreadableRecord(f"cannot read the rest of the file: {error}")

    def _readable_records(self, file: InputFile) -> Iterator[Record]:
        try:
            yield from self._unchecked_records(file)
        except OSError as error:
            raise InputError(f"cannot read {file.path}: {str(error).rstrip('.')}.") from error

    def _unchecked_records(self, file: InputFile) -> Iterator[Record]:
        if file.format == "parquet":
            for share, records in parquet.read_batches(file, self._columns):
                self._within = file.size * share
                yield from records
        elif file.format in LINE_READERS:
            yield from LINE_READERS[file.format](self._lines(file), file, self._columns)
        elif file.format == "warc":
            with _opened(file) as content:
                yield from warc.read_records(content, file)
        else:
            yield from read_content(_whole(file), file, self._columns)

    def _lines(self, file: InputFile) -> Iterator[bytes]:
        """Yield the lines of a file, and count the bytes that they take in it."""
        if file.path == STDIN:
            yield from split_lines(sys.stdin.buffer, file.encoding)
            return
        with file.open() as raw:
            content = gzip.GzipFile(fileobj=raw) if file.is_gzip else io.BufferedReader(raw)
            for line in split_lines(content, file.encoding):  # a buffer around gzip would lose the lines before damage
                self._within = raw.tell() if file.is_gzip else self._within + len(line)
                yield line


def _whole(file: InputFile) -> bytes:
    """Return the content of a file that is read as a whole."""
    with _opened(file) as content:
        return read_whole(content, file.path)


def _opened(file: InputFile) -> Any:
    return nullcontext(sys.stdin.buffer) if file.path == STDIN else file.open()
