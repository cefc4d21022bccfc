"""The tables that `stancekit score` wrote, read by column."""

from collections.abc import Collection, Iterable, Sequence
from os import PathLike
from pathlib import Path

import pandas as pd
import pyarrow as pa

from stancekit.comparison.part_files import PartFile
from stancekit.document.tables import Level
from stancekit.errors import InputError


class ScoreTables:
    """A folder of tables; each is opened on first use."""

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

    def read(self, level: Level, columns: Sequence[str], **where: Iterable[str]) -> pd.DataFrame:
        """Return columns of a table; text columns are categories.

        Args:
            level: of the table.
            columns: their names.
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
            paths = sorted(path for path in (self._folder / level).rglob("*.parquet") if path.name[0] not in "._")
            if not paths:
                raise InputError(
                    f"{self._folder} has no table {level!r} in Parquet. Write the tables document, sentence, mention "
                    f"and actor with stancekit score FILES -o {self._folder}."
                )
            self._parts[level] = [PartFile(path, level) for path in paths]
        return self._parts[level]
