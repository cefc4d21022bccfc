"""Start a job."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from stancekit.document.tables import Level
from stancekit.errors import InputError, OptionError
from stancekit.inputs.actor import Actor
from stancekit.jobs.executor import Executor, create_executor
from stancekit.jobs.input_files import STDIN, InputFile, Paths
from stancekit.jobs.job import Job, resolve
from stancekit.jobs.local_executor import LocalExecutor
from stancekit.jobs.options import Engine, InputFormat, OutputFormat
from stancekit.jobs.output_folder import output_folder_of
from stancekit.jobs.progress import Display, default_display
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns, column_names
from stancekit.jobs.spec import PART_ROWS, JobSpec
from stancekit.jobs.summary import Summary
from stancekit.labels import Measured

PROBES = 16  # files that are probed at once
FAULTS_SHOWN = 5


def run(
    spec: JobSpec,
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    overwrite: bool = False,
    skip_bad_files: bool = False,
) -> Summary:
    """Run a job; a second run of an interrupted job on this machine resumes it.

    The start of every input is read before anything is written.

    Args:
        spec: the job.
        out: the folder to write, in which a shard has its own folder; with a
            RayExecutor also an address.
        executor: runs the job; None takes `LocalExecutor()`.
        overwrite: whether to remove the output of an earlier job in `out`.
        skip_bad_files: whether to leave out files that cannot be read, and the
            rest of those that cannot be read to their end; the summary and
            `errors.jsonl` name them.

    Raises:
        InputError: an input cannot be found or read, lacks a column, or is a
            file that the job would write.
        ArtifactError: the model cannot be found or loaded.
        JobError: `out` holds something else or cannot be written, or a worker
            failed.
    """
    job = resolve(spec)
    folder = spec.folder_in(out)
    _check_output(job, folder)
    job = _probed(replace(job, skip_bad_files=skip_bad_files))
    return (executor or LocalExecutor()).run(job, folder, overwrite=overwrite)


def _check_output(job: Job, out: str) -> None:
    """Raise InputError if an input is a file of the output folder, which an overwritten job would lose."""
    for file in job.inputs:
        folder = output_folder_of(_real(file.path))
        if folder is not None and folder == _real(out):
            raise OptionError(f"the input {file.path} lies in the output folder {out}: choose another output folder.")


def _real(path: str) -> str:
    return path.rstrip("/") if "://" in path else os.path.realpath(path)


def _probed(job: Job) -> Job:
    """Read the first row of every input, so that a bad file is an error before anything is written.

    Returns:
        The job without the bad files, if it may skip them.

    Raises:
        InputError: a file is bad and may not be skipped, or no file is left.
    """
    with ThreadPoolExecutor(PROBES) as threads:
        errors = list(threads.map(lambda file: _error(file, job.spec.columns), job.inputs))
    bad = {file.path: error for file, error in zip(job.inputs, errors, strict=True) if error is not None}
    good = tuple(file for file in job.inputs if file.path not in bad)
    if bad and not (job.skip_bad_files and good):
        raise _error_of_files(list(bad.values()), len(job.inputs))
    return replace(job, inputs=good, skipped={path: str(error) for path, error in bad.items()})


def _error(file: InputFile, columns: Columns) -> InputError | None:
    """Return the error with which a file cannot be read, or None."""
    if file.path == STDIN:
        return None
    try:
        next(iter(Reader([file], columns)), None)
    except InputError as error:
        return error
    return None


def _error_of_files(errors: list[InputError], inputs: int) -> InputError:
    """Return the error about bad files; it is one of an option if it is in every file."""
    if inputs == 1:
        return errors[0]
    hint = "" if len(errors) == inputs else " To go on without them, pass skip_bad_files (--skip-bad-files)."
    hidden = [f"and {len(errors) - FAULTS_SHOWN} more"] if len(errors) > FAULTS_SHOWN else []
    shown = map(str, errors[:FAULTS_SHOWN])
    message = "\n  ".join([f"{len(errors)} of {inputs} files cannot be read.{hint}", *shown, *hidden])
    of_option = len(errors) == inputs and all(isinstance(error, OptionError) for error in errors)
    return OptionError(message) if of_option else InputError(message)


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
    encoding: str | None = None,
    any_language: bool = False,
    measured: Measured = "article",
    actors: Iterable[str | Actor] = (),
    model: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    workers: int | None = None,
    overwrite: bool = False,
    engine: Engine = "local",
    address: str | None = None,
    part_rows: int = PART_ROWS,
    part_characters: int | None = None,
    shard: str | None = None,
    skip_bad_files: bool = False,
    progress: bool = False,
    display: Display | None = None,
) -> Summary:
    """Score every row of the input files.

    `Columns`, `JobSpec`, `create_executor` and `run` describe the options.
    `progress` shows the progress on standard error: a bar on a terminal, a
    line elsewhere; `display` shows it in another way.
    """
    spec = JobSpec(
        inputs=inputs,
        columns=Columns(text=text, id=id, title=title, keep=column_names(keep)),
        input_format=input_format,
        encoding=encoding,
        any_language=any_language,
        measured=measured,
        levels=levels,
        output=output,
        actors=actors,
        model=model,
        revision=revision,
        part_rows=part_rows,
        part_characters=part_characters,
        shard=shard,
    )
    if progress and display is None:
        display = default_display()
    executor = create_executor(engine, workers=workers, address=address, display=display)
    return run(spec, out, executor=executor, overwrite=overwrite, skip_bad_files=skip_bad_files)
