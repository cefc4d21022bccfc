"""Read CSV: a header, then one row for each record, in UTF-8."""

import csv
from collections.abc import Iterable, Iterator

from stancekit.errors import InputError
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.compression import TRUNCATION_ERRORS, truncated
from stancekit.jobs.readers.lines import OVERLONG, is_overlong, utf8_lines
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

FIELD_LIMIT = 1 << 24  # characters of a field; the default of the csv module, 131,072, is less than a long article


def read_records(lines: Iterable[bytes], file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file; empty lines are skipped.

    Raises:
        InputError: the header cannot be read or lacks a column, or the file is
            in UTF-16.
    """
    csv.field_size_limit(FIELD_LIMIT)
    table = csv.reader(map(_decode, utf8_lines(lines, file.path)), strict=True)  # map goes on after an error
    try:
        header = next(filter(None, table), None)
    except (csv.Error, *TRUNCATION_ERRORS) as error:
        raise InputError(f"cannot read the header of {file.path}: {error}.") from error
    if header is None:
        return
    columns.check(header, file.path)
    for cells in _rows(table):
        if isinstance(cells, UnreadableRecord):
            yield cells
        elif cells:
            yield _record(header, cells)


def _decode(line: bytes) -> str:
    """Return a line as text, in which bytes that are not UTF-8 become surrogates."""
    if is_overlong(line):
        raise csv.Error(OVERLONG)
    return line.decode("utf-8", "surrogateescape")


def _rows(table: Iterator[list[str]]) -> Iterator[list[str] | UnreadableRecord]:
    """Yield the cells of each row, or an UnreadableRecord for a row that is not CSV."""
    while True:
        try:
            yield next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield UnreadableRecord(f"not CSV: {error}")
        except TRUNCATION_ERRORS as error:
            yield truncated(error)
            return


def _record(header: list[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        return UnreadableRecord(f"{len(cells)} fields, but the header has {len(header)}")
    if not all(map(_is_utf8, cells)):
        return UnreadableRecord("not UTF-8")
    return dict(zip(header, cells, strict=True))


def _is_utf8(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True
