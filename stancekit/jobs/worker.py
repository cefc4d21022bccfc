"""A process that scores parts, and the handle by which a job drives it.

A worker is a fresh interpreter that runs `main`: it takes pickles on standard
input and gives pickles on standard output. So nothing is
forked, a script that starts a job needs no `if __name__ == "__main__"`, and a
worker whose job is gone sees its input end, and ends.
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
from typing import Any

from stancekit.errors import JobError
from stancekit.jobs.row_scorer import Scorer, fault_of
from stancekit.jobs.shards import Done, Part
from stancekit.jobs.spec import Job
from stancekit.jobs.writers import PartFiles
from stancekit.model import load

TOLD_EVERY = 0.5  # seconds between two notes of how far a part is

Told = Callable[[int, int], None]  # rows scored and rows bad since the last call


class Worker:
    """A running worker; it takes one part at a time."""

    def __init__(self, job: Job, out: Path) -> None:
        """Start the process, which loads the model by itself."""
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from stancekit.jobs.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # Ctrl-C in a terminal is the job's to handle
        )
        self._send((job, out))

    def score(self, part: Part, tell: Told) -> Done:
        """Let the worker score and write a part.

        Raises:
            JobError: it could not, or it died.
        """
        self._send(part)
        while True:
            kind, value = self._receive()
            if kind == "rows":
                tell(*value)
            elif kind == "done":
                return value  # type: ignore[no-any-return]
            else:
                raise JobError(value)

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:  # it took not all that it was sent
                    pass

    def _send(self, message: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise self._died() from error

    def _receive(self) -> tuple[str, Any]:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)  # type: ignore[no-any-return]
        except (EOFError, pickle.UnpicklingError, ValueError) as error:
            raise self._died() from error

    def _died(self) -> JobError:
        code = self._process.wait()
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        return JobError(f"a worker {how}; if memory ran out, take fewer workers. Run the job again to go on.")


def main() -> None:
    """Score the parts that come in, until no more come."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(messages,), daemon=True).start()

    def answer(kind: str, value: Any) -> None:
        pickle.dump((kind, value), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    job, out = messages.get()
    try:
        scorer = Scorer(load(job.model, threads=1), job.actors)
        while True:
            answer("done", _score(messages.get(), scorer, job, out, lambda *told: answer("rows", told)))
    except BrokenPipeError:
        pass
    except OSError as error:
        answer(
            "failed", f"{out} cannot be written: {error.strerror or error}. What is done is kept: run the job again."
        )
    except Exception as error:
        answer("failed", f"{type(error).__name__}: {error}")


def _listen(messages: "queue.SimpleQueue[Any]") -> None:
    """Take in what the job sends; when it is gone, leave at once, for another may do the same part."""
    while True:
        try:
            messages.put(pickle.load(sys.stdin.buffer))
        except (EOFError, pickle.UnpicklingError):
            os._exit(1)


def _score(part: Part, scorer: Scorer, job: Job, out: Path, tell: Told) -> Done:
    """Score a part and write its files."""
    errors = []
    scored = bad = 0
    told = time.monotonic()
    with PartFiles(job, out, part.name) as files:
        for row in part.rows:
            document = scorer(row)
            if isinstance(document, str):
                errors.append(fault_of(row, document))
                bad += 1
            else:
                files.add(document, row.kept)
            scored += 1
            if time.monotonic() - told > TOLD_EVERY:
                tell(scored, bad)
                scored, bad, told = 0, 0, time.monotonic()
        tell(scored, bad)
        written = files.commit()
    return Done(part.number, part.digest, len(part.rows), tuple(errors), written)
