"""The process that scores shards: `python -P -m stancekit.jobs.worker PARENT`, where PARENT is the job's process id.

It takes pickles on standard input and answers with pickles on standard output.
"""

import os
import pickle
import queue
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from stancekit.errors import LanguageWarning
from stancekit.inputs.text import Text
from stancekit.jobs.job import Job
from stancekit.jobs.journal import write_error
from stancekit.jobs.row_scorer import BadRow, RowScorer, error_of
from stancekit.jobs.rows import Row
from stancekit.jobs.shards import CompletedShard
from stancekit.jobs.tasks import EncodeShard, ProbeShard, ScoreShard
from stancekit.jobs.writers import RowEncoder, ShardFiles
from stancekit.model import load

REPORT_INTERVAL = 0.5  # seconds between two reports of progress
EASY_TEXT = "The mayor won."  # that any worker scores, unless the machine is to blame
PR_SET_PDEATHSIG = 1  # of prctl

Answer: TypeAlias = Callable[[str, Any], None]


def main() -> None:
    """Do the tasks that arrive on standard input until it closes, or the parent process ends."""
    _end_with_parent(int(sys.argv[1]))
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that nothing that a library prints is taken for an answer
    messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive_messages, args=(messages,), daemon=True).start()

    def answer(kind: str, value: Any) -> None:
        pickle.dump((kind, value), output, protocol=pickle.HIGHEST_PROTOCOL)
        output.flush()

    job, out = messages.get()
    try:
        tasks = _Tasks(job, out, answer)
        while True:
            answer("completed", tasks.do(messages.get()))
    except BrokenPipeError:
        pass
    except OSError as error:
        answer("failed", str(write_error(out, error)))
    except Exception as error:
        answer("failed", f"{type(error).__name__}: {error}")


def _end_with_parent(parent: int) -> None:
    """Have Linux kill this process when its parent ends, even while native code keeps Python from running."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _receive_messages(messages: "queue.SimpleQueue[Any]") -> None:
    """Queue the messages of the job; exit at once when it is gone, since a new run may score the same shard."""
    while True:
        try:
            messages.put(pickle.load(sys.stdin.buffer))
        except (EOFError, pickle.UnpicklingError):
            os._exit(1)


class _Tasks:
    """Does the tasks of a job."""

    def __init__(self, job: Job, out: Path, answer: Answer) -> None:
        """Load the model."""
        self._job, self._out, self._answer = job, out, answer
        spec = job.spec
        warnings.simplefilter("ignore", LanguageWarning)  # the table has the language
        self._scorer = RowScorer(load(job.model.path, threads=1), spec.actors, spec.any_language, spec.measured)
        self._encode = RowEncoder(job)

    def do(self, task: ScoreShard | EncodeShard | ProbeShard) -> Any:
        """Do a task, and return its result."""
        if isinstance(task, ScoreShard):
            return self._score_shard(task)
        if isinstance(task, EncodeShard):
            return list(self._rows(task))
        return self._probe(task)

    def _score(self, row: Row) -> Mapping[str, Any] | BadRow:
        return self._scorer(row, self._encode)

    def _rows(self, task: ScoreShard | EncodeShard) -> Iterator[Mapping[str, Any] | BadRow]:
        """Yield what to write of each row, and report the progress."""
        scored = bad = 0
        reported = 0.0  # so that the first row is reported at once
        for index, row in enumerate(task.shard.rows):
            reason = task.set_aside.get(index)
            encoded = self._score(row) if reason is None else BadRow(reason)
            yield encoded
            scored, bad = scored + 1, bad + isinstance(encoded, BadRow)
            if time.monotonic() - reported > REPORT_INTERVAL:
                self._answer("progress", (scored, bad))
                scored, bad, reported = 0, 0, time.monotonic()
        self._answer("progress", (scored, bad))

    def _score_shard(self, task: ScoreShard) -> CompletedShard:
        """Score a shard and write its part files."""
        shard, errors = task.shard, []
        with ShardFiles(self._job, self._out, shard.file_stem) as files:
            for row, encoded in zip(shard.rows, self._rows(task), strict=True):
                if isinstance(encoded, BadRow):
                    errors.append(error_of(row, encoded.reason))
                else:
                    files.write(encoded)
            written = files.commit()
        return CompletedShard(shard.number, shard.start, shard.digest, len(shard.rows), tuple(errors), written)

    def _probe(self, task: ProbeShard) -> None:
        """Score the rows of a shard, each announced before it, and write nothing."""
        self._scorer.analyze(Text(EASY_TEXT))
        for index, row in enumerate(task.shard.rows[task.start :], start=task.start):
            self._answer("row", index)
            self._score(row)


if __name__ == "__main__":
    main()
