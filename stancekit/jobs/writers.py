"""Write Documents to part files; a part file appears complete or not at all."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from stancekit.document import tables
from stancekit.document.records import Document
from stancekit.document.tables import COLUMNS, TABLE_FORMAT, Level, checked_level
from stancekit.errors import InputError
from stancekit.jobs.job import Job
from stancekit.jobs.output_folder import DOCUMENTS, TEMPORARY_SUFFIX, to_json_line

MERGED_BATCHES = 512  # batches that are merged into one, because a batch takes some kilobytes however few its rows
GROUP_ROWS, GROUP_BYTES = 65_536, 1 << 27  # after which a Parquet row group ends
MAX_COPIED_CHARACTERS = 50_000_000  # of an id and kept columns, over the rows of one Document in one table
ARROW_TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.string()),
}


def schema(level: Level, kept: Iterable[str] = ()) -> Any:
    """Return the Arrow schema of a table: its own columns, then the kept ones as text."""
    own = [pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable) for column in COLUMNS[level]]
    return pa.schema([*own, *(pa.field(name, pa.string()) for name in kept)])


def job_schema(level: Level, job: Job) -> Any:
    """Return the Arrow schema of a job's table; its metadata names the format of the table and the model."""
    metadata = {
        "stancekit.format": str(TABLE_FORMAT),
        "stancekit.model": job.model.name,
        "stancekit.digest": job.model.digest,
    }
    return schema(level, job.spec.columns.kept_names.values()).with_metadata(metadata)


class RowEncoder:
    """Encodes Documents for every folder of a job: whatever can fail for a single Document fails here."""

    def __init__(self, job: Job) -> None:
        """Store the schemas of the tables."""
        self._folders = job.folders
        self._schemas = {level: job_schema(level, job) for level in job.spec.levels}

    def __call__(self, document: Document, kept: Mapping[str, str | None]) -> Mapping[str, Any]:
        """Return what to write of a Document, with the kept columns of its row.

        Returns:
            By folder: an Arrow RecordBatch for a table, a line for whole
            Documents.

        Raises:
            InputError: the id and the kept columns, which every row repeats,
                would take too much memory.
        """
        return {
            folder: to_json_line(document.to_dict())
            if folder == DOCUMENTS
            else encode_rows(document, kept, level := checked_level(folder), self._schemas[level])
            for folder in self._folders
        }


def encode_rows(document: Document, kept: Mapping[str, str | None], level: Level, schema: Any) -> Any:
    """Return the rows of a Document in a table as an Arrow RecordBatch; see `RowEncoder`."""
    rows = list(tables.rows(document, level))
    copied = len(rows) * sum(len(value or "") for value in (document.id, *kept.values()))
    if copied > MAX_COPIED_CHARACTERS:
        raise InputError(
            f"its id and kept columns, in {len(rows):,} rows of the {level} table, take {copied:,} characters, more "
            f"than {MAX_COPIED_CHARACTERS:,}"
        )
    return pa.RecordBatch.from_pylist([{**row, **kept} for row in rows], schema=schema)


class Writer(Protocol):
    """Writes one part file.

    Attributes:
        rows: number of rows written.
    """

    rows: int

    def write(self, encoded: Any) -> None:
        """Write an encoded Document."""
        ...

    def close(self) -> None:
        """Write buffered rows."""
        ...


class TableWriter:
    """Writes a table in Parquet."""

    def __init__(self, file: Any, level: Level, job: Job) -> None:
        """Start the table."""
        self.rows = 0
        self._level, self._schema = level, job_schema(level, job)
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._small: list[Any] = []  # batches of one Document each
        self._merged: list[Any] = []
        self._buffered_rows = self._buffered_bytes = 0

    def write(self, encoded: Any) -> None:
        """Add a RecordBatch, and write a row group when it is complete."""
        self._small.append(encoded)
        self._buffered_rows += encoded.num_rows
        self._buffered_bytes += encoded.nbytes
        if self._buffered_rows >= GROUP_ROWS or self._buffered_bytes >= GROUP_BYTES:
            self._write_group()
        elif len(self._small) >= MERGED_BATCHES:
            self._merged += pa.Table.from_batches(self._small, self._schema).combine_chunks().to_batches()
            self._small = []

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_batches([*self._merged, *self._small], self._schema))
        self.rows += self._buffered_rows
        self._small, self._merged, self._buffered_rows, self._buffered_bytes = [], [], 0, 0

    def close(self) -> None:
        """Write buffered rows and the footer."""
        self._write_group()
        self._writer.close()


class DocumentWriter:
    """Writes whole Documents in JSON Lines."""

    def __init__(self, file: Any) -> None:
        """Start the file."""
        self.rows = 0
        self._file = file

    def write(self, encoded: bytes) -> None:
        """Write a line."""
        self._file.write(encoded)
        self.rows += 1

    def close(self) -> None:
        """Do nothing: no row is buffered."""


class ShardFiles:
    """The part files of one shard, as a context manager: they appear on `commit`, or not at all."""

    def __init__(self, job: Job, out: Path, stem: str) -> None:
        """Open a temporary file in each folder."""
        self._paths = {folder: out / folder / f"{stem}{job.suffix}" for folder in job.folders}
        self._files: dict[str, Any] = {}
        self._writers: dict[str, Writer] = {}
        for folder, path in self._paths.items():
            file = self._files[folder] = open(_temporary(path), "wb")  # noqa: SIM115
            is_documents = folder == DOCUMENTS
            self._writers[folder] = (
                DocumentWriter(file) if is_documents else TableWriter(file, checked_level(folder), job)
            )

    def __enter__(self) -> "ShardFiles":
        """Return itself."""
        return self

    def write(self, encoded: Mapping[str, Any]) -> None:
        """Write an encoded Document to every file."""
        for folder, writer in self._writers.items():
            writer.write(encoded[folder])

    def commit(self) -> dict[str, tuple[int, int]]:
        """Sync the files to disk, then rename them; return rows and bytes by folder."""
        for folder, writer in self._writers.items():
            writer.close()
            self._files[folder].flush()
            os.fsync(self._files[folder].fileno())
            self._files[folder].close()
        for path in self._paths.values():
            os.replace(_temporary(path), path)
            sync_folder(path.parent)
        return {folder: (writer.rows, self._paths[folder].stat().st_size) for folder, writer in self._writers.items()}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove files that were not committed."""
        for folder, path in self._paths.items():
            with suppress(OSError):  # on a full disk, closing fails to write the buffer
                self._files[folder].close()
            _temporary(path).unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder to disk, on systems that can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
