"""Run a job on a Ray cluster: Ray Data scores batches and writes; it schedules and retries the tasks.

The job's own reader reads the files, in a task for each: Ray's readers of
lines end a job at the first faulty line, and its reader of Parquet runs code
that a file brings along.
"""

import os
import pickle
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import fs

from stancekit.extras import install_commands

try:
    import ray
    import ray.data
    from ray.data.datasource import BlockBasedFileDatasink
except ImportError as error:
    raise ImportError(f"the engine ray needs Ray Data: {install_commands('ray')}.") from error

from stancekit.document.tables import checked_level
from stancekit.errors import FolderError, JobError, OptionError
from stancekit.jobs import job_file
from stancekit.jobs.input_files import STDIN, InputFile, file_system
from stancekit.jobs.job import Job
from stancekit.jobs.options import checked_workers
from stancekit.jobs.output_folder import (
    DOCUMENTS,
    ERRORS,
    JOB_FILE,
    check_output_folder,
    remove_output,
    to_json_line,
)
from stancekit.jobs.ray_cluster import connect
from stancekit.jobs.readers import Reader
from stancekit.jobs.row_isolation import deadly_rows
from stancekit.jobs.row_scorer import BadRow, error_of
from stancekit.jobs.rows import Columns, Row
from stancekit.jobs.shards import Shard
from stancekit.jobs.summary import Summary
from stancekit.jobs.worker_process import WorkerDeath, WorkerProcess
from stancekit.jobs.writers import job_schema
from stancekit.network.model_folder import locate, open_model_folder

BATCH_ROWS = 64  # rows that a worker scores in one call
BLOCK_ROWS = 512  # rows that Ray schedules together
PICKLED_ROW = "row"  # the column of rows from the job's own reader
LINE = "line"  # the column of output in JSON Lines


@dataclass(frozen=True, kw_only=True)
class RayExecutor:
    """Runs a job on a Ray cluster, always from the beginning.

    A cluster that it starts listens on the loopback interface alone, has no
    dashboard and reports no usage. Whoever reaches the ports of another
    cluster can run code in it: keep them behind a firewall.

    Attributes:
        address: address of the cluster, such as `auto`; None starts one on
            this machine, unless this process is connected to one.
        workers: greatest number of workers, each with its own copy of the
            model; None takes one for each CPU of the cluster.

    Raises:
        OptionError: `workers` is not positive.
    """

    address: str | None = None
    workers: int | None = None

    def __post_init__(self) -> None:
        """Check the options."""
        checked_workers(self.workers)

    def run(self, job: Job, out: str, *, overwrite: bool = False) -> Summary:
        """Score the rows of a job.

        Args:
            job: the job.
            out: folder or address to write, which every node must reach.
            overwrite: whether to remove the output of an earlier job.

        Raises:
            OptionError: the input does not suit a cluster.
            JobError: the folder holds something else, or the output of an
                earlier job that may not be removed; or workers kept dying.
        """
        started = time.monotonic()
        job = _with_absolute_paths(job)
        _check_inputs(job)
        system, folder = file_system(_absolute(out))
        declaration = job_file.declaration(job)
        _prepare_folder(system, folder, out, overwrite)
        _write_job_file(system, folder, declaration)
        try:
            scored = self._score(job)
        except ray.exceptions.RayError as error:
            raise JobError(f"the cluster could not score the rows: {_first_line(error)}") from error
        table_rows = {name: _write(scored, name, job, system, folder) for name in job.folders}
        bad = _write(scored, ERRORS, job, system, folder)
        rows, seconds = scored.count(), time.monotonic() - started
        rate = round(rows / seconds, 1)
        summary = Summary(rows, rows - bad, bad, None, 0, table_rows, round(seconds, 3), rate, job.skipped)
        _write_job_file(system, folder, job_file.with_summary(declaration, summary))
        return summary

    def _score(self, job: Job) -> Any:
        """Return a Ray dataset with a column for each table, which holds the list of each row's rows in it."""
        if not ray.is_initialized():
            connect(self.address)
        cpus = ray.cluster_resources().get("CPU", 1)  # type: ignore[no-untyped-call]
        return (
            _read(job)
            .repartition(target_num_rows_per_block=BLOCK_ROWS)
            .map_batches(
                _BatchScorer,
                fn_constructor_args=(job,),
                batch_size=BATCH_ROWS,
                batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.workers or max(1, int(cpus))),
                num_cpus=1,
            )
            .materialize()  # so that rows are scored once, however many tables are written
        )


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), 'no reason given')}"


def _absolute(path: str) -> str:
    return path if "://" in path or path == STDIN else os.path.abspath(path)


def _with_absolute_paths(job: Job) -> Job:
    """Return the job with paths that mean the same in the working directory of a node."""
    inputs = tuple(replace(file, path=_absolute(file.path)) for file in job.inputs)
    model = job.spec.model
    if model is not None:  # a name stays as it is
        model = os.path.abspath(model) if os.path.isdir(model) else os.fspath(model)
    return replace(job, inputs=inputs, spec=replace(job.spec, model=model))


def _check_inputs(job: Job) -> None:
    """Raise InputError if Ray cannot read the inputs, or is to score a shard of them."""
    if job.spec.shard is not None:
        raise OptionError("a cluster divides the rows itself: leave out the shard, or use the engine local.")
    if any(file.path == STDIN for file in job.inputs):
        raise OptionError("a cluster cannot read standard input: pass files that all its nodes reach.")


def _prepare_folder(system: fs.FileSystem, folder: str, out: str, overwrite: bool) -> None:
    """Create the output folder, or remove the output of an earlier job from it."""
    if check_output_folder(system, folder, out):
        if not overwrite and not _has_scored_nothing(system, folder):
            raise FolderError(
                f"{out} holds a job, and a job on a cluster starts from the beginning: choose another folder, or "
                "overwrite this one (--overwrite)."
            )
        remove_output(system, folder)
    system.create_dir(folder)


def _has_scored_nothing(system: fs.FileSystem, folder: str) -> bool:
    with system.open_input_file(f"{folder}/{JOB_FILE}") as file:
        return job_file.has_scored_nothing(file.read().decode("utf-8", "replace"))


def _write_job_file(system: fs.FileSystem, folder: str, text: str) -> None:
    with system.open_output_stream(f"{folder}/{JOB_FILE}") as file:
        file.write(text.encode())


def _read(job: Job) -> Any:
    """Return the pickled rows as a Ray dataset."""
    files = ray.data.from_items([{"file": pickle.dumps(file)} for file in job.inputs])
    read = partial(_read_files, columns=job.spec.columns, skip_bad_files=job.skip_bad_files)
    return files.map_batches(read, batch_size=1, batch_format="pyarrow")


def _read_files(batch: Any, columns: Columns, skip_bad_files: bool) -> Iterator[Any]:
    """Yield the pickled rows of files, in blocks."""
    files: list[InputFile] = [pickle.loads(pickled) for pickled in batch["file"].to_pylist()]
    rows = iter(Reader(files, columns, skip_bad_files=skip_bad_files))
    while block := list(islice(rows, BLOCK_ROWS)):
        yield pa.table({PICKLED_ROW: pa.array(map(pickle.dumps, block), pa.large_binary())})


def _schema(job: Job, name: str) -> Any:
    if name in (DOCUMENTS, ERRORS):
        return pa.schema([(LINE, pa.string())])
    return job_schema(checked_level(name), job)


class _BatchScorer:
    """An actor of Ray that has a worker process score batches of rows, so that no row can end the actor."""

    def __init__(self, job: Job) -> None:
        """Start the worker process with the model of this node.

        Raises:
            JobError: the model differs from the one where the job was started.
        """
        folder = open_model_folder(locate(job.spec.model, revision=job.spec.revision).resolve())
        if folder.digest != job.model.digest:
            raise JobError(f"this node has another model, {folder.path}: install the same stancekit on all nodes.")
        self._job = replace(job, model=folder)
        self._schemas = {name: _schema(job, name) for name in (*job.folders, ERRORS)}
        self._worker = self._start_worker()

    def _start_worker(self) -> WorkerProcess:
        return WorkerProcess(self._job, Path())

    def __call__(self, batch: Any) -> Any:
        """Return for each row the list of its rows in every table, and of its errors."""
        shard = Shard(0, tuple(pickle.loads(pickled) for pickled in batch[PICKLED_ROW].to_pylist()))
        results = [self._tables(row, encoded) for row, encoded in zip(shard.rows, self._encode(shard), strict=True)]
        return pa.table({name: _nested([result[name] for result in results]) for name in self._schemas})

    def _encode(self, shard: Shard) -> list[Mapping[str, Any] | BadRow]:
        """Return what to write of each row; rows that kill their worker are set aside."""
        try:
            return self._worker.encode(shard, {})
        except WorkerDeath:
            set_aside = deadly_rows(shard, self._start_worker)
            self._worker.stop()
            self._worker = self._start_worker()
            return self._worker.encode(shard, set_aside)

    def _tables(self, row: Row, encoded: Mapping[str, Any] | BadRow) -> Mapping[str, Any]:
        """Return the rows of one input row in every table, as RecordBatches."""
        lines = {ERRORS: to_json_line(error_of(row, encoded.reason))} if isinstance(encoded, BadRow) else encoded
        batches = {}
        for name, schema in self._schemas.items():
            written = lines.get(name)
            if isinstance(written, bytes):
                written = pa.RecordBatch.from_pylist([{LINE: written.decode().rstrip("\n")}], schema)
            batches[name] = pa.RecordBatch.from_pylist([], schema) if written is None else written
        return batches


def _nested(batches: list[Any]) -> Any:
    """Return an array with the rows of each batch as one list."""
    structs = pa.concat_arrays([batch.to_struct_array() for batch in batches])
    offsets = [0, *accumulate(batch.num_rows for batch in batches)]
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)


def _write(scored: Any, name: str, job: Job, system: fs.FileSystem, folder: str) -> int:
    """Write a table, and return its number of rows."""
    table = scored.map_batches(partial(_unnest, name=name, schema=_schema(job, name)), batch_format="pyarrow")
    table = table.materialize()
    rows = int(table.count())
    if name in (DOCUMENTS, ERRORS):
        table.write_datasink(_LineDatasink(f"{folder}/{name}", filesystem=system, file_format="jsonl"))
    else:
        table.write_parquet(f"{folder}/{name}", filesystem=system, compression="zstd")
    return rows


def _unnest(batch: Any, name: str, schema: Any) -> Any:
    """Return the rows of one table from the lists that hold them."""
    flat = pc.list_flatten(batch[name]).combine_chunks()
    return pa.Table.from_struct_array(flat).cast(schema)


class _LineDatasink(BlockBasedFileDatasink):
    """Writes lines unchanged, which Ray's own writers cannot."""

    def write_block_to_file(self, block: Any, file: Any) -> None:
        """Write the lines of a block."""
        file.write("".join(f"{line}\n" for line in block.to_arrow()[LINE].to_pylist()).encode())
