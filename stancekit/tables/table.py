"""What every kind of table can do, and the kind of a user's table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from stancekit.document.tables import Column
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Columns
from stancekit.tables.frame import Frame
from stancekit.tables.hub_dataset import HubDataset
from stancekit.tables.items import Items
from stancekit.tables.kept_columns import KeptColumns


class Table(Protocol):
    """A table of articles, which makes tables of its own kind."""

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    def check(self, columns: Columns) -> None:
        """Check that the table has the columns.

        Raises:
            InputError: it lacks one, or has several of one name.
        """
        ...

    def records(self, columns: Columns) -> Iterator[Mapping[str, Any] | Text]:
        """Yield the text, id and title of each row by the names of their columns, or the Text that it is."""
        ...

    def make(self, columns: Sequence[Column], values: Mapping[str, list[Any]], kept: KeptColumns) -> Any:
        """Return a new table of the same kind.

        Args:
            columns: names and types of its columns.
            values: the values of each column, by its name.
            kept: columns of this table, which follow them with their types.
        """
        ...


def table_of(articles: Any) -> Table:
    """Return the table that a user's object is.

    Raises:
        TypeError: it is none.
        InputError: two of its columns have the same name.
    """
    for kind in (HubDataset, Frame, Items):
        table = kind.of(articles)
        if table is not None:
            return table
    raise TypeError(
        f"the articles are of type {type(articles).__name__}, expected a DataFrame of pandas or polars, a Dataset or "
        "DatasetDict of the package datasets, an Arrow table, or a list of str, dict or Text. For one text, call the "
        "model on it."
    )
