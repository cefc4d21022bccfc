"""Read JSON Lines: one JSON object in each line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from stancekit.errors import InputError
from stancekit.inputs.json_articles import parse
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers.compression import TRUNCATION_ERRORS, truncated
from stancekit.jobs.readers.lines import OVERLONG, decoded_lines, has_undecodable
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

SAMPLE, SAMPLE_CHARACTERS = 100, 1 << 24  # records whose keys count as the columns of the file
ARRAY = re.compile(r"\[\s*(\{|$)")  # how a file of one JSON list begins


def read_records(lines: Iterable[bytes], file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file; blank lines are skipped.

    Raises:
        InputError: none of the first records has a column, or the file is one
            JSON list.
    """
    records = _parsed(decoded_lines(lines, file.encoding), file)
    first, length = list[Record](), 0
    for record, line_length in records:
        first.append(record)
        length += line_length
        if len(first) == SAMPLE or length >= SAMPLE_CHARACTERS:
            break
    objects = [record for record in first if isinstance(record, Mapping)]
    keys = list(dict.fromkeys(chain.from_iterable(objects)))
    if keys:
        columns.check(keys, file.path)
    yield from first
    yield from (record for record, _ in records)


def _parsed(lines: Iterable[str | None], file: InputFile) -> Iterator[tuple[Record, int]]:
    """Yield records with the characters of their lines."""
    is_first = True
    try:
        for line in lines:
            if line is None:
                yield UnreadableRecord(OVERLONG), 0
            elif line.strip():
                if is_first and ARRAY.match(line.strip()):
                    raise InputError(f"{file.path} is one JSON list, not JSON Lines: pass input_format json.")
                yield _parse(line), len(line)
                is_first = False
    except TRUNCATION_ERRORS as error:
        yield truncated(error), 0


def _parse(line: str) -> Record:
    if has_undecodable(line):
        return UnreadableRecord("not in the given encoding")
    try:
        record = parse(line)
    except (ValueError, RecursionError) as error:
        return UnreadableRecord(f"not JSON: {error}")
    if not isinstance(record, dict):
        return UnreadableRecord(f"a JSON {type(record).__name__}, expected an object")
    return record
