"""Rows of your own labels in any format: JSON Lines, CSV, TSV, Parquet, or a split of `datasets`."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from stancekit_training.errors import CorpusError

if TYPE_CHECKING:  # recipes are checked without loading `datasets`
    from datasets import Dataset

DELIMITERS = {".csv": ",", ".tsv": "\t"}
FORMATS = (".jsonl", *DELIMITERS, ".parquet")
Row: TypeAlias = tuple[int, Any]  # its number, from 1, and a mapping; anything else is a fault


@dataclass(frozen=True)
class Columns:
    """How columns of a table are named, and their labels spelled.

    Attributes:
        names: the column of each key in `own_labels.KEYS` that has another name.
        values: for the keys of labels, our label for each label of the table.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, row: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
        """Return a row by our keys, with our labels; other columns are left out."""
        return {key: self._value(key, row[name]) for key in keys if (name := self.names.get(key, key)) in row}

    def check(self, columns: Iterable[str], place: str) -> None:
        """Raise a CorpusError if a table lacks the text or a column that the recipe names."""
        columns = list(columns)
        for key in dict.fromkeys(["text", *self.names]):
            if self.names.get(key, key) not in columns:
                raise CorpusError(
                    f"{place} has no column {self.names.get(key, key)!r} for {key!r}; its columns are "
                    f'{", ".join(columns)}. Name it in the recipe: columns = {{ {key} = "…" }}.'
                )

    def _value(self, key: str, value: Any) -> Any:
        labels = self.values.get(key)
        return value if labels is None or value is None else labels.get(_spelled(value), value)


def read_file(path: Path, columns: Columns, keys: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a file by our keys; those of JSON Lines keep unknown keys, unless columns are renamed.

    Raises:
        CorpusError: there is no file, its format is unknown, or a column is missing.
    """
    if not path.is_file():
        raise CorpusError(f"there is no file {path}.")
    if path.suffix not in FORMATS:
        raise CorpusError(f"{path}: unknown format {path.suffix!r}; known ones are {', '.join(FORMATS)}.")
    if path.suffix == ".jsonl":
        rows = _json_lines(path)
        return _mapped(rows, columns, keys) if columns.names or columns.values else rows
    if path.suffix == ".parquet":
        return _parquet(path, columns, keys)
    return _csv(path, columns, keys)


def read_dataset(dataset: "Dataset", columns: Columns, keys: Iterable[str], place: str) -> Iterator[Row]:
    """Yield the rows of a split by our keys; a class label is its name.

    Raises:
        CorpusError: a column is missing.
    """
    columns.check(dataset.column_names, place)
    names = {name: feature.names for name, feature in dataset.features.items() if hasattr(feature, "int2str")}
    for number, row in enumerate(dataset, start=1):
        decoded = {name: _class_name(value, names.get(name)) for name, value in row.items()}
        yield number, columns.of(decoded, keys)


def _json_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, CorpusError(f"not JSON ({error})")


def _mapped(rows: Iterable[Row], columns: Columns, keys: Iterable[str]) -> Iterator[Row]:
    keys = list(keys)
    return ((number, columns.of(row, keys) if isinstance(row, Mapping) else row) for number, row in rows)


def _csv(path: Path, columns: Columns, keys: Iterable[str]) -> Iterator[Row]:
    keys = list(keys)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter=DELIMITERS[path.suffix], strict=True)
            columns.check(reader.fieldnames or (), str(path))
            for number, row in enumerate(reader, start=1):
                if None in row or None in row.values():
                    yield number, CorpusError(f"it has another number of cells than the {len(row)} of the header")
                else:
                    yield number, columns.of({name: cell if cell.strip() else None for name, cell in row.items()}, keys)
    except (csv.Error, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from error


def _parquet(path: Path, columns: Columns, keys: Iterable[str]) -> Iterator[Row]:
    import pyarrow as pa
    from pyarrow import parquet

    keys = list(keys)
    try:
        file = parquet.ParquetFile(path)
        columns.check(file.schema_arrow.names, str(path))
        number = 0
        for batch in file.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield number, columns.of(row, keys)
    except pa.ArrowException as error:
        raise CorpusError(f"{path} cannot be read as Parquet: {error}.") from error


def _class_name(value: Any, names: list[str] | None) -> Any:
    return names[value] if names is not None and isinstance(value, int) and 0 <= value < len(names) else value


def _spelled(value: Any) -> str:
    """Return a label as a key of a TOML table spells it."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
