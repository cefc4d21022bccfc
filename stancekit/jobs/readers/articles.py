"""Read files that hold one article each, and JSON and feeds with several."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from stancekit.errors import InputError
from stancekit.inputs import json_articles
from stancekit.inputs.article_files import json_records, read_articles
from stancekit.inputs.encodings import decode
from stancekit.inputs.formats import SINGLE, InputFormat
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.rows import Columns, Record, UnreadableRecord

ARTICLES: frozenset[InputFormat] = SINGLE | {"feed", "warc"}  # formats that name no column for the text
OWN_COLUMNS = frozenset((*json_articles.SYNONYMS, "id"))  # that an article has or lacks without being faulty


def columns_of(file: InputFile, columns: Columns) -> Columns:
    """Return the columns to use of a file; articles have their text and their headline, whatever the columns are."""
    return replace(columns, text="text", title="title") if file.format in ARTICLES else columns


def read_records(content: bytes, file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a file.

    Args:
        content: the bytes of the file, not compressed.
        file: the file.
        columns: the columns to use.

    Raises:
        InputError: the file is not JSON or no feed, or none of its articles
            has a column.
        ImportError: the format needs an extra.
    """
    if file.format == "json":
        yield from _json_records(decode(content, file.path, file.encoding), file, columns)
        return
    try:
        yield from read_articles(content, file.name, format=file.format, label=file.path, encoding=file.encoding)
    except InputError as error:
        if file.format not in SINGLE:
            raise
        yield UnreadableRecord(str(error).rstrip("."))  # one article of many


def _json_records(text: str, file: InputFile, columns: Columns) -> Iterator[Record]:
    if not text.strip():
        return
    records = json_records(text, file.path)
    keys = list(dict.fromkeys(chain.from_iterable(entry for entry in records if isinstance(entry, Mapping))))
    if keys:
        columns.check([*keys, *(name for name in OWN_COLUMNS.difference(keys) if name != columns.text)], file.path)
    for entry in records:
        yield (
            entry
            if isinstance(entry, Mapping)
            else UnreadableRecord(f"a JSON {type(entry).__name__}, expected an object")
        )
