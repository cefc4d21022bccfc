"""A process that scores shards, and the handle with which a job controls it.

A worker is a new interpreter that runs `main`: it takes pickles on standard
input and answers with pickles on standard output. So nothing is forked, a
script that starts a job needs no `if __name__ == "__main__"`, and a worker
ends when its job does, because its standard input closes.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from stancekit.errors import JobError
from stancekit.jobs.job import Job
from stancekit.jobs.journal import write_error
from stancekit.jobs.row_scorer import RowScorer, error_of
from stancekit.jobs.shards import CompletedShard, Shard
from stancekit.jobs.writers import ShardFiles
from stancekit.model import load

REPORT_INTERVAL = 0.5  # seconds between two reports of progress

OnProgress: TypeAlias = Callable[[int, int], None]  # takes rows scored and bad rows since the last report


class Worker:
    """A running worker process, which scores one shard at a time."""

    def __init__(self, job: Job, out: Path) -> None:
        """Start the process, which loads the model."""
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from stancekit.jobs.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # so that Ctrl-C in a terminal reaches the job alone
        )
        self._send((job, out))

    def score(self, shard: Shard, on_progress: OnProgress) -> CompletedShard:
        """Score a shard and write its part files.

        Raises:
            JobError: the worker failed or died.
        """
        self._send(shard)
        while True:
            kind, value = self._receive()
            if kind == "progress":
                on_progress(*value)
            elif kind == "completed":
                return value  # type: ignore[no-any-return]
            else:
                raise JobError(value)

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

    def _receive(self) -> tuple[str, Any]:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)  # type: ignore[no-any-return]
        except (EOFError, pickle.UnpicklingError, ValueError) as error:
            raise self._death() from error

    def _death(self) -> JobError:
        code = self._process.wait()
        cause = f"was killed by signal {-code}" if code < 0 else f"exited with code {code}"
        return JobError(
            f"a worker process {cause}. If it ran out of memory, use fewer workers. Run the job again to resume it."
        )


def main() -> None:
    """Score the shards that arrive on standard input until it closes."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that nothing that a library prints is taken for an answer
    messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive_messages, args=(messages,), daemon=True).start()

    def answer(kind: str, value: Any) -> None:
        pickle.dump((kind, value), output, protocol=pickle.HIGHEST_PROTOCOL)
        output.flush()

    job, out = messages.get()
    try:
        scorer = RowScorer(load(job.model.path, threads=1), job.spec.actors)
        while True:
            answer("completed", _score(messages.get(), scorer, job, out, lambda *counts: answer("progress", counts)))
    except BrokenPipeError:
        pass
    except OSError as error:
        answer("failed", str(write_error(out, error)))
    except Exception as error:
        answer("failed", f"{type(error).__name__}: {error}")


def _receive_messages(messages: "queue.SimpleQueue[Any]") -> None:
    """Queue the messages of the job; exit at once when it is gone, since a new run may score the same shard."""
    while True:
        try:
            messages.put(pickle.load(sys.stdin.buffer))
        except (EOFError, pickle.UnpicklingError):
            os._exit(1)


def _score(shard: Shard, scorer: RowScorer, job: Job, out: Path, on_progress: OnProgress) -> CompletedShard:
    """Score a shard and write its part files."""
    errors = []
    scored = bad = 0
    reported = time.monotonic()
    with ShardFiles(job, out, shard.file_stem) as files:
        for row in shard.rows:
            document = scorer(row)
            if isinstance(document, str):
                errors.append(error_of(row, document))
                bad += 1
            else:
                files.add(document, row.kept)
            scored += 1
            if time.monotonic() - reported > REPORT_INTERVAL:
                on_progress(scored, bad)
                scored, bad, reported = 0, 0, time.monotonic()
        on_progress(scored, bad)
        written = files.commit()
    return CompletedShard(shard.number, shard.digest, len(shard.rows), tuple(errors), written)
