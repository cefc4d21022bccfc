"""Find the rows of a shard that kill their worker."""

from collections import Counter
from collections.abc import Callable

from stancekit.jobs.shards import Shard
from stancekit.jobs.worker_process import WorkerDeath, WorkerProcess

DEATHS = 2  # of its worker, after which a row is set aside


def deadly_rows(shard: Shard, start_worker: Callable[[], WorkerProcess]) -> dict[int, str]:
    """Return the rows of a shard that kill their worker twice, by index, and the reasons.

    Args:
        shard: the shard.
        start_worker: starts a worker process.

    Raises:
        WorkerDeath: a worker ended before it scored a row, so no row is to
            blame.
        JobError: a worker failed.
    """
    reasons: dict[int, str] = {}
    deaths: Counter[int] = Counter()
    start = 0
    while start < len(shard.rows):
        worker = start_worker()
        try:
            worker.probe(shard, start)
            return reasons
        except WorkerDeath as death:
            if death.row is None:
                raise
            start = death.row
            deaths[start] += 1
            if deaths[start] == DEATHS:
                reasons[start] = f"killed its worker {DEATHS} times: the process {death.cause}"
                start += 1
        finally:
            worker.stop()
    return reasons
