"""Lists of str, dict and Text."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from stancekit.document.tables import Column
from stancekit.errors import InputError
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Columns
from stancekit.tables.kept_columns import KeptColumns


class Items:
    """A list of articles."""

    def __init__(self, items: Sequence[Any]) -> None:
        """Store the list."""
        self._items = items

    @classmethod
    def of(cls, articles: Any) -> "Items | None":
        """Return the list that a user's object is; None if it is none."""
        return cls(articles) if isinstance(articles, list | tuple) else None

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def check(self, columns: Columns) -> None:
        """See `Table`; the columns are the keys of all dicts, and a str or a Text needs none."""
        dicts = [item for item in self._items if isinstance(item, Mapping)]
        if dicts:
            columns.check(list(dict.fromkeys(chain.from_iterable(dicts))), "the list")
        elif self._items and (columns.id or columns.title or columns.keep):
            raise InputError("the list has no dict, so it has no column for id, title or keep.")

    def records(self, columns: Columns) -> Iterator[Mapping[str, Any] | Text]:
        """See `Table`."""
        for item in self._items:
            yield item if isinstance(item, Mapping | Text) else {columns.text: item}

    def make(self, columns: Sequence[Column], values: Mapping[str, list[Any]], kept: KeptColumns) -> Any:
        """See `Table`."""
        names = [column.name for column in columns]
        cells = zip(*(values[name] for name in names), strict=True)
        rows = [dict(zip(names, row, strict=True)) for row in cells]
        for row, index in zip(rows, kept.rows, strict=True):
            item = self._items[index]
            fields = item if isinstance(item, Mapping) else {}
            row |= {new: fields.get(name) for name, new in kept.names.items()}
        return rows
