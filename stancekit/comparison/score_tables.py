"""The tables that `stancekit score` wrote, read by column."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from stancekit.document.tables import TABLE_FORMAT, Level
from stancekit.errors import InputError


class ScoreTables:
    """A folder of tables; each is opened on first use."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Keep the path of the folder."""
        self._folder = Path(folder)
        self._tables: dict[Level, Any] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """Names and versions of the models that scored the articles."""
        names = {_metadata(part, "model") for part in self._table("document").get_fragments()}
        return tuple(sorted(name for name in names if name))

    def read(self, level: Level, columns: Sequence[str], **where: Iterable[str]) -> pd.DataFrame:
        """Return columns of a table; text columns are categories.

        Args:
            level: of the table.
            columns: their names.
            where: the accepted values of text columns; other rows are left out.

        Raises:
            InputError: the table or a column is missing, or the table has
                another format.
        """
        table = self._table(level)
        for column in columns:
            if column not in table.schema.names:
                raise InputError(
                    f"table {level} in {self._folder} has no column {column!r}; its columns are "
                    f"{', '.join(table.schema.names)}. stancekit score --keep copies columns of the input."
                )
        return _scan(table, columns, where).unify_dictionaries().to_pandas()

    def texts(self, sentences: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Return the text of sentences, each identified by its article's id and its index."""
        if not sentences:
            return {}
        rows = _scan(self._table("sentence"), ["id", "sentence", "text"], {"id": {id for id, _ in sentences}})
        texts = ((row["id"], row["sentence"], row["text"]) for row in rows.to_pylist())
        return {(id, sentence): text for id, sentence, text in texts if (id, sentence) in sentences}

    def _table(self, level: Level) -> Any:
        if level not in self._tables:
            self._tables[level] = self._open(level)
        return self._tables[level]

    def _open(self, level: Level) -> Any:
        folder = self._folder / level
        if not any(folder.glob("*.parquet")):
            raise InputError(
                f"{self._folder} has no table {level!r} in Parquet. Write the tables document, sentence, mention and "
                f"actor with stancekit score FILES -o {self._folder}."
            )
        plain = ds.dataset(folder, format="parquet").schema
        text = {field.name for field in plain if pa.types.is_string(field.type) and field.name != "text"}
        table = ds.dataset(folder, format=ds.ParquetFileFormat(dictionary_columns=text))
        for part in table.get_fragments():
            _check_format(part)
        return table


def _check_format(part: Any) -> None:
    """Check the format of one part file: tables before format 2 name the voices differently."""
    format = _metadata(part, "format")
    if format == str(TABLE_FORMAT):
        return
    if format.isdecimal() and int(format) > TABLE_FORMAT:
        raise InputError(
            f"{part.path} was written by a newer stancekit (table format {format}, expected {TABLE_FORMAT}): update "
            "stancekit."
        )
    raise InputError(
        f"{part.path} was written by an older stancekit (table format {format or 'missing'}, expected {TABLE_FORMAT}): "
        "score the articles again."
    )


def _metadata(part: Any, key: str) -> str:
    """Return an entry of a part file's metadata, empty if it is missing."""
    value: bytes = (part.physical_schema.metadata or {}).get(f"stancekit.{key}".encode(), b"")
    return value.decode()


def _scan(table: Any, columns: Sequence[str], where: Mapping[str, Iterable[str]]) -> pa.Table:
    """Read columns of the rows with accepted values."""
    condition = None
    for column, values in where.items():
        is_accepted = ds.field(column).cast(pa.string()).isin(pa.array(sorted(values), pa.string()))
        condition = is_accepted if condition is None else condition & is_accepted
    return table.to_table(columns=list(columns), filter=condition)
