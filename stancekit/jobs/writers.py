"""Documents to part files, which are there as a whole or not at all."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from stancekit.document.records import Document
from stancekit.document.tables import COLUMNS, Level, Row, rows
from stancekit.jobs.spec import DOCUMENTS, Job

HELD = 512  # rows that are held as Python's objects before they become Arrow's, which are ten times smaller
GROUP = 65_536  # rows that go to the file together
TEMPORARY = ".tmp"  # suffix of what is not whole yet; the name also begins with a dot, which readers of folders skip
TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.string()),
}


def schema(level: Level, keep: Sequence[str] = ()) -> Any:
    """Return the Arrow schema of a table, with the columns that are carried along as text."""
    own = [pa.field(column.name, TYPES[column.type], nullable=column.nullable) for column in COLUMNS[level]]
    return pa.schema([*own, *(pa.field(name, pa.string()) for name in keep)])


class Sink(Protocol):
    """One open part file."""

    count: int

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Take in a document."""
        ...

    def close(self) -> None:
        """Write what is held."""
        ...


class TableSink:
    """A table in Parquet."""

    def __init__(self, file: Any, level: Level, job: Job) -> None:
        """Begin the table."""
        self._level, self._schema = level, schema(level, job.columns.keep)
        metadata = {"stancekit.model": job.model_name, "stancekit.digest": job.model_digest}
        self._writer = parquet.ParquetWriter(file, self._schema.with_metadata(metadata), compression="zstd")
        self._held: list[Row] = []
        self._batches: list[Any] = []
        self._waiting = self.count = 0

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Take in a document's rows."""
        self._held += [{**row, **kept} for row in rows(document, self._level)]
        if len(self._held) >= HELD:
            self._pack()
            if self._waiting >= GROUP:
                self._flush()

    def _pack(self) -> None:
        self._batches.append(pa.RecordBatch.from_pylist(self._held, schema=self._schema))
        self._waiting += len(self._held)
        self._held = []

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self.count += self._waiting
        self._batches, self._waiting = [], 0

    def close(self) -> None:
        """Write what is held, and the footer."""
        self._pack()
        self._flush()
        self._writer.close()


class DocumentSink:
    """Whole Documents, a line of JSON each."""

    def __init__(self, file: Any) -> None:
        """Begin the file."""
        self._file = file
        self.count = 0

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Write a document."""
        self._file.write(json.dumps(document.to_dict(), ensure_ascii=False).encode() + b"\n")
        self.count += 1

    def close(self) -> None:
        """Do nothing: every line is written."""


class PartFiles:
    """The files of one part, a context: `commit` makes them appear, leaving without it leaves nothing behind."""

    def __init__(self, job: Job, out: Path, name: str) -> None:
        """Open a temporary file in each folder."""
        self._paths = {folder: out / folder / f"{name}{job.suffix}" for folder in job.folders}
        self._files: dict[str, Any] = {}
        self._sinks: dict[str, Sink] = {}
        for folder, path in self._paths.items():
            file = self._files[folder] = open(_temporary(path), "wb")  # noqa: SIM115
            self._sinks[folder] = DocumentSink(file) if folder == DOCUMENTS else TableSink(file, folder, job)  # type: ignore[arg-type]

    def __enter__(self) -> "PartFiles":
        """Return itself."""
        return self

    def add(self, document: Document, kept: Mapping[str, str | None]) -> None:
        """Take a document into every file."""
        for sink in self._sinks.values():
            sink.add(document, kept)

    def commit(self) -> dict[str, tuple[int, int]]:
        """Bring everything to disk, then to its name; return rows and bytes by folder."""
        for folder, sink in self._sinks.items():
            sink.close()
            self._files[folder].flush()
            os.fsync(self._files[folder].fileno())
            self._files[folder].close()
        for path in self._paths.values():
            os.replace(_temporary(path), path)
            sync_folder(path.parent)
        return {folder: (sink.count, self._paths[folder].stat().st_size) for folder, sink in self._sinks.items()}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not committed."""
        for folder, path in self._paths.items():
            with suppress(OSError):  # a full disk refuses what a close still has to write
                self._files[folder].close()
            _temporary(path).unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}{TEMPORARY}")


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
