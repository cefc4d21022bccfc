"""Starting a job: from what a user asks for to the engine that does it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from stancekit.document.tables import Level
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.jobs import local_executor
from stancekit.jobs.input_files import STDIN, Source, find_sources
from stancekit.jobs.progress import Display, Silent
from stancekit.jobs.readers import Columns, Reader
from stancekit.jobs.spec import Job, Output, Summary, checked_levels
from stancekit.network.model_folder import locate, open_folder

ENGINES = ("local", "ray")
PART_ROWS = 5_000
PARTS = 64  # into which an input is cut at least, as far as that leaves parts of a sensible size
LEAST, UNKNOWN, MOST = 100_000, 1_000_000, 4_000_000  # characters of a part


def score(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    text: str = "text",
    id: str | None = None,
    title: str | None = None,
    keep: Iterable[str] = (),
    levels: Iterable[Level] | None = None,
    output: Output = "parquet",
    input_format: str | None = None,
    actors: Iterable[str | Actor] = (),
    model: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    workers: int | None = None,
    overwrite: bool = False,
    engine: Literal["local", "ray"] = "local",
    address: str | None = None,
    part_rows: int = PART_ROWS,
    part_characters: int | None = None,
    display: Display | None = None,
) -> Summary:
    """Score every row of some files, and write flat tables.

    Run again with the same arguments, a job goes on where it was broken off.

    Args:
        source: files, globs, folders or addresses such as `s3://…`, of JSON
            Lines, CSV or Parquet, plain or gzip; `-` is standard input.
        out: the folder to write; of the engine `ray` also an address.
        text: the column with the text.
        id: the column that identifies a row; without one it is `file:row`.
        title: the column with the headline.
        keep: further columns, carried along as text.
        levels: the tables to write, of `document`, `sentence`, `mention` and
            `actor`; all of them by default. See `stancekit.tables.COLUMNS`.
        output: `parquet`, or `jsonl` for whole Documents instead of tables.
        input_format: `jsonl`, `csv` or `parquet`, where names do not tell.
        actors: to look for in every text.
        model: as `stancekit.load` takes it.
        revision: likewise.
        workers: processes, by default the cores at hand.
        overwrite: begin anew, whatever job `out` holds.
        engine: `local`, or `ray` for a cluster.
        address: of the Ray cluster, such as `auto`; None starts one here.
        part_rows: how many a part file holds at most.
        part_characters: of text, after which a part file ends even so; by
            default a 64th of the input, within 100,000 and 4 million.
        display: shows how far it is; see `stancekit.jobs.progress`.

    Raises:
        InputError: the input or an option cannot be used.
        JobError: `out` holds something else or cannot be written, or a worker died.
        ArtifactError: the model cannot be found or loaded.
        ImportError: the engine's package is missing.
    """
    if engine not in ENGINES:
        raise InputError(f"no engine {engine!r}; valid engines: {', '.join(ENGINES)}.")
    if workers is not None and workers < 1:
        raise InputError(f"workers is {workers}, expected at least 1, or None for the cores at hand.")
    artifact = open_folder(locate(model, revision=revision).resolve())
    sources = tuple(find_sources(source, format=input_format))
    job = Job(
        sources=sources,
        columns=Columns(text, id, title, tuple(keep)),
        levels=checked_levels(levels),
        output=output,
        actors=Text("", actors=actors).actors,
        model=artifact.folder,
        model_name=f"{artifact.manifest.name} {artifact.manifest.version}",
        model_digest=artifact.digest,
        part_rows=part_rows,
        part_characters=_part_of(sources) if part_characters is None else part_characters,
    )
    if sources[0].path != STDIN:
        next(iter(Reader(sources[:1], job.columns)), None)  # a missing column is told before anything is written
    if engine == "ray":
        from stancekit.jobs.ray_executor import run

        there = None if model is None else _named(model)
        return run(
            job, os.fspath(out), model=there, revision=revision, address=address, workers=workers, overwrite=overwrite
        )
    return local_executor.run(job, Path(out), workers=workers, overwrite=overwrite, display=display or Silent())


def _named(model: str | os.PathLike[str]) -> str:
    """Return what a model is called on another machine: a folder by its whole path, a name as it is."""
    return os.path.abspath(model) if os.path.isdir(model) else os.fspath(model)


def _part_of(sources: Sequence[Source]) -> int:
    """Return how many characters a part holds, so that small inputs keep all workers busy and large ones few files."""
    size = sum(source.size for source in sources)
    return min(max(size // PARTS, LEAST), MOST) if size else UNKNOWN
