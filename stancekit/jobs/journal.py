"""The output folder of a job on this machine, with a journal of the shards that are complete.

`job.json` declares the job and in the end holds its summary, `parts.jsonl` has
a line for each complete shard, and `errors.jsonl` has one for each row that
could not be scored. A shard is complete once its line is on disk, which
happens after its part files are.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from pyarrow import fs

from stancekit.errors import FolderError, JobError
from stancekit.jobs import job_file
from stancekit.jobs.job import Job
from stancekit.jobs.output_folder import (
    ERRORS_FILE,
    JOB_FILE,
    PARTS_FILE,
    TEMPORARY_SUFFIX,
    check_output_folder,
    foreign_parts,
    is_part,
    remove_output,
    to_json_line,
)
from stancekit.jobs.parts_log import PartsLog, RecordedShard
from stancekit.jobs.readers.parquet import count_rows
from stancekit.jobs.shards import CompletedShard, Shard, file_stem
from stancekit.jobs.summary import Summary
from stancekit.jobs.writers import sync_folder


class Journal:
    """An output folder, as a context manager that one job at a time holds.

    A failure to write inside the context becomes a JobError. However the
    context ends, `errors.jsonl` lists the rows that could not be scored so far.

    Attributes:
        job: the job, with the part size of the run that it resumes.
    """

    def __init__(self, out: Path, job: Job, *, overwrite: bool = False) -> None:
        """Lock a folder that is new, or holds an earlier run of the same job.

        An earlier run may have had more inputs: the shards of those that
        remain are kept. An earlier run that has scored no row counts for
        nothing, so that a corrected job can follow in the same folder.

        Raises:
            JobError: the folder holds something else, another process is
                writing to it, or it cannot be written.
        """
        self._out, self.job = out, job
        try:
            self._open(overwrite)
        except OSError as error:
            raise write_error(out, error) from error
        self._by_digest = {shard.digest: shard for shard in self._parts.shards.values()}
        self._by_start = {shard.start: shard for shard in self._parts.shards.values()}
        self._used: set[int] = set(self._parts.shards)
        self._current: set[int] = set()  # numbers of the shards that the input has now

    def __enter__(self) -> "Journal":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove temporary files, write `errors.jsonl`, and unlock the folder."""
        try:
            self._remove_temporary_files()
            self._write(ERRORS_FILE, map(to_json_line, self._parts.errors()))
        except OSError as failure:
            error = error or failure
        finally:
            with suppress(OSError):  # what a failed write left in the buffer
                self._parts.close()
        if isinstance(error, OSError):
            raise write_error(self._out, error) from error

    def _open(self, overwrite: bool) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        system, folder = fs.LocalFileSystem(), str(self._out)
        if not check_output_folder(system, folder, folder):
            self._declare()
        self._parts = PartsLog(self._out / PARTS_FILE)
        try:
            if not overwrite:
                job_file.checked_declaration(self._declared(), folder)
                self._parts.read()
            if overwrite or not self._parts.scored:
                self._parts.clear()
                remove_output(system, folder)
                self._declare()
            self._resume()
        except BaseException:
            self._parts.close()
            raise

    def _resume(self) -> None:
        """Read what an earlier run has completed."""
        self.job, self._has_same_inputs = job_file.resume(self._declared(), self.job, str(self._out))
        for name in self.job.folders:
            (self._out / name).mkdir(exist_ok=True)
        self._remove_temporary_files()
        self._remove_unrecorded_parts()

    def _declared(self) -> str:
        return (self._out / JOB_FILE).read_text(encoding="utf-8", errors="replace")

    def _declare(self) -> None:
        """Write `job.json`, before any other file."""
        self._write(JOB_FILE, [job_file.declaration(self.job).encode()])

    def _remove_temporary_files(self) -> None:
        for folder in self.job.folders:
            for path in (self._out / folder).glob(f".*{TEMPORARY_SUFFIX}"):
                path.unlink()

    def _remove_unrecorded_parts(self) -> None:
        """Remove part files that an interruption left without a line in the journal.

        Only what the journal has on disk decides: an interrupted `record` may
        have written a line that is not in memory.
        """
        recorded = self._part_names()
        for folder in self.job.folders:
            for path in (self._out / folder).iterdir():
                if is_part(path.name) and path.name not in recorded:
                    path.unlink()

    def _part_names(self) -> set[str]:
        return {f"{file_stem(number)}{self.job.suffix}" for number in self._parts.shards}

    @property
    def completed(self) -> Mapping[int, RecordedShard]:
        """The complete shards, by number."""
        return self._parts.shards

    def find(self, shard: Shard) -> RecordedShard | None:
        """Return what an earlier run recorded of a shard, or None.

        Raises:
            FolderError: the earlier run completed a shard that begins at the same
                row, with other content.
        """
        recorded = self._by_digest.get(shard.digest)
        if recorded is not None:
            self._current.add(recorded.number)
        elif self._has_same_inputs and shard.start in self._by_start:
            first, last = shard.rows[0], shard.rows[-1]
            raise FolderError(
                f"the rows from {first.file}, row {first.number}, to {last.file}, row {last.number}, differ from those "
                f"that an earlier run scored into {self._out}: choose another folder, or overwrite this one "
                "(--overwrite)."
            )
        return recorded

    def numbered(self, shard: Shard) -> Shard:
        """Return a new shard with a number that no other has: its own, unless a removed input has shifted it."""
        number = shard.number if shard.number not in self._used else max(self._used) + 1
        self._used.add(number)
        self._current.add(number)
        return replace(shard, number=number)

    def record(self, shard: CompletedShard) -> None:
        """Record that a shard is complete, and sync the record to disk."""
        self._parts.add(shard)

    def remove_other_shards(self) -> None:
        """Remove the shards that only a removed input had."""
        if self._has_same_inputs:
            return
        for number in sorted(self._parts.shards.keys() - self._current):
            self._parts.remove(number)
        self._remove_unrecorded_parts()

    def verify(self, rows: int) -> None:
        """Check the files on disk: every row must be in the tables or among the errors.

        Args:
            rows: number of rows in the input.

        Raises:
            JobError: a shard is missing, a part file has changed, or a folder
                holds a file that is not of this job.
        """
        recorded = sum(shard.rows for shard in self.completed.values())
        if recorded != rows or self.completed.keys() != self._current:
            raise JobError(
                f"the input has {rows} rows, but the parts in {self._out} have {recorded}: run the job again with "
                "overwrite (--overwrite)."
            )
        for shard in self.completed.values():
            for folder, (count, size) in shard.files.items():
                self._verify_part(self._out / folder / f"{file_stem(shard.number)}{self.job.suffix}", count, size)
        for folder in self.job.folders:
            for name in foreign_parts(os.listdir(self._out / folder), self._part_names()):
                raise JobError(f"{self._out / folder / name} is not a part of this job: remove it, and run it again.")

    def _verify_part(self, path: Path, rows: int, size: int) -> None:
        if not path.exists():
            fault = "is missing"
        elif path.stat().st_size != size or (path.suffix == ".parquet" and count_rows(path) != rows):
            fault = "has changed since it was written"
        else:
            return
        raise JobError(f"{path} {fault}: run the job again with overwrite (--overwrite).")

    def finish(self, summary: Summary) -> None:
        """Write `job.json` with the inputs of this run and its summary."""
        self._write(JOB_FILE, [job_file.with_summary(job_file.declaration(self.job), summary).encode()])

    def _write(self, name: str, lines: Iterable[bytes]) -> None:
        """Write a small file, which appears complete or not at all."""
        temporary = self._out / f".{name}{TEMPORARY_SUFFIX}"
        with temporary.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._out / name)
        sync_folder(self._out)


def write_error(out: Path, error: OSError) -> JobError:
    """Return the error of a job whose output folder cannot be written."""
    if isinstance(error, FileExistsError):
        return FolderError(f"{out} is a file, expected a folder for the tables.")
    return JobError(
        f"cannot write {out}: {error.strerror or error}. Complete parts are kept; run the job again to resume it."
    )
