"""The tables that `stancekit score` wrote, read by column."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from stancekit.document.tables import Level
from stancekit.errors import InputError


class Scores:
    """A folder of scores; a table is opened when it is first read."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Remember the folder."""
        self._folder = Path(folder)
        self._tables: dict[Level, Any] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """Names and versions of the models that scored."""
        files = self._table("document").get_fragments()
        names = {(file.physical_schema.metadata or {}).get(b"stancekit.model", b"") for file in files}
        return tuple(sorted(name.decode() for name in names if name))

    def read(self, level: Level, columns: Sequence[str], **where: Iterable[str]) -> pd.DataFrame:
        """Return some columns of a table, text as categories.

        Args:
            level: which table.
            columns: their names.
            where: columns of text, and the values that they must have.

        Raises:
            InputError: there is no such table or column.
        """
        table = self._table(level)
        for column in columns:
            if column not in table.schema.names:
                raise InputError(
                    f"table {level} in {self._folder} has no column {column!r}; it has "
                    f"{', '.join(table.schema.names)}. Columns of your own come along with stancekit score --keep."
                )
        return _scanned(table, columns, where).unify_dictionaries().to_pandas()

    def texts(self, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Return the words of sentences, given by article and number."""
        if not places:
            return {}
        rows = _scanned(self._table("sentence"), ["id", "sentence", "text"], {"id": {id for id, _ in places}})
        found = ((row["id"], row["sentence"], row["text"]) for row in rows.to_pylist())
        return {(id, sentence): text for id, sentence, text in found if (id, sentence) in places}

    def _table(self, level: Level) -> Any:
        if level not in self._tables:
            folder = self._folder / level
            if not any(folder.glob("*.parquet")):
                raise InputError(
                    f"{self._folder} has no table {level!r} in Parquet: write the levels document, sentence, mention "
                    f"and actor with stancekit score FILES -o {self._folder}."
                )
            plain = ds.dataset(folder, format="parquet").schema
            text = {field.name for field in plain if pa.types.is_string(field.type) and field.name != "text"}
            self._tables[level] = ds.dataset(folder, format=ds.ParquetFileFormat(dictionary_columns=text))
        return self._tables[level]


def _scanned(table: Any, columns: Sequence[str], where: Mapping[str, Iterable[str]]) -> pa.Table:
    """Read columns of the rows whose text is among what is asked for."""
    condition = None
    for column, values in where.items():
        is_wanted = ds.field(column).cast(pa.string()).isin(pa.array(sorted(values), pa.string()))
        condition = is_wanted if condition is None else condition & is_wanted
    return table.to_table(columns=list(columns), filter=condition)
