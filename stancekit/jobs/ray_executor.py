"""A cluster: Ray Data reads, calls a model on batches, and writes; nothing is scheduled or retried here.

Parquet is read by Ray. Lines are read by the job's own reader inside a task
for each file, because Ray's readers of lines end a job at the first line that
is faulty, and tear JSON apart at line separators within a string.
"""

import json
import os
import pickle
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
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

from stancekit.document.tables import rows
from stancekit.errors import InputError, JobError
from stancekit.jobs.input_files import STDIN, Source, file_system
from stancekit.jobs.readers import Columns, Reader, Row, records_of, row_of
from stancekit.jobs.row_scorer import Scorer, fault_of
from stancekit.jobs.spec import DOCUMENTS, JOB, Job, Summary, to_json
from stancekit.jobs.writers import schema
from stancekit.model import load

BATCH = 64  # rows that a worker scores in one call
BLOCK = 512  # rows that are handed out together
ERRORS = "errors"
ROW = "row"  # the column of a row that the job's own reader has read
LINE = "line"  # the column of what is written as lines of JSON


def run(
    job: Job,
    out: str,
    *,
    model: str | None,
    revision: str | None,
    address: str | None,
    workers: int | None,
    overwrite: bool,
) -> Summary:
    """Do a job on a Ray cluster.

    Args:
        job: what to do.
        out: folder or address to write, which every node must reach.
        model: as `stancekit.load` takes it, on each node.
        revision: likewise.
        address: of the cluster; None starts one on this machine, unless this
            process is connected to one already.
        workers: models at the most, by default one for each CPU.
        overwrite: whether `out` may hold something, which is then removed.

    Raises:
        InputError: the input or an option does not suit a cluster.
        JobError: `out` holds something else.
    """
    began = time.monotonic()
    job = replace(job, sources=tuple(replace(source, path=_absolute(source.path)) for source in job.sources))
    _check(job)
    system, folder = file_system(_absolute(out))
    _prepare(system, folder, out, overwrite)
    if not ray.is_initialized():
        ray.init(address=address)
    most = workers or max(
        1,
        int(ray.cluster_resources().get("CPU", 1)),  # type: ignore[no-untyped-call]
    )
    scored = (
        _read(job)
        .repartition(target_num_rows_per_block=BLOCK)
        .map_batches(
            _Score,
            fn_constructor_args=(job, model, revision),
            batch_size=BATCH,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=most),
            num_cpus=1,
        )
        .materialize()  # scored once, however many tables are written
    )
    tables = {name: _write(scored, name, job, system, folder) for name in job.folders}
    bad = _write(scored, ERRORS, job, system, folder)
    read, seconds = scored.count(), time.monotonic() - began
    summary = Summary(read, read - bad, bad, None, 0, tables, round(seconds, 3), round(read / seconds, 1))
    with system.open_output_stream(f"{folder}/{JOB}") as file:
        file.write(to_json(job.declaration | {"summary": asdict(summary)}).encode())
    return summary


def _absolute(path: str) -> str:
    return path if "://" in path or path == STDIN else os.path.abspath(path)


def _check(job: Job) -> None:
    """Raise InputError where rows or columns are not to be had on a cluster."""
    formats = {source.format for source in job.sources}
    if any(source.path == STDIN for source in job.sources):
        raise InputError("a cluster cannot read standard input: name files that all its nodes reach.")
    if len(formats) > 1:
        raise InputError(f"a cluster reads one format at a time; these are {', '.join(sorted(formats))}.")
    if formats == {"parquet"} and job.columns.id is None:
        raise InputError("name a column with ids: Ray reads Parquet in no order, so that rows have no number.")


def _prepare(system: fs.FileSystem, folder: str, out: str, overwrite: bool) -> None:
    """Make the output folder, and see to it that it is empty."""
    held = system.get_file_info(fs.FileSelector(folder, allow_not_found=True))
    if held and not overwrite:
        raise JobError(
            f"{out} is not empty, and a job on a cluster begins anew: name another folder, or --overwrite it."
        )
    if held:
        system.delete_dir_contents(folder)
    system.create_dir(folder)


def _read(job: Job) -> Any:
    """Return the rows as a Ray dataset: columns of Parquet, or what the job's own reader has read."""
    if job.sources[0].format == "parquet":
        return ray.data.read_parquet([source.path for source in job.sources]).select_columns(job.columns.names)
    sources = ray.data.from_items([{"source": pickle.dumps(source)} for source in job.sources])
    return sources.map_batches(partial(_lines, columns=job.columns), batch_size=1, batch_format="pyarrow")


def _lines(batch: Any, columns: Columns) -> Iterator[Any]:
    """Yield the rows of a file, some at a time."""
    sources: list[Source] = [pickle.loads(entry) for entry in batch["source"].to_pylist()]
    arriving = iter(Reader(sources, columns))
    while taken := list(islice(arriving, BLOCK)):
        yield pa.table({ROW: pa.array(map(pickle.dumps, taken), pa.large_binary())})


def _rows(batch: Any, job: Job) -> Iterator[Row]:
    if job.sources[0].format != "parquet":
        yield from map(pickle.loads, batch[ROW].to_pylist())
        return
    for piece in batch.to_batches():
        yield from (row_of(record, job.columns) for record in records_of(piece))


def _schema(job: Job, name: str) -> Any:
    if name in (DOCUMENTS, ERRORS):
        return pa.schema([(LINE, pa.string())])
    return schema(name, job.columns.keep)  # type: ignore[arg-type]


class _Score:
    """A model on one worker, which Ray calls with batches."""

    def __init__(self, job: Job, model: str | None, revision: str | None) -> None:
        """Load the model as this node has it.

        Raises:
            JobError: it is another than where the job was started.
        """
        loaded = load(model, revision=revision, threads=1)
        if loaded.artifact.digest != job.model_digest:
            raise JobError(f"this node has another model, {loaded.artifact.folder}: install the same stancekit on all.")
        self._job, self._score = job, Scorer(loaded, job.actors)

    def __call__(self, batch: Any) -> Any:
        """Return for each row the list of its rows in every table, and of its errors."""
        made = [self._tables(row) for row in _rows(batch, self._job)]
        names = (*self._job.folders, ERRORS)
        types = {name: pa.list_(pa.struct(list(_schema(self._job, name)))) for name in names}
        return pa.table({name: pa.array([tables.get(name, []) for tables in made], types[name]) for name in names})

    def _tables(self, row: Row) -> Mapping[str, list[Any]]:
        document = self._score(row)
        if isinstance(document, str):
            return {ERRORS: [{LINE: json.dumps(fault_of(row, document), ensure_ascii=False)}]}
        if self._job.output == "jsonl":
            return {DOCUMENTS: [{LINE: json.dumps(document.to_dict(), ensure_ascii=False)}]}
        return {level: [{**made, **row.kept} for made in rows(document, level)] for level in self._job.levels}


def _write(scored: Any, name: str, job: Job, system: fs.FileSystem, folder: str) -> int:
    """Let Ray write a table, and return how many rows it has."""
    table = scored.map_batches(partial(_unnest, name=name, schema=_schema(job, name)), batch_format="pyarrow")
    table = table.materialize()
    count = int(table.count())
    if name in (DOCUMENTS, ERRORS):
        table.write_datasink(_Lines(f"{folder}/{name}", filesystem=system, file_format="jsonl"))
    else:
        table.write_parquet(f"{folder}/{name}", filesystem=system, compression="zstd")
    return count


def _unnest(batch: Any, name: str, schema: Any) -> Any:
    """Return a table's own rows out of the lists of them."""
    flat = pc.list_flatten(batch[name]).combine_chunks()
    return pa.Table.from_struct_array(flat).cast(schema)


class _Lines(BlockBasedFileDatasink):
    """Writes lines as they are, which Ray's own writers cannot."""

    def write_block_to_file(self, block: Any, file: Any) -> None:
        """Write a block's lines."""
        file.write("".join(f"{line}\n" for line in block.to_arrow()[LINE].to_pylist()).encode())
