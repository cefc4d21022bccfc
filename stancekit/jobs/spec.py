"""The specification of a job."""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from stancekit.document.tables import Level
from stancekit.errors import OptionError
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.encodings import checked_encoding
from stancekit.inputs.text import checked_measured
from stancekit.jobs.input_files import Paths, as_paths
from stancekit.jobs.options import (
    INPUT_FORMATS,
    OUTPUT_FORMATS,
    InputFormat,
    OutputFormat,
    checked_choice,
    checked_levels,
)
from stancekit.jobs.rows import Columns
from stancekit.jobs.slices import Slice
from stancekit.labels import Measured

PART_ROWS = 5_000


@dataclass(frozen=True, kw_only=True, init=False)
class JobSpec:
    """Everything that decides the output of a job, checked when it is made.

    What does not change the output, such as the number of workers, belongs to
    the executor.

    Attributes:
        inputs: files, globs, folders or addresses such as `s3://…`, of any
            of `stancekit.inputs.formats.INPUT_FORMATS`, plain or gzip; `-` is
            standard input.
        columns: the role of each input column.
        input_format: the format of the inputs; None infers it from each file
            name.
        encoding: the encoding of the inputs, a codec of Python; None detects it.
        any_language: whether to score texts that are not in English.
        measured: `article` to measure article text only, `everything` to
            measure captions, bylines and boilerplate too.
        levels: the tables to write, all of them by default; see
            `stancekit.document.tables.COLUMNS`.
        output: `parquet` for tables, or `jsonl` for whole Documents.
        actors: actors to look for in every text.
        model: the model, as for `stancekit.load`.
        revision: its revision, as for `stancekit.load`.
        part_rows: greatest number of rows in a part file.
        part_characters: characters of text after which a part file ends,
            however few its rows; None takes a 64th of the input, at least
            100,000 and at most 4 million.
        shard: `3/16` scores the third of 16 shards, which have as many rows
            each; None scores all rows. `run` writes it to the folder
            `shard-03-of-16` in the output folder.

    Raises:
        OptionError: an option is invalid.
        ActorError: see `stancekit.Text`.
    """

    inputs: tuple[str, ...]
    columns: Columns
    input_format: InputFormat | None
    encoding: str | None
    any_language: bool
    measured: Measured
    levels: tuple[Level, ...]
    output: OutputFormat
    actors: tuple[Actor, ...]
    model: str | os.PathLike[str] | None
    revision: str | None
    part_rows: int
    part_characters: int | None
    shard: Slice | None

    def __init__(
        self,
        *,
        inputs: Paths,
        columns: Columns = Columns(),  # noqa: B008  # frozen
        input_format: InputFormat | None = None,
        encoding: str | None = None,
        any_language: bool = False,
        measured: Measured = "article",
        levels: Iterable[Level] | None = None,
        output: OutputFormat = "parquet",
        actors: Iterable[str | Actor] = (),
        model: str | os.PathLike[str] | None = None,
        revision: str | None = None,
        part_rows: int = PART_ROWS,
        part_characters: int | None = None,
        shard: str | Slice | None = None,
    ) -> None:
        """Check every option, and store iterables as tuples."""
        _set = object.__setattr__
        _set(self, "inputs", as_paths(inputs))
        _set(self, "columns", columns)
        _set(self, "input_format", input_format)
        _set(self, "encoding", None if encoding is None else checked_encoding(encoding))
        _set(self, "any_language", any_language)
        _set(self, "levels", checked_levels(levels))
        _set(self, "output", checked_choice(output, OUTPUT_FORMATS, "output format"))
        _set(self, "actors", ActorList.of(actors))
        _set(self, "measured", checked_measured(measured))
        _set(self, "model", model)
        _set(self, "revision", revision)
        _set(self, "part_rows", part_rows)
        _set(self, "part_characters", part_characters)
        _set(self, "shard", Slice.parse(shard) if isinstance(shard, str) else shard)
        self._check()

    def folder_in(self, out: str | os.PathLike[str]) -> str:
        """Return the folder that the job writes: the output folder, or that of the shard in it."""
        return os.fspath(out) if self.shard is None else os.path.join(out, self.shard.folder)

    def _check(self) -> None:
        if self.input_format is not None:
            checked_choice(self.input_format, INPUT_FORMATS, "input format")
        if self.part_rows < 1 or (self.part_characters is not None and self.part_characters < 1):
            raise OptionError("a part file must hold at least one row and one character.")
        if self.output == "jsonl" and self.columns.keep:
            raise OptionError("only tables can keep columns; a Document (output jsonl) has no place for them.")
