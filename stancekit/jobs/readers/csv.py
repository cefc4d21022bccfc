"""Read CSV: a header, then one row for each record, with any of the usual delimiters and quotes."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from typing import Literal

from stancekit.errors import InputError
from stancekit.inputs.formats import is_page
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.compression import TRUNCATION_ERRORS, truncated
from stancekit.jobs.readers.lines import OVERLONG, decoded_lines, has_undecodable
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

FIELD_LIMIT = 1 << 24  # characters of a field; the default of the csv module, 131,072, is less than a long article
DELIMITERS = ",;\t|"
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\s*", re.I)  # with which Excel lets a file begin
SAMPLE_LINES, SAMPLE_CHARACTERS = 1_000, 1 << 22  # to recognize quotes that a backslash escapes
ESCAPED_QUOTE = re.compile(r'(?<!\\)\\"(?=[^",;\t|\r\n])')


@dataclass(frozen=True)
class _Dialect:
    """How the fields of a file are separated and quoted."""

    delimiter: str
    quotechar: str
    escapechar: str | None = None
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, strict=True, **asdict(self))


def read_records(lines: Iterable[bytes], file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file; empty lines are skipped.

    Raises:
        InputError: the header cannot be read or lacks a column, or the file is a web page.
    """
    csv.field_size_limit(FIELD_LIMIT)
    text = decoded_lines(lines, file.encoding)
    try:
        sample, rest = _sample(text)
    except TRUNCATION_ERRORS as error:
        raise InputError(f"cannot read the header of {file.path}: {error}.") from error
    first = next((line for line in sample if line is not None and line.strip()), "")
    if is_page(first.encode()):
        raise InputError(f"{file.path} is a web page, expected a table: give it a name that ends in .html.")
    separator = SEPARATOR_LINE.fullmatch(first)
    if separator is not None:
        sample = sample[sample.index(first) + 1 :]
        first = next((line for line in sample if line is not None and line.strip()), "")
    dialect = _dialect(first, sample, columns, separator[1] if separator else None)
    source = _Lines(chain(sample, rest))
    table = dialect.reader(source)
    try:
        header = next(filter(None, table), None)
    except (csv.Error, *TRUNCATION_ERRORS) as error:
        raise InputError(f"cannot read the header of {file.path}: {error}.") from error
    if header is None:
        return
    header = [name.strip() for name in header]
    columns.check(header, file.path)
    for cells in _rows(table, source, dialect, len(header)):
        if isinstance(cells, UnreadableRecord):
            yield cells
        elif cells:
            yield _record(header, cells)


class _Lines:
    """Iterates over lines, and keeps the last; an overlong one is an error that the iteration survives."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if line is None:
            raise csv.Error(OVERLONG)
        self.last = line
        return line


def _sample(lines: Iterator[str | None]) -> tuple[list[str | None], Iterator[str | None]]:
    """Return the first lines and the others; damage after the first line is left to the others."""
    sample, length = list(islice(lines, 1)), 0
    damage: list[Exception] = []
    try:
        for line in islice(lines, SAMPLE_LINES):
            sample.append(line)
            length += len(line or "")
            if length > SAMPLE_CHARACTERS:
                break
    except TRUNCATION_ERRORS as error:
        damage.append(error)

    def rest() -> Iterator[str | None]:
        if damage:
            raise damage[0]
        yield from lines

    return sample, rest()


def _dialect(header: str, sample: Iterable[str | None], columns: Columns, delimiter: str | None) -> _Dialect:
    """Return the dialect in which the header has the columns, or else the most fields."""
    quote = "'" if header.lstrip().startswith("'") else '"'
    is_escaped = any(line is not None and ESCAPED_QUOTE.search(line) for line in sample)
    best = max(delimiter or DELIMITERS, key=lambda each: _fitness(header, _Dialect(each, quote), columns))
    dialect = _Dialect(best, quote, "\\" if is_escaped else None)
    return replace(dialect, quoting=csv.QUOTE_NONE) if _has_literal_quotes(header, sample, dialect) else dialect


def _has_literal_quotes(header: str, sample: Iterable[str | None], dialect: _Dialect) -> bool:
    """Return whether quotation marks are text: each line has the tabs of a row, and quotes would join or break some."""
    lines = [line for line in sample if line is not None and line.strip()]
    tabs = header.count("\t")
    if dialect.delimiter != "\t" or any(line.count("\t") != tabs for line in lines):
        return False
    try:
        return sum(map(bool, dialect.reader(lines))) < len(lines)
    except csv.Error:
        return True


def _fitness(header: str, dialect: _Dialect, columns: Columns) -> tuple[int, int]:
    """Return how many columns a header has, and how many fields."""
    try:
        names = [name.strip() for name in next(dialect.reader([header]), [])]
    except csv.Error:
        return 0, 0
    return len(set(columns.names).intersection(names)), len(names)


def _rows(
    table: Iterator[list[str]], source: _Lines, dialect: _Dialect, width: int
) -> Iterator[list[str] | UnreadableRecord]:
    """Yield the cells of each row, or an UnreadableRecord for a row that is not CSV."""
    while True:
        try:
            yield next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield _escaped_row(source.last, dialect, width) or UnreadableRecord(f"not CSV: {error}")
        except TRUNCATION_ERRORS as error:
            yield truncated(error)
            return


def _escaped_row(line: str, dialect: _Dialect, width: int) -> list[str] | None:
    """Return the cells of a line with escaped quotes, in a file whose first lines have none."""
    if dialect.escapechar is not None or not ESCAPED_QUOTE.search(line):
        return None
    try:
        cells = next(_Dialect(dialect.delimiter, dialect.quotechar, "\\").reader([line]), [])
    except csv.Error:
        return None
    return cells if len(cells) == width else None


def _record(header: list[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        fields = "1 field" if len(cells) == 1 else f"{len(cells)} fields"
        return UnreadableRecord(f"{fields}, but the header has {len(header)}")
    if any(map(has_undecodable, cells)):
        return UnreadableRecord("not in the given encoding")
    return dict(zip(header, cells, strict=True))
