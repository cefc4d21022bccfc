"""Files of gold labels, read with all of their columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.jobs.rows import Columns, UnreadableRecord

if TYPE_CHECKING:
    from stancekit.jobs.input_files import InputFile
    from stancekit.jobs.rows import Record

FORMATS = ("csv", "jsonl", "json", "parquet", "xlsx")


def read_gold(
    path: str, *, label: str, probability: str, target: str | None = None, encoding: str | None = None
) -> list[Mapping[str, Any]]:
    """Return the rows of a file of gold labels: CSV, TSV, JSON Lines, JSON, Parquet or XLSX, plain or gzip.

    Labels that `stancekit import` wrote become a row for each reviewed label.

    Args:
        path: the path of the file.
        label: the column with the label, which must exist in any other file.
        probability: the column with the inclusion probability.
        target: the target whose labels to return, one of those that `stancekit import` wrote.
        encoding: the encoding of its text; None detects it.

    Raises:
        InputError: the file or the column is missing, the format is unknown,
            or a row cannot be read.
        ImportError: the format needs an extra.
    """
    from stancekit.annotation.gold_rows import gold_rows, has_labels

    if has_labels(path):
        rows = read_rows(path, columns=Columns(id="id"))
        return list(gold_rows(rows, target=target, label=label, probability=probability))
    return read_rows(path, columns=_GoldColumns(text=label, id="id"), encoding=encoding)


class _GoldColumns(Columns):
    """The columns of gold labels, with the label in place of the text."""

    @staticmethod
    def _advice(present: Sequence[str]) -> str:
        return " Name the column of the labels with --label."


def read_rows(path: str, *, columns: Columns, encoding: str | None = None) -> list[Mapping[str, Any]]:
    """Return the rows of a table with all of their columns.

    Args:
        path: the path of the file.
        columns: columns that must exist.
        encoding: the encoding of its text; None detects it.

    Raises:
        InputError: the file or the column is missing, the format is unknown,
            or a row cannot be read.
        ImportError: the format needs an extra.
    """
    import_extra("pyarrow", need=f"reading {path} needs pyarrow", extra="report")
    from stancekit.jobs.input_files import find_input_files

    (file,) = _single(find_input_files(path, encoding=encoding), path)
    rows: list[Mapping[str, Any]] = []
    for number, record in enumerate(_records(file, columns), start=1):
        if not isinstance(record, Mapping):
            fault = record.fault if isinstance(record, UnreadableRecord) else "an article, expected a row of a table"
            raise InputError(f"{path}, row {number}: {fault}.")
        rows.append(record)
    return rows


def _single(files: Iterable["InputFile"], path: str) -> list["InputFile"]:
    only = list(files)
    if len(only) != 1:
        raise InputError(f"{path} holds {len(only)} files, expected one file of gold labels.")
    if only[0].format not in FORMATS:
        raise InputError(f"{path} is no table of gold labels: write them as {', '.join(FORMATS)}.")
    return only


def _records(file: "InputFile", columns: "Columns") -> Iterator["Record"]:
    """Yield the records of a file with all of their columns, of which a Reader keeps only some."""
    from stancekit.inputs.file_contents import read_whole
    from stancekit.jobs.readers import parquet
    from stancekit.jobs.readers.content import read_content

    with file.open() as opened:
        if file.format == "parquet":
            names = parquet.open_parquet(opened).schema_arrow.names
            all_columns = replace(columns, keep=tuple(names))
            for _, records in parquet.read_batches(file, all_columns):
                yield from records
            return
        yield from read_content(read_whole(opened, file.path), file, columns)
