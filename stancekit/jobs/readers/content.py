"""Read the content of a file that is in memory, by its format."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from stancekit.inputs.formats import InputFormat
from stancekit.jobs.input_files import InputFile
from stancekit.jobs.readers import articles, csv, jsonl, xlsx
from stancekit.jobs.readers.lines import split_lines
from stancekit.jobs.rows import Columns, Record

LineReader = Callable[[Iterable[bytes], InputFile, Columns], Iterator[Record]]
LINE_READERS: Mapping[InputFormat, LineReader] = {"csv": csv.read_records, "jsonl": jsonl.read_records}


def read_content(content: bytes, file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield the records of a table or of articles, in any format but Parquet and WARC.

    Args:
        content: the bytes of the file, not compressed.
        file: gives the format.
        columns: the columns to use.

    Raises:
        InputError: the content cannot be read, or lacks a column.
        ImportError: the format needs an extra.
    """
    if file.format in LINE_READERS:
        yield from LINE_READERS[file.format](split_lines(io.BytesIO(content), file.encoding), file, columns)
    else:
        read = xlsx.read_records if file.format == "xlsx" else articles.read_records
        yield from read(content, file, columns)
