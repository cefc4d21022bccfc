"""The handle with which a job controls a worker process.

A worker is a new interpreter. So nothing is forked, a script that starts a job
needs no `if __name__ == "__main__"`, and nothing is imported from the working
directory.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from stancekit.errors import JobError
from stancekit.jobs.job import Job
from stancekit.jobs.row_scorer import BadRow
from stancekit.jobs.shards import CompletedShard, Shard
from stancekit.jobs.tasks import EncodeShard, ProbeShard, ScoreShard

SITE_FOLDERS = {"site-packages", "dist-packages"}  # whose content every interpreter finds

OnProgress: TypeAlias = Callable[[int, int], None]  # takes rows scored and bad rows since the last report


class WorkerDeath(JobError):
    """A worker process ended without an answer.

    Attributes:
        cause: how it ended.
        row: index of the row that it was probing in its shard, or None.
    """

    def __init__(self, cause: str, row: int | None = None) -> None:
        """Store the cause, and say what to do."""
        self.cause, self.row = cause, row
        super().__init__(
            f"a worker process {cause}. If it ran out of memory, use fewer workers. Run the job again to resume it."
        )


class WorkerProcess:
    """A running worker process, which does one task at a time."""

    def __init__(self, job: Job, out: Path) -> None:
        """Start the process, which loads the model."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "stancekit.jobs.worker", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # so that Ctrl-C in a terminal reaches the job alone
        )
        self._row: int | None = None
        self._send((job, out))

    def score(self, shard: Shard, set_aside: Mapping[int, str], on_progress: OnProgress) -> CompletedShard:
        """Score a shard and write its part files; see `ScoreShard`.

        Raises:
            WorkerDeath: the process ended.
            JobError: the worker failed.
        """
        self._send(ScoreShard(shard, set_aside))
        return self._result(on_progress)  # type: ignore[no-any-return]

    def encode(self, shard: Shard, set_aside: Mapping[int, str]) -> list[Mapping[str, Any] | BadRow]:
        """Return what to write of each row of a shard; see `EncodeShard`.

        Raises:
            WorkerDeath: the process ended.
            JobError: the worker failed.
        """
        self._send(EncodeShard(shard, set_aside))
        return self._result(lambda rows, bad: None)  # type: ignore[no-any-return]

    def probe(self, shard: Shard, start: int) -> None:
        """Score the rows of a shard without writing them; see `ProbeShard`.

        Raises:
            WorkerDeath: the process ended.
            JobError: the worker failed.
        """
        self._send(ProbeShard(shard, start))
        for kind, value in self._answers():
            if kind == "completed":
                self._row = None
                return
            self._row = value
        raise self._death()

    def stop(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:  # the process left some of its input unread
                    pass

    def _send(self, message: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise self._death() from error

    def _answers(self) -> Iterator[tuple[str, Any]]:
        """Yield the answers until the process ends."""
        assert self._process.stdout is not None
        while True:
            try:
                kind, value = pickle.load(self._process.stdout)
            except (EOFError, pickle.UnpicklingError, ValueError):
                return
            if kind == "failed":
                raise JobError(value)
            yield kind, value

    def _result(self, on_progress: OnProgress) -> Any:
        for kind, value in self._answers():
            if kind == "completed":
                return value
            on_progress(*value)
        raise self._death()

    def _death(self) -> WorkerDeath:
        code = self._process.wait()
        return WorkerDeath(f"was killed by signal {-code}" if code < 0 else f"exited with code {code}", self._row)


def _environment() -> dict[str, str]:
    """Return the environment of a worker: it imports this package, and nothing from the working directory."""
    folder = Path(__file__).resolve().parents[2]
    paths = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]  # empty: the directory
    if folder.name not in SITE_FOLDERS:
        paths.insert(0, str(folder))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
