"""Read JSON Lines: one JSON object in each line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.compression import TRUNCATION_ERRORS, truncated
from stancekit.jobs.readers.lines import OVERLONG, is_overlong, utf8_lines
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

SAMPLE, SAMPLE_BYTES = 100, 1 << 24  # records whose keys count as the columns of the file


def read_records(lines: Iterable[bytes], file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file; blank lines are skipped.

    Raises:
        InputError: none of the first records has a column, or the file is in
            UTF-16.
    """
    records = _parsed(utf8_lines(lines, file.path))
    first, length = list[Record](), 0
    for record, line_length in records:
        first.append(record)
        length += line_length
        if len(first) == SAMPLE or length >= SAMPLE_BYTES:
            break
    objects = [record for record in first if isinstance(record, Mapping)]
    keys = list(dict.fromkeys(chain.from_iterable(objects)))
    if keys:
        columns.check(keys, file.path)
    yield from first
    yield from (record for record, _ in records)


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[Record, int]]:
    """Yield records with the bytes of their lines."""
    try:
        for line in lines:
            if line.strip():
                yield _parse(line), len(line)
    except TRUNCATION_ERRORS as error:
        yield truncated(error), 0


def _parse(line: bytes) -> Record:
    if is_overlong(line):
        return UnreadableRecord(OVERLONG)
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        fault = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start} of the line"
        return UnreadableRecord(fault)
    except (ValueError, RecursionError) as error:
        return UnreadableRecord(f"not JSON: {error}")
    if not isinstance(record, dict):
        return UnreadableRecord(f"a JSON {type(record).__name__}, expected an object")
    return record
