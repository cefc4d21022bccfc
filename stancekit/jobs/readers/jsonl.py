"""Read JSON Lines: one JSON object in each line."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.compression import TRUNCATION_ERRORS, truncated
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

SAMPLE = 100  # records whose keys count as the columns of the file


def read_records(lines: Iterable[bytes], file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file; blank lines are skipped.

    Raises:
        InputError: none of the first records has a column.
    """
    records = _parsed(lines)
    first = list(islice(records, SAMPLE))
    objects = [record for record in first if isinstance(record, Mapping)]
    keys = list(dict.fromkeys(chain.from_iterable(objects)))
    if keys:
        columns.check(keys, file.path)
    yield from chain(first, records)


def _parsed(lines: Iterable[bytes]) -> Iterator[Record]:
    try:
        for number, line in enumerate(lines):
            line = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
            if line.strip():
                yield _parse(line)
    except TRUNCATION_ERRORS as error:
        yield truncated(error)


def _parse(line: bytes) -> Record:
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        fault = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start} of the line"
        return UnreadableRecord(fault)
    except (ValueError, RecursionError) as error:
        return UnreadableRecord(f"not JSON: {error}")
    if not isinstance(record, dict):
        return UnreadableRecord(f"a JSON {type(record).__name__}, expected an object")
    return record
