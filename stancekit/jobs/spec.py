"""What a job reads, does and writes, and what it says when it is done."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import stancekit
from stancekit.document.tables import COLUMNS, LEVELS, Level, checked_level
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.jobs.input_files import Source
from stancekit.jobs.readers import Columns

Output: TypeAlias = Literal["parquet", "jsonl"]
DOCUMENTS = "documents"  # the folder of whole Documents
JOB = "job.json"
JOB_FORMAT = 1


@dataclass(frozen=True)
class Job:
    """Everything that decides what comes out; how many workers do it does not.

    Attributes:
        sources: the files to read, in order.
        columns: which of their columns mean what.
        levels: the tables to write, a folder each.
        output: `parquet`, or `jsonl` for whole Documents instead of tables.
        actors: to look for in every text.
        model: the folder of the model.
        model_name: its name and version.
        model_digest: the digest of its manifest.
        part_rows, part_characters: a part file ends at whichever is reached first.
    """

    sources: tuple[Source, ...]
    columns: Columns
    levels: tuple[Level, ...]
    output: Output
    actors: tuple[Actor, ...]
    model: Path
    model_name: str
    model_digest: str
    part_rows: int
    part_characters: int

    def __post_init__(self) -> None:
        """Check what was chosen against each other.

        Raises:
            InputError: an unknown level or output, or a column to keep that a table has itself.
        """
        if self.output not in ("parquet", "jsonl"):
            raise InputError(f"no output format {self.output!r}; valid formats: parquet, jsonl.")
        if self.part_rows < 1 or self.part_characters < 1:
            raise InputError("a part holds at least one row and one character.")
        if self.output == "jsonl" and self.columns.keep:
            raise InputError("columns are kept in tables; a whole Document (jsonl) has no room for them.")
        for level in self.levels:
            own = {column.name for column in COLUMNS[checked_level(level)]}
            if taken := sorted(own.intersection(self.columns.keep)):
                raise InputError(
                    f"the {level} table has a column {taken[0]!r} itself: rename yours, or do not keep it."
                )

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that hold the part files."""
        return self.levels if self.output == "parquet" else (DOCUMENTS,)

    @property
    def suffix(self) -> str:
        """What the names of part files end in."""
        return f".{self.output}"

    @property
    def fingerprint(self) -> dict[str, Any]:
        """What two runs into one folder must have in common, ready for JSON."""
        return {
            "inputs": [asdict(source) for source in self.sources],
            "columns": {**asdict(self.columns), "keep": list(self.columns.keep)},
            "levels": list(self.levels),
            "output": self.output,
            "actors": [{**asdict(actor), "aliases": list(actor.aliases)} for actor in self.actors],
            "model": {"name": self.model_name, "digest": self.model_digest},
            "parts": {"rows": self.part_rows, "characters": self.part_characters},
        }

    @property
    def declaration(self) -> dict[str, Any]:
        """What `job.json` says from the start, ready for JSON."""
        return {"format": JOB_FORMAT, "stancekit": stancekit.__version__, **self.fingerprint}


@dataclass(frozen=True)
class Summary:
    """What a job did.

    Attributes:
        rows: read.
        scored: rows that are in the tables.
        bad: rows that are in `errors.jsonl` instead.
        repeated: ids that stand at more than one row; None where nobody counted.
        resumed: rows that an earlier run had done.
        tables: rows of each table, by folder.
        seconds: of this run.
        rate: rows a second of this run.
    """

    rows: int
    scored: int
    bad: int
    repeated: int | None
    resumed: int
    tables: Mapping[str, int]
    seconds: float
    rate: float


def checked_levels(levels: str | Iterable[str] | None) -> tuple[Level, ...]:
    """Return the levels in their usual order, each once; all of them for None."""
    if levels is None:
        return LEVELS
    wanted = {checked_level(level) for level in ([levels] if isinstance(levels, str) else levels)}
    return tuple(level for level in LEVELS if level in wanted)


def to_json(value: Any) -> str:
    """Return the text of a `job.json`."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
