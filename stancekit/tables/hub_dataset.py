"""Datasets of the package datasets, which is never imported here: whoever has one has imported it."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stancekit.document.tables import Column
from stancekit.errors import InputError
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Columns
from stancekit.tables.kept_columns import KeptColumns

BATCH_ROWS = 256
TYPES = {"string": "string", "int64": "int64", "double": "float64", "bool": "bool"}


class HubDataset:
    """A `datasets.Dataset`."""

    def __init__(self, dataset: Any) -> None:
        """Store the dataset."""
        self._dataset, self._package = dataset, sys.modules["datasets"]

    @classmethod
    def of(cls, articles: Any) -> "HubDataset | None":
        """Return the dataset that a user's object is; None if it is none.

        Raises:
            InputError: it is read from a stream.
        """
        package: Any = sys.modules.get("datasets")
        if package is None:
            return None
        if isinstance(articles, package.IterableDataset | package.IterableDatasetDict):
            raise InputError(
                "an IterableDataset has no length and no columns to keep: take a part of it into a Dataset, or use "
                "model.pipe."
            )
        return cls(articles) if isinstance(articles, package.Dataset) else None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._dataset)

    def check(self, columns: Columns) -> None:
        """See `Table`."""
        columns.check(self._dataset.column_names, "the dataset")

    def records(self, columns: Columns) -> Iterator[Mapping[str, Any] | Text]:
        """See `Table`."""
        plain = self._dataset.select_columns(replace(columns, keep=()).names).with_format("arrow")
        for batch in plain.iter(batch_size=BATCH_ROWS):
            yield from batch.to_pylist()

    def make(self, columns: Sequence[Column], values: Mapping[str, list[Any]], kept: KeptColumns) -> Any:
        """See `Table`."""
        features = self._package.Features(
            {
                column.name: self._package.Value(TYPES[column.type])
                if column.type in TYPES
                else self._package.List(self._package.Value("string"))
                for column in columns
            }
        )
        table = self._package.Dataset.from_dict(dict(values), features=features).data.table
        if kept.names:
            copied = self._dataset.select_columns(list(kept.names)).with_format("arrow")[list(kept.rows)]
            for name, new in kept.names.items():
                features[new] = self._dataset.features[name]
                table = table.append_column(copied.schema.field(name).with_name(new), copied[name])
        return self._package.Dataset(
            table.replace_schema_metadata(None), info=self._package.DatasetInfo(features=features)
        )


def splits_of(articles: Any) -> Mapping[str, Any] | None:
    """Return the datasets of a `datasets.DatasetDict`; None for any other object."""
    package: Any = sys.modules.get("datasets")
    return dict(articles) if package is not None and isinstance(articles, package.DatasetDict) else None
