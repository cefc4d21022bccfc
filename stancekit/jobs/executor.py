"""The interface of executors, and the choice between them."""

from typing import Protocol

from stancekit.jobs.job import Job
from stancekit.jobs.local_executor import LocalExecutor
from stancekit.jobs.options import ENGINES, Engine, checked_choice
from stancekit.jobs.progress import Display, SilentDisplay
from stancekit.jobs.summary import Summary


class Executor(Protocol):
    """Runs jobs, on one machine or on a cluster."""

    def run(self, job: Job, out: str, *, overwrite: bool = False) -> Summary:
        """Score the rows of a job into a folder.

        Args:
            job: the job.
            out: path or address of the folder.
            overwrite: whether to remove earlier output.

        Raises:
            InputError: the input cannot be read, or does not suit the executor.
            JobError: the folder holds something else or cannot be written, or
                a worker failed.
        """
        ...


def create_executor(
    engine: Engine, *, workers: int | None = None, address: str | None = None, display: Display | None = None
) -> Executor:
    """Return the executor of an engine.

    Args:
        engine: `local` for this machine, `ray` for a Ray cluster.
        workers: number of workers; None takes all available cores.
        address: address of the Ray cluster, such as `auto`; None starts one
            on this machine.
        display: shows the progress of a local job; None shows nothing.

    Raises:
        InputError: the engine is unknown, or `workers` is not positive.
        ImportError: the engine needs an extra that is not installed.
    """
    if checked_choice(engine, ENGINES, "engine") == "ray":
        from stancekit.jobs.ray_executor import RayExecutor

        return RayExecutor(address=address, workers=workers)
    return LocalExecutor(workers=workers, display=display or SilentDisplay())
