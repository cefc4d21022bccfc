"""Write Documents to part files; a part file appears complete or not at all."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from stancekit.document import tables
from stancekit.document.records import Document
from stancekit.document.tables import COLUMNS, TABLE_FORMAT, Level, checked_level
from stancekit.jobs.job import DOCUMENTS, Job

BATCH_ROWS = 512  # rows kept as Python objects, which take ten times the memory of Arrow's
GROUP_ROWS = 65_536  # rows of a Parquet row group
TEMPORARY_SUFFIX = ".tmp"  # of incomplete files; their names start with a dot, so readers of folders skip them
ARROW_TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.string()),
}


def schema(level: Level, keep: Sequence[str] = ()) -> Any:
    """Return the Arrow schema of a table: its own columns, then the kept ones as text."""
    own = [pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable) for column in COLUMNS[level]]
    return pa.schema([*own, *(pa.field(name, pa.string()) for name in keep)])


def job_schema(level: Level, job: Job) -> Any:
    """Return the Arrow schema of a job's table; its metadata names the format of the table and the model."""
    metadata = {
        "stancekit.format": str(TABLE_FORMAT),
        "stancekit.model": job.model_name,
        "stancekit.digest": job.model.digest,
    }
    return schema(level, job.spec.columns.keep).with_metadata(metadata)


class Writer(Protocol):
    """Writes one part file.

    Attributes:
        rows: number of rows written.
    """

    rows: int

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Add a Document, with the kept columns of its row."""
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
        self._buffer: list[tables.Row] = []
        self._batches: list[Any] = []
        self._batched_rows = 0

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Add the rows of a Document."""
        self._buffer += [{**row, **kept} for row in tables.rows(document, self._level)]
        if len(self._buffer) >= BATCH_ROWS:
            self._batch()
            if self._batched_rows >= GROUP_ROWS:
                self._write_group()

    def _batch(self) -> None:
        self._batches.append(pa.RecordBatch.from_pylist(self._buffer, schema=self._schema))
        self._batched_rows += len(self._buffer)
        self._buffer = []

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self.rows += self._batched_rows
        self._batches, self._batched_rows = [], 0

    def close(self) -> None:
        """Write buffered rows and the footer."""
        self._batch()
        self._write_group()
        self._writer.close()


class DocumentWriter:
    """Writes whole Documents in JSON Lines."""

    def __init__(self, file: Any) -> None:
        """Start the file."""
        self.rows = 0
        self._file = file

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Write a Document; it has no place for kept columns."""
        self._file.write(json.dumps(document.to_dict(), ensure_ascii=False).encode() + b"\n")
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

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Add a Document to every file."""
        for writer in self._writers.values():
            writer.add(document, kept)

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
