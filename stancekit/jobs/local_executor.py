"""One machine: parts to worker processes, each part written down once it is on disk."""

import time
from array import array
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue

import numpy as np

from stancekit.jobs.journal import Ledger
from stancekit.jobs.progress import Display, State
from stancekit.jobs.readers import Reader
from stancekit.jobs.shards import Done, Part, cut
from stancekit.jobs.spec import Job, Summary
from stancekit.jobs.worker import Worker
from stancekit.network.runtime import default_threads

TICK = 0.2  # seconds between two looks at the workers


def run(job: Job, out: Path, *, workers: int | None, overwrite: bool, display: Display) -> Summary:
    """Do a job, or what is left of it.

    Args:
        job: what to do.
        out: the folder to write.
        workers: processes, each with a model of its own; by default the cores at hand.
        overwrite: begin anew, whatever job the folder holds.
        display: shows how far it is.

    Raises:
        InputError: the input cannot be read, or lacks a column.
        JobError: the folder holds something else, cannot be written, or a worker died.
        KeyboardInterrupt: as it came; parts in hand are dropped whole.
    """
    with Ledger(out, job, overwrite=overwrite) as ledger:
        with display:
            summary = _Run(job, out, ledger, workers or default_threads(), display).finish()
        ledger.verify(summary.rows)
        ledger.finish(summary)
    return summary


class _Run:
    """One run of a job on this machine."""

    def __init__(self, job: Job, out: Path, ledger: Ledger, workers: int, display: Display) -> None:
        self._job, self._out, self._ledger, self._display = job, out, ledger, display
        self._workers = workers
        self._started: list[Worker] = []
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._reader = Reader(job.sources, job.columns)
        self._began = time.monotonic()
        self._ids = array("q")  # a hash of each, to tell at last whether one repeats: 8 bytes a row
        self._read = self._resumed = self._scored = self._bad = 0
        self._shares: dict[int, float | None] = {}  # of the input, up to the end of each part in hand
        self._share: float | None = None
        self._share_resumed = 0.0

    def finish(self) -> Summary:
        """Do all parts that are not done yet."""
        pending: set[Future[Done]] = set()
        drivers = ThreadPoolExecutor(self._workers, thread_name_prefix="stancekit-job")
        try:
            for part in self._left():
                pending.add(drivers.submit(self._score, part))
                while len(pending) > self._workers:  # one part waits, so that no worker does
                    pending = self._settle(pending)
            while pending:
                pending = self._settle(pending)
        finally:
            drivers.shutdown(wait=False, cancel_futures=True)  # first, or a driver would start another worker
            for worker in self._started:
                worker.stop()
            drivers.shutdown()
        return self._summary()

    def _left(self) -> Iterator[Part]:
        """Yield the parts that are not done, having read all."""
        for part in cut(self._reader, most=self._job.part_rows, characters=self._job.part_characters):
            self._read += len(part.rows)
            self._ids.extend(hash(row.id) for row in part.rows)
            self._shares[part.number] = self._reader.share
            if self._ledger.knows(part):
                self._resumed += len(part.rows)
                self._share_resumed = self._share_to(part.number) or 0.0
                self._bad += len(self._ledger.done[part.number].errors)
            else:
                yield part

    def _share_to(self, number: int) -> float | None:
        self._share = self._shares.pop(number)
        return self._share

    def _score(self, part: Part) -> Done:
        """Let an idle worker do a part; there is a thread for each worker."""
        worker = self._idle.get_nowait() if not self._idle.empty() else self._start()
        done = worker.score(part, self._told)
        self._idle.put(worker)
        return done

    def _start(self) -> Worker:
        worker = Worker(self._job, self._out)
        self._started.append(worker)
        return worker

    def _told(self, rows: int, bad: int) -> None:
        self._scored += rows
        self._bad += bad

    def _settle(self, pending: set[Future[Done]]) -> set[Future[Done]]:
        """Write down the parts that have been done since, and show how far the job is."""
        done, left = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
        for future in done:
            self._ledger.record(future.result())
            self._share_to(future.result().number)
        self._display.show(self._state())
        return left

    def _state(self) -> State:
        seconds = time.monotonic() - self._began
        share = self._share
        gained = (share or 0.0) - self._share_resumed
        left = None if share is None or gained <= 0 else seconds * (1 - share) / gained
        return State(self._resumed + self._scored, self._bad, self._scored / seconds, share, left)

    def _summary(self) -> Summary:
        seconds = time.monotonic() - self._began
        everything = self._ledger.done.values()
        bad = sum(len(done.errors) for done in everything)
        _, counts = np.unique(np.frombuffer(self._ids, dtype=np.int64), return_counts=True)
        return Summary(
            rows=self._read,
            scored=sum(done.rows for done in everything) - bad,
            bad=bad,
            repeated=int((counts > 1).sum()),
            resumed=self._resumed,
            tables={name: sum(done.files[name][0] for done in everything) for name in self._job.folders},
            seconds=round(seconds, 3),
            rate=round((self._read - self._resumed) / seconds, 1),
        )
