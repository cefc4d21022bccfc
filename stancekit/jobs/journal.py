"""The folder that a job writes: what it was told to do, and which parts of it are done.

`job.json` holds the job's fingerprint and at last its summary, `parts.jsonl`
a line for each part that is done, `errors.jsonl` one for each row that could
not be scored. A part counts as done once its line is on disk, which happens
after its files are.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from pyarrow import parquet

from stancekit.document.tables import LEVELS
from stancekit.errors import JobError
from stancekit.jobs.shards import Done, Part, part_name
from stancekit.jobs.spec import DOCUMENTS, JOB, Job, Summary, to_json
from stancekit.jobs.writers import TEMPORARY, sync_folder

PARTS, ERRORS = "parts.jsonl", "errors.jsonl"


class Ledger:
    """An output folder, a context that one job at a time holds.

    What cannot be written within it is a JobError; whatever ends it, the rows
    that could not be scored so far are in `errors.jsonl`.

    Attributes:
        done: the parts that are done, by number.
    """

    def __init__(self, out: Path, job: Job, *, overwrite: bool = False) -> None:
        """Take hold of a folder that is new, or holds an earlier run of the same job.

        Raises:
            JobError: it holds something else, another job is at work in it,
                or it cannot be written.
        """
        self._out, self._job = out, job
        try:
            self._prepare(overwrite)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> JobError:
        return JobError(
            f"{self._out} cannot be written: {error.strerror or error}. What is done is kept: run the job again."
        )

    def __enter__(self) -> "Ledger":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is unfinished, write the errors, and let go of the folder."""
        try:
            self._sweep()
            self._write_errors()
        except OSError as full:
            error = error or full
        finally:
            with suppress(OSError):  # what a failed write has left in the buffer
                self._parts.close()
        if isinstance(error, OSError):
            raise self._unwritable(error) from error

    def _prepare(self, overwrite: bool) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        if not (self._out / JOB).exists():
            if any(not entry.name.endswith(TEMPORARY) for entry in self._out.iterdir()):
                raise JobError(f"{self._out} is not empty and holds no job: name another folder for the output.")
            self._begin()
        self._parts = _locked(self._out / PARTS)
        if overwrite:
            self._clear()
            self._begin()
        self._compare(self._out / JOB)
        self.done = {done.number: done for done in self._read()}
        for folder in self._job.folders:
            (self._out / folder).mkdir(exist_ok=True)
        self._sweep()

    def _begin(self) -> None:
        """Write down what the job is told to do, which comes before all else."""
        self._write(JOB, to_json(self._job.declaration))

    def _sweep(self) -> None:
        """Remove what a worker that is gone has left unfinished."""
        for folder in self._job.folders:
            for stale in (self._out / folder).glob(f".*{TEMPORARY}"):
                stale.unlink()

    def _clear(self) -> None:
        """Remove what a job has written, and nothing else."""
        self._parts.truncate(0)
        (self._out / ERRORS).unlink(missing_ok=True)
        for folder in (*LEVELS, DOCUMENTS):
            shutil.rmtree(self._out / folder, ignore_errors=True)

    def _compare(self, path: Path) -> None:
        """Raise JobError that says in what the job there differs."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            before = {name: told[name] for name in self._job.fingerprint}
        except (ValueError, KeyError, TypeError) as error:
            raise JobError(f"{path} is not a job's: {error!r}. Take another folder, or --overwrite it.") from error
        now = json.loads(json.dumps(self._job.fingerprint))
        changes = [f"{name}: {change}" for name in now for change in _changes(before[name], now[name])]
        if changes:
            raise JobError(
                "\n  ".join(
                    [f"{self._out} holds another job; take another folder, or --overwrite it. What differs:", *changes]
                )
            )

    def _read(self) -> Iterator[Done]:
        """Yield the parts that are done; the last line may be torn, if the machine went down."""
        self._parts.seek(0)
        whole = 0
        for line in self._parts:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            entry = json.loads(line)
            files = {folder: (rows, size) for folder, (rows, size) in entry["files"].items()}
            yield Done(**{**entry, "errors": tuple(entry["errors"]), "files": files})
        self._parts.truncate(whole)
        self._parts.seek(0, os.SEEK_END)

    def knows(self, part: Part) -> bool:
        """Tell whether a part is done already.

        Raises:
            JobError: one of its number is, but of other rows.
        """
        done = self.done.get(part.number)
        if done is None:
            return False
        if done.digest != part.digest:
            first, last = part.rows[0], part.rows[-1]
            raise JobError(
                f"{first.file}, row {first.number} to {last.file}, row {last.number}: these are not the rows of the "
                f"run that {self._out} holds. Take another folder, or --overwrite it."
            )
        return True

    def record(self, done: Done) -> None:
        """Note that a part is done, so that no crash undoes it."""
        self._parts.write(json.dumps(asdict(done), ensure_ascii=False).encode() + b"\n")
        self._parts.flush()
        os.fsync(self._parts.fileno())
        self.done[done.number] = done

    def _write_errors(self) -> None:
        """Write the rows that could not be scored, in the order of the input."""
        lines = (error for number in sorted(self.done) for error in self.done[number].errors)
        self._write(ERRORS, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))

    def verify(self, rows: int) -> None:
        """Check that every row is in the tables or among the errors, by what lies on disk.

        Raises:
            JobError: a part is missing, or its files are not as they were written.
        """
        told = sum(done.rows for done in self.done.values())
        if told != rows or set(self.done) != set(range(len(self.done))):
            raise JobError(f"{rows} rows were read, but the parts in {self._out} hold {told}: run it with --overwrite.")
        for done in self.done.values():
            for folder, (count, size) in done.files.items():
                path = self._out / folder / f"{part_name(done.number)}{self._job.suffix}"
                found = path.stat().st_size if path.exists() else None
                if found == size and self._job.output == "parquet":
                    found = size if parquet.read_metadata(path).num_rows == count else -1
                if found != size:
                    raise JobError(
                        f"{path} is {'missing' if found is None else 'not as it was written'}: "
                        "run the job again with --overwrite."
                    )

    def finish(self, summary: Summary) -> None:
        """Put the summary into `job.json`."""
        told = json.loads((self._out / JOB).read_text(encoding="utf-8"))
        self._write(JOB, to_json(told | {"summary": asdict(summary)}))

    def _write(self, name: str, text: str) -> None:
        """Write a small file as a whole."""
        temporary = self._out / f".{name}{TEMPORARY}"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._out / name)
        sync_folder(self._out)


def _locked(path: Path) -> IO[bytes]:
    """Open a file for reading and appending that no other job holds open; only Unix can tell."""
    file = path.open("a+b")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError as error:
        file.close()
        raise JobError(f"another job is writing to {path.parent}: wait for it, or name another folder.") from error
    return file


def _changes(before: Any, now: Any) -> Iterator[str]:
    """Say what differs between two values of a fingerprint."""
    if before == now:
        return
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in now:
            if before.get(key) != now[key]:
                yield f"{key} was {before.get(key)!r} and is {now[key]!r}"
        return
    if isinstance(before, list) and isinstance(now, list):
        gone, new = ([entry for entry in one if entry not in other] for one, other in ((before, now), (now, before)))
        yield from (f"no longer {entry!r}" for entry in gone[:3])
        yield from (f"now {entry!r}" for entry in new[:3])
        if not gone and not new:
            yield "in another order"
        return
    yield f"was {before!r} and is {now!r}"
