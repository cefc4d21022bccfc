"""Run a job on this machine, in worker processes."""

import time
from array import array
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

import numpy as np

from stancekit.errors import JobError
from stancekit.jobs.job import Job
from stancekit.jobs.journal import Journal
from stancekit.jobs.options import checked_workers
from stancekit.jobs.progress import Display, JobProgress, SilentDisplay
from stancekit.jobs.readers import Reader
from stancekit.jobs.row_isolation import deadly_rows
from stancekit.jobs.shards import CompletedShard, Shard, split_into_shards
from stancekit.jobs.summary import Summary
from stancekit.jobs.worker_process import WorkerDeath, WorkerProcess
from stancekit.network.runtime import default_threads

UPDATE_INTERVAL = 0.2  # seconds between two updates of the display


@dataclass(frozen=True, kw_only=True)
class LocalExecutor:
    """Runs a job on this machine, in worker processes, and resumes an interrupted one.

    Attributes:
        workers: number of processes, each with its own copy of the model;
            None takes one for each available core.
        display: shows the progress; see `stancekit.jobs.progress`.

    Raises:
        InputError: `workers` is not positive.
    """

    workers: int | None = None
    display: Display = field(default_factory=SilentDisplay, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the options."""
        checked_workers(self.workers)

    def run(self, job: Job, out: str, *, overwrite: bool = False) -> Summary:
        """Score the rows of a job that no earlier run has completed.

        Args:
            job: the job.
            out: path of the folder to write.
            overwrite: whether to remove the output of an earlier job.

        Raises:
            InputError: the input cannot be read, or lacks a column.
            JobError: the folder holds something else or cannot be written, or
                a worker failed. A row that kills its worker twice is set
                aside; a worker that ends without a row to blame is an error.
            KeyboardInterrupt: parts in progress are dropped as a whole.
        """
        folder = Path(out)
        with Journal(folder, job, overwrite=overwrite) as journal:
            with self.display:
                run = _LocalRun(folder, journal, self.workers or default_threads(), self.display)
                summary = run.finish()
            journal.verify(summary.rows)
            journal.finish(summary)
        return summary


class _LocalRun:
    """One run of a job on this machine."""

    def __init__(self, out: Path, journal: Journal, workers: int, display: Display) -> None:
        job = journal.job
        self._job, self._out, self._journal, self._display = job, out, journal, display
        self._max_workers = workers
        self._workers: list[WorkerProcess] = []
        self._idle: SimpleQueue[WorkerProcess] = SimpleQueue()
        self._is_stopping, self._starting, self._counting = False, Lock(), Lock()
        spec = job.spec
        self._reader = Reader(job.inputs, spec.columns, skip_bad_files=job.skip_bad_files, shard=spec.shard)
        self._started = time.monotonic()
        self._id_hashes = array("q")  # counts repeated ids in 8 bytes a row
        self._read = self._resumed = self._scored = self._bad = 0
        self._shares: dict[int, float] = {}  # number of a shard in progress to its share of the input
        self._share = self._resumed_share = 0.0  # of the input, completed

    def finish(self) -> Summary:
        """Score all shards that are not complete."""
        pending: set[Future[CompletedShard]] = set()
        threads = ThreadPoolExecutor(self._max_workers, thread_name_prefix="stancekit-job")  # one for each worker
        try:
            for shard in self._incomplete_shards():
                pending.add(threads.submit(self._score, shard))
                while len(pending) > self._max_workers:  # one shard waits, so that no worker does
                    pending = self._record_completed(pending)
            while pending:
                pending = self._record_completed(pending)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            with self._starting:
                self._is_stopping = True
            for worker in self._workers:
                worker.stop()
            threads.shutdown()
        self._journal.remove_other_shards()
        return self._summary()

    def _incomplete_shards(self) -> Iterator[Shard]:
        """Read the whole input, and yield the shards that no earlier run has completed."""
        characters = self._job.part_characters
        shards = split_into_shards(
            self._reader,
            max_rows=self._job.spec.part_rows,
            characters=characters,
            large_files={file.path for file in self._job.inputs if file.size >= characters},
        )
        before = 0.0
        for shard in shards:
            share = (self._reader.share or 0.0) - before
            before += share
            self._read += len(shard.rows)
            self._id_hashes.extend(hash(row.id) for row in shard.rows)
            recorded = self._journal.find(shard)
            if recorded is None:
                numbered = self._journal.numbered(shard)
                self._shares[numbered.number] = share
                yield numbered
            else:
                self._resumed += len(shard.rows)
                self._bad += recorded.bad
                self._share += share
                self._resumed_share += share

    def _score(self, shard: Shard) -> CompletedShard:
        """Score a shard, without the rows that kill their worker."""
        try:
            return self._score_with_worker(shard, {})
        except WorkerDeath:
            return self._score_with_worker(shard, deadly_rows(shard, self._start_worker))

    def _score_with_worker(self, shard: Shard, set_aside: Mapping[int, str]) -> CompletedShard:
        """Score a shard with an idle worker, or with a new one."""
        worker = self._start_worker() if self._idle.empty() else self._idle.get_nowait()
        counted = [0, 0]

        def count(rows: int, bad: int) -> None:
            self._count(shard, rows, bad)
            counted[:] = counted[0] + rows, counted[1] + bad

        try:
            completed = worker.score(shard, set_aside, count)
        except WorkerDeath:
            self._count(shard, -counted[0], -counted[1])
            raise
        self._idle.put(worker)
        return completed

    def _start_worker(self) -> WorkerProcess:
        with self._starting:
            if self._is_stopping:
                raise JobError("the job was stopped.")
            worker = WorkerProcess(self._job, self._out)
            self._workers.append(worker)
        return worker

    def _count(self, shard: Shard, rows: int, bad: int) -> None:
        with self._counting:
            self._scored += rows
            self._bad += bad
            self._share += self._shares[shard.number] * rows / len(shard.rows)

    def _record_completed(self, pending: set[Future[CompletedShard]]) -> set[Future[CompletedShard]]:
        """Wait a moment, record the shards that were completed, and return the others."""
        done, not_done = wait(pending, timeout=UPDATE_INTERVAL, return_when=FIRST_COMPLETED)
        for future in done:
            shard = future.result()
            self._journal.record(shard)
            del self._shares[shard.number]
        self._display.show(self._progress())
        return not_done

    def _progress(self) -> JobProgress:
        seconds = time.monotonic() - self._started
        gained = self._share - self._resumed_share
        is_known = self._reader.share is not None and gained > 0
        seconds_left = max(0.0, seconds * (1 - self._share) / gained) if is_known else None
        return JobProgress(
            rows=self._resumed + self._scored,
            bad=self._bad,
            rate=self._scored / seconds,
            share=min(self._share, 1.0) if is_known else None,
            seconds_left=seconds_left,
        )

    def _summary(self) -> Summary:
        seconds = time.monotonic() - self._started
        shards = self._journal.completed.values()
        bad = sum(shard.bad for shard in shards)
        _, counts = np.unique(np.frombuffer(self._id_hashes, dtype=np.int64), return_counts=True)
        return Summary(
            rows=self._read,
            scored=sum(shard.rows for shard in shards) - bad,
            bad=bad,
            repeated=int((counts > 1).sum()),
            resumed=self._resumed,
            tables={folder: sum(shard.files[folder][0] for shard in shards) for folder in self._job.folders},
            seconds=round(seconds, 3),
            rate=round((self._read - self._resumed) / seconds, 1),
            skipped=self._job.skipped,
        )
