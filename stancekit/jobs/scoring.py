"""Start a job."""

import os
from collections.abc import Iterable

from stancekit.document.tables import Level
from stancekit.inputs.actor import Actor
from stancekit.jobs.executor import Executor, create_executor
from stancekit.jobs.input_files import STDIN, Paths
from stancekit.jobs.job import Job, resolve
from stancekit.jobs.local_executor import LocalExecutor
from stancekit.jobs.options import Engine, InputFormat, OutputFormat
from stancekit.jobs.progress import Display
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns
from stancekit.jobs.spec import PART_ROWS, JobSpec
from stancekit.jobs.summary import Summary


def run(
    spec: JobSpec, out: str | os.PathLike[str], *, executor: Executor | None = None, overwrite: bool = False
) -> Summary:
    """Run a job; a second run of an interrupted job on this machine resumes it.

    Args:
        spec: the job.
        out: the folder to write; with a RayExecutor also an address.
        executor: runs the job; None takes `LocalExecutor()`.
        overwrite: whether to remove the output of an earlier job in `out`.

    Raises:
        InputError: an input cannot be found or read, or lacks a column.
        ArtifactError: the model cannot be found or loaded.
        JobError: `out` holds something else or cannot be written, or a worker
            failed.
    """
    job = resolve(spec)
    _check_first_input(job)
    return (executor or LocalExecutor()).run(job, os.fspath(out), overwrite=overwrite)


def _check_first_input(job: Job) -> None:
    """Read one row, so that a missing column is an error before anything is written."""
    if job.inputs[0].path != STDIN:
        next(iter(Reader(job.inputs[:1], job.spec.columns)), None)


def score(
    inputs: Paths,
    out: str | os.PathLike[str],
    *,
    text: str = "text",
    id: str | None = None,
    title: str | None = None,
    keep: Iterable[str] = (),
    levels: Iterable[Level] | None = None,
    output: OutputFormat = "parquet",
    input_format: InputFormat | None = None,
    actors: Iterable[str | Actor] = (),
    model: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    workers: int | None = None,
    overwrite: bool = False,
    engine: Engine = "local",
    address: str | None = None,
    part_rows: int = PART_ROWS,
    part_characters: int | None = None,
    display: Display | None = None,
) -> Summary:
    """Score every row of the input files into flat tables.

    `Columns`, `JobSpec`, `create_executor` and `run` describe the options, and the errors that are raised.
    """
    spec = JobSpec(
        inputs=inputs,
        columns=Columns(text=text, id=id, title=title, keep=tuple(keep)),
        input_format=input_format,
        levels=levels,
        output=output,
        actors=actors,
        model=model,
        revision=revision,
        part_rows=part_rows,
        part_characters=part_characters,
    )
    executor = create_executor(engine, workers=workers, address=address, display=display)
    return run(spec, out, executor=executor, overwrite=overwrite)
