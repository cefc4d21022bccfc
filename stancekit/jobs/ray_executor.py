"""Run a job on a Ray cluster: Ray Data reads, scores batches and writes; it schedules and retries the tasks.

Ray reads Parquet itself. The job's own reader reads lines, in a task for each
file, because Ray's readers of lines end a job at the first faulty line, and
split JSON at line separators within a string.
"""

import json
import os
import pickle
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import fs

try:
    import ray
    import ray.data
    from ray.data.datasource import BlockBasedFileDatasink
except ImportError as error:
    raise ImportError("the engine ray needs Ray Data: pip install 'stancekit[ray]'.") from error

from stancekit.document import tables
from stancekit.document.tables import checked_level
from stancekit.errors import InputError, JobError
from stancekit.jobs import job_file
from stancekit.jobs.input_files import STDIN, InputFile, file_system
from stancekit.jobs.job import DOCUMENTS, Job
from stancekit.jobs.job_file import JOB_FILE
from stancekit.jobs.options import checked_workers
from stancekit.jobs.readers import Reader
from stancekit.jobs.readers.parquet import records_of
from stancekit.jobs.row_scorer import RowScorer, error_of
from stancekit.jobs.rows import Columns, Row, row_of
from stancekit.jobs.summary import Summary
from stancekit.jobs.writers import job_schema
from stancekit.model import load

BATCH_ROWS = 64  # rows that a worker scores in one call
BLOCK_ROWS = 512  # rows that Ray schedules together
ERRORS = "errors"  # the folder of rows that could not be scored
PICKLED_ROW = "row"  # the column of rows from the job's own reader
LINE = "line"  # the column of output in JSON Lines


@dataclass(frozen=True, kw_only=True)
class RayExecutor:
    """Runs a job on a Ray cluster, always from the beginning.

    Attributes:
        address: address of the cluster, such as `auto`; None starts one on
            this machine, unless this process is connected to one.
        workers: greatest number of workers, each with its own copy of the
            model; None takes one for each CPU of the cluster.

    Raises:
        InputError: `workers` is not positive.
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
            overwrite: whether to remove what the folder holds.

        Raises:
            InputError: the input does not suit a cluster.
            JobError: the folder is not empty.
        """
        started = time.monotonic()
        job = _with_absolute_paths(job)
        _check_inputs(job)
        system, folder = file_system(_absolute(out))
        _prepare_folder(system, folder, out, overwrite)
        scored = self._score(job)
        table_rows = {name: _write(scored, name, job, system, folder) for name in job.folders}
        bad = _write(scored, ERRORS, job, system, folder)
        rows, seconds = scored.count(), time.monotonic() - started
        summary = Summary(rows, rows - bad, bad, None, 0, table_rows, round(seconds, 3), round(rows / seconds, 1))
        with system.open_output_stream(f"{folder}/{JOB_FILE}") as file:
            file.write(job_file.with_summary(job_file.declaration(job), summary).encode())
        return summary

    def _score(self, job: Job) -> Any:
        """Return a Ray dataset with a column for each table, which holds the list of each row's rows in it."""
        if not ray.is_initialized():
            ray.init(address=self.address)
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
    """Raise InputError if Ray cannot read the inputs."""
    formats = {file.format for file in job.inputs}
    if any(file.path == STDIN for file in job.inputs):
        raise InputError("a cluster cannot read standard input: pass files that all its nodes reach.")
    if len(formats) > 1:
        raise InputError(f"a cluster reads one format at a time, and the inputs have {', '.join(sorted(formats))}.")
    if formats == {"parquet"} and job.spec.columns.id is None:
        raise InputError("name the column with ids: Ray reads Parquet in no fixed order, so rows have no number.")


def _prepare_folder(system: fs.FileSystem, folder: str, out: str, overwrite: bool) -> None:
    """Create the output folder, or empty it."""
    if system.get_file_info(fs.FileSelector(folder, allow_not_found=True)):
        if not overwrite:
            raise JobError(
                f"{out} is not empty, and a job on a cluster starts from the beginning: choose another folder, or "
                "overwrite this one (--overwrite)."
            )
        system.delete_dir_contents(folder)
    system.create_dir(folder)


def _read(job: Job) -> Any:
    """Return the rows as a Ray dataset: the columns of Parquet, or pickled rows from the job's own reader."""
    columns = job.spec.columns
    if job.inputs[0].format == "parquet":
        return ray.data.read_parquet([file.path for file in job.inputs]).select_columns(columns.names)
    files = ray.data.from_items([{"file": pickle.dumps(file)} for file in job.inputs])
    return files.map_batches(partial(_read_lines, columns=columns), batch_size=1, batch_format="pyarrow")


def _read_lines(batch: Any, columns: Columns) -> Iterator[Any]:
    """Yield the pickled rows of files, in blocks."""
    files: list[InputFile] = [pickle.loads(pickled) for pickled in batch["file"].to_pylist()]
    rows = iter(Reader(files, columns))
    while block := list(islice(rows, BLOCK_ROWS)):
        yield pa.table({PICKLED_ROW: pa.array(map(pickle.dumps, block), pa.large_binary())})


def _rows(batch: Any, job: Job) -> Iterator[Row]:
    if job.inputs[0].format != "parquet":
        yield from map(pickle.loads, batch[PICKLED_ROW].to_pylist())
        return
    for record_batch in batch.to_batches():
        yield from (row_of(record, job.spec.columns) for record in records_of(record_batch))


def _schema(job: Job, name: str) -> Any:
    if name in (DOCUMENTS, ERRORS):
        return pa.schema([(LINE, pa.string())])
    return job_schema(checked_level(name), job)


class _BatchScorer:
    """A worker with its copy of the model, which Ray calls with batches of rows."""

    def __init__(self, job: Job) -> None:
        """Load the model from this node.

        Raises:
            JobError: the model differs from the one where the job was started.
        """
        model = load(job.spec.model, revision=job.spec.revision, threads=1)
        if model.folder.digest != job.model.digest:
            raise JobError(
                f"this node has another model, {model.folder.path}: install the same stancekit on all nodes."
            )
        self._job, self._score = job, RowScorer(model, job.spec.actors)

    def __call__(self, batch: Any) -> Any:
        """Return for each row the list of its rows in every table, and of its errors."""
        results = [self._tables(row) for row in _rows(batch, self._job)]
        names = (*self._job.folders, ERRORS)
        types = {name: pa.list_(pa.struct(list(_schema(self._job, name)))) for name in names}
        return pa.table({name: pa.array([result.get(name, []) for result in results], types[name]) for name in names})

    def _tables(self, row: Row) -> Mapping[str, list[Any]]:
        document = self._score(row)
        if isinstance(document, str):
            return {ERRORS: [{LINE: json.dumps(error_of(row, document), ensure_ascii=False)}]}
        if self._job.spec.output == "jsonl":
            return {DOCUMENTS: [{LINE: json.dumps(document.to_dict(), ensure_ascii=False)}]}
        return {
            level: [{**table_row, **row.kept} for table_row in tables.rows(document, level)]
            for level in self._job.spec.levels
        }


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
