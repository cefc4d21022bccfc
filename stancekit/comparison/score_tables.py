"""The tables that `stancekit score` wrote, read by column."""

import re
from collections.abc import Collection, Iterable, Sequence
from os import PathLike
from pathlib import Path

import pandas as pd
import pyarrow as pa

from stancekit.comparison.part_files import PartFile
from stancekit.document.tables import Level
from stancekit.errors import InputError

SHARD = re.compile(r"shard-(\d+)-of-(\d+)")  # the folder of a task of an array job, see `stancekit.jobs.slices`


class ScoreTables:
    """A folder of tables, or of the shards of an array job; each table is opened on first use."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Keep the path of the folder."""
        self._folder = Path(folder)
        self._parts: dict[Level, list[PartFile]] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """Names and versions of the models that scored the articles."""
        return tuple(sorted({part.model for part in self._table("document") if part.model}))

    @property
    def digests(self) -> tuple[str, ...]:
        """SHA-256 of the models that scored the articles."""
        return tuple(sorted({part.digest for part in self._table("document") if part.digest}))

    def has_column(self, level: Level, name: str) -> bool:
        """Return whether all parts of a table have a column."""
        return all(part.has_column(name) for part in self._table(level))

    def read(self, level: Level, columns: Sequence[str], **where: Iterable[str]) -> pd.DataFrame:
        """Return columns of a table; text columns are categories.

        Args:
            level: the level of the table.
            columns: the names of the columns.
            where: the accepted values of text columns; other rows are left out.

        Raises:
            InputError: the table or a column is missing, or a part of the
                table is not as stancekit writes it.
        """
        parts = [part.read(columns, where) for part in self._table(level)]
        return pa.concat_tables(parts).unify_dictionaries().to_pandas()

    def texts(self, sentences: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Return the text of sentences, each identified by its article's id and its index."""
        if not sentences:
            return {}
        rows = self.read("sentence", ["id", "sentence", "text"], id={id for id, _ in sentences})
        texts = rows.itertuples(index=False, name=None)
        return {(id, sentence): text for id, sentence, text in texts if (id, sentence) in sentences}

    def _table(self, level: Level) -> list[PartFile]:
        """Return the parts of a table."""
        if level not in self._parts:
            tables = [folder / level for folder in self._folders()]
            paths = [path for table in tables for path in sorted(table.rglob("*.parquet")) if path.name[0] not in "._"]
            if not paths:
                raise InputError(
                    f"{self._folder} has no table {level!r} in Parquet. Write the tables document, sentence, mention "
                    f"and actor with stancekit score -o {self._folder} FILES."
                )
            self._parts[level] = [PartFile(path, level) for path in paths]
        return self._parts[level]

    def _folders(self) -> list[Path]:
        """Return the folders that hold tables: those of all shards, or the folder itself."""
        numbers: dict[Path, tuple[int, int]] = {}
        for path in sorted(self._folder.glob("shard-*-of-*")):
            if match := SHARD.fullmatch(path.name):
                numbers[path] = (int(match[1]), int(match[2]))
        if not numbers:
            return [self._folder]
        counts = {count for _, count in numbers.values()}
        missing = set(range(1, max(counts) + 1)) - {number for number, _ in numbers.values()}
        if len(counts) > 1 or missing:
            raise InputError(
                f"{self._folder} holds {len(numbers)} shards of {' and '.join(map(str, sorted(counts)))}, expected all "
                "shards of one count: score the missing ones, or remove those of another job."
            )
        return list(numbers)
