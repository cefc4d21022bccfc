"""The output folder of a job, with a journal of the shards that are complete.

`job.json` declares the job and in the end holds its summary, `parts.jsonl` has
a line for each complete shard, and `errors.jsonl` has one for each row that
could not be scored. A shard is complete once its line is on disk, which
happens after its part files are.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO

from pyarrow import parquet

from stancekit.document.tables import LEVELS
from stancekit.errors import JobError
from stancekit.jobs import job_file
from stancekit.jobs.job import DOCUMENTS, Job
from stancekit.jobs.job_file import JOB_FILE
from stancekit.jobs.shards import CompletedShard, Shard, file_stem
from stancekit.jobs.summary import Summary
from stancekit.jobs.writers import TEMPORARY_SUFFIX, sync_folder

PARTS_FILE, ERRORS_FILE = "parts.jsonl", "errors.jsonl"


class Journal:
    """An output folder, as a context manager that one job at a time holds.

    A failure to write inside the context becomes a JobError. However the
    context ends, `errors.jsonl` lists the rows that could not be scored so far.

    Attributes:
        completed: the complete shards, by number.
    """

    def __init__(self, out: Path, job: Job, *, overwrite: bool = False) -> None:
        """Lock a folder that is new, or holds an earlier run of the same job.

        Raises:
            JobError: the folder holds something else, another process is
                writing to it, or it cannot be written.
        """
        self._out, self._job = out, job
        try:
            self._open(overwrite)
        except OSError as error:
            raise write_error(out, error) from error

    def __enter__(self) -> "Journal":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove incomplete files, write `errors.jsonl`, and unlock the folder."""
        try:
            self._remove_incomplete_files()
            self._write_errors()
        except OSError as failure:
            error = error or failure
        finally:
            with suppress(OSError):  # what a failed write left in the buffer
                self._parts.close()
        if isinstance(error, OSError):
            raise write_error(self._out, error) from error

    def _open(self, overwrite: bool) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        if not (self._out / JOB_FILE).exists():
            if any(not entry.name.endswith(TEMPORARY_SUFFIX) for entry in self._out.iterdir()):
                raise JobError(f"{self._out} is not empty and holds no job: choose another output folder.")
            self._declare()
        self._parts = _locked(self._out / PARTS_FILE)
        if overwrite:
            self._clear()
            self._declare()
        declared = (self._out / JOB_FILE).read_text(encoding="utf-8", errors="replace")
        job_file.check_same_job(declared, self._job, str(self._out))
        self.completed = {shard.number: shard for shard in self._read_parts()}
        for folder in self._job.folders:
            (self._out / folder).mkdir(exist_ok=True)
        self._remove_incomplete_files()

    def _declare(self) -> None:
        """Write `job.json`, before any other file."""
        self._write(JOB_FILE, job_file.declaration(self._job))

    def _remove_incomplete_files(self) -> None:
        for folder in self._job.folders:
            for path in (self._out / folder).glob(f".*{TEMPORARY_SUFFIX}"):
                path.unlink()

    def _clear(self) -> None:
        """Remove the output of a job, and nothing else."""
        self._parts.truncate(0)
        (self._out / ERRORS_FILE).unlink(missing_ok=True)
        for folder in (*LEVELS, DOCUMENTS):
            shutil.rmtree(self._out / folder, ignore_errors=True)

    def _read_parts(self) -> Iterator[CompletedShard]:
        """Yield the complete shards; remove the last line if a crash left it incomplete."""
        self._parts.seek(0)
        complete_bytes = 0
        for line in self._parts:
            if not line.endswith(b"\n"):
                break
            complete_bytes += len(line)
            entry = json.loads(line)
            files = {folder: (rows, size) for folder, (rows, size) in entry["files"].items()}
            yield CompletedShard(**{**entry, "errors": tuple(entry["errors"]), "files": files})
        self._parts.truncate(complete_bytes)
        self._parts.seek(0, os.SEEK_END)

    def is_complete(self, shard: Shard) -> bool:
        """Tell whether an earlier run completed a shard.

        Raises:
            JobError: the earlier run completed a shard of the same number with
                other rows.
        """
        completed = self.completed.get(shard.number)
        if completed is None:
            return False
        if completed.digest != shard.digest:
            first, last = shard.rows[0], shard.rows[-1]
            raise JobError(
                f"the rows from {first.file}, row {first.number}, to {last.file}, row {last.number}, differ from those "
                f"that an earlier run scored into {self._out}: choose another folder, or overwrite this one "
                "(--overwrite)."
            )
        return True

    def record(self, shard: CompletedShard) -> None:
        """Record that a shard is complete, and sync the record to disk."""
        self._parts.write(json.dumps(asdict(shard), ensure_ascii=False).encode() + b"\n")
        self._parts.flush()
        os.fsync(self._parts.fileno())
        self.completed[shard.number] = shard

    def _write_errors(self) -> None:
        """Write the rows that could not be scored, in the order of the input."""
        lines = (error for number in sorted(self.completed) for error in self.completed[number].errors)
        self._write(ERRORS_FILE, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))

    def verify(self, rows: int) -> None:
        """Check the files on disk: every row must be in the tables or among the errors.

        Args:
            rows: number of rows in the input.

        Raises:
            JobError: a shard is missing, or a part file has changed.
        """
        recorded = sum(shard.rows for shard in self.completed.values())
        if recorded != rows or set(self.completed) != set(range(len(self.completed))):
            raise JobError(
                f"the input has {rows} rows, but the parts in {self._out} have {recorded}: run the job again with "
                "overwrite (--overwrite)."
            )
        for shard in self.completed.values():
            for folder, (count, size) in shard.files.items():
                self._verify_part(self._out / folder / f"{file_stem(shard.number)}{self._job.suffix}", count, size)

    def _verify_part(self, path: Path, rows: int, size: int) -> None:
        if not path.exists():
            fault = "is missing"
        elif path.stat().st_size != size or (path.suffix == ".parquet" and _parquet_rows(path) != rows):
            fault = "has changed since it was written"
        else:
            return
        raise JobError(f"{path} {fault}: run the job again with overwrite (--overwrite).")

    def finish(self, summary: Summary) -> None:
        """Add the summary to `job.json`."""
        declared = (self._out / JOB_FILE).read_text(encoding="utf-8")
        self._write(JOB_FILE, job_file.with_summary(declared, summary))

    def _write(self, name: str, text: str) -> None:
        """Write a small file, which appears complete or not at all."""
        temporary = self._out / f".{name}{TEMPORARY_SUFFIX}"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._out / name)
        sync_folder(self._out)


def write_error(out: Path, error: OSError) -> JobError:
    """Return the error of a job whose output folder cannot be written."""
    return JobError(
        f"cannot write {out}: {error.strerror or error}. Complete parts are kept; run the job again to resume it."
    )


def _locked(path: Path) -> IO[bytes]:
    """Open a file for reading and appending, locked against other jobs; without effect on Windows."""
    file = path.open("a+b")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError as error:
        file.close()
        raise JobError(f"another job is writing to {path.parent}: wait for it, or choose another folder.") from error
    return file


def _parquet_rows(path: Path) -> int:
    return int(parquet.read_metadata(path).num_rows)
