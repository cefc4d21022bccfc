"""`parts.jsonl`: a line for each complete shard, synced to disk after its part files."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from stancekit.errors import JobError
from stancekit.jobs.output_folder import to_json_line
from stancekit.jobs.shards import CompletedShard

REMOVED = "removed"  # key of a line that revokes the shard of that number


@dataclass(frozen=True)
class RecordedShard:
    """What is kept in memory of a complete shard.

    Attributes:
        number, start, digest, rows, files: as in `CompletedShard`.
        bad: number of rows that could not be scored.
        offset: byte at which its line begins.
    """

    number: int
    start: tuple[str, int]
    digest: str
    rows: int
    files: dict[str, tuple[int, int]]
    bad: int
    offset: int


class PartsLog:
    """The file, open and locked against other jobs; without a lock on Windows.

    Attributes:
        shards: the complete shards, by number.
    """

    def __init__(self, path: Path) -> None:
        """Open and lock the file.

        Raises:
            JobError: another job has locked it.
            OSError: it cannot be opened.
        """
        self._path = path
        self._file = _locked(path)
        self.shards: dict[int, RecordedShard] = {}

    @property
    def scored(self) -> int:
        """Number of rows in the part files."""
        return sum(shard.rows - shard.bad for shard in self.shards.values())

    def close(self) -> None:
        """Close and unlock the file."""
        self._file.close()

    def clear(self) -> None:
        """Remove all lines."""
        self._file.truncate(0)
        self.shards = {}

    def read(self) -> None:
        """Read the complete shards; remove the last line if a crash left it incomplete.

        Raises:
            JobError: a line is damaged.
        """
        self._file.seek(0)
        offset = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            try:
                self._apply(json.loads(line), offset)
            except (ValueError, KeyError, TypeError) as error:
                raise JobError(
                    f"{self._path} is damaged at byte {offset} ({type(error).__name__}): run the job again with "
                    "overwrite (--overwrite)."
                ) from error
            offset += len(line)
        self._file.truncate(offset)
        self._file.seek(0, os.SEEK_END)

    def _apply(self, entry: dict[str, Any], offset: int) -> None:
        number = int(entry["number"])
        if entry.get(REMOVED):
            self.shards.pop(number, None)
            return
        self.shards[number] = RecordedShard(
            number=number,
            start=tuple(entry["start"]),
            digest=entry["digest"],
            rows=int(entry["rows"]),
            files={folder: (rows, size) for folder, (rows, size) in entry["files"].items()},
            bad=len(entry["errors"]),
            offset=offset,
        )

    def add(self, shard: CompletedShard) -> None:
        """Record that a shard is complete."""
        self._append(asdict(shard))

    def remove(self, number: int) -> None:
        """Record that the part files of a shard no longer count."""
        self._append({"number": number, REMOVED: True})

    def _append(self, entry: dict[str, Any]) -> None:
        offset = self._file.seek(0, os.SEEK_END)
        self._file.write(to_json_line(entry))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._apply(entry, offset)

    def errors(self) -> Iterator[dict[str, Any]]:
        """Yield the rows that could not be scored, by the number of their shard."""
        for number in sorted(self.shards):
            if self.shards[number].bad:
                self._file.seek(self.shards[number].offset)
                yield from json.loads(self._file.readline())["errors"]


def _locked(path: Path) -> IO[bytes]:
    """Open a file for reading and appending, locked against other jobs."""
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
