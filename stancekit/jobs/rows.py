"""The rows of the input, and the columns that a job uses of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from stancekit.errors import InputError


@dataclass(frozen=True)
class Columns:
    """The role of each input column that a job uses.

    Attributes:
        text: the column with the text to analyze.
        id: the column that identifies a row; without one, or where it is
            empty, the id is `file:row`.
        title: the column with the headline, which is put before the text.
        keep: columns to copy into every table, as text.
    """

    text: str = "text"
    id: str | None = None
    title: str | None = None
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Store any iterable of column names as a tuple."""
        if isinstance(self.keep, str):
            raise TypeError(f"keep is a single str, expected a list of them: keep=[{self.keep!r}].")
        object.__setattr__(self, "keep", tuple(self.keep))

    @property
    def names(self) -> list[str]:
        """The distinct names of the columns."""
        used = (self.text, self.id, self.title, *self.keep)
        return list(dict.fromkeys(name for name in used if name is not None))

    def check(self, present: Sequence[str], path: str) -> None:
        """Check that a file has all of the columns.

        Args:
            present: the columns of the file.
            path: its path.

        Raises:
            InputError: a column is missing; the message lists those present.
        """
        missing = [name for name in self.names if name not in present]
        if missing:
            raise InputError(
                f"{path} has no column {', '.join(map(repr, missing))}; its columns are {', '.join(present)}."
            )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input.

    Attributes:
        file: path of its file.
        number: number of the row in the file, from 1.
        id: value of the id column, else `file:row`.
        text, title: values of these columns, of any type.
        kept: the kept columns, as text.
        fault: why the row cannot be read; None if it can.
    """

    file: str
    number: int
    id: str
    text: Any = None
    title: Any = None
    kept: Mapping[str, str | None] = field(default_factory=dict)
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadableRecord:
    """Stands for a record that cannot be read.

    Attributes:
        fault: why it cannot be read.
    """

    fault: str


Record: TypeAlias = Mapping[str, Any] | UnreadableRecord  # column to value


def row_of(record: Record, columns: Columns, *, file: str = "", name: str = "", number: int = 0) -> Row:
    """Return the row of a record.

    Args:
        record: the record.
        columns: the columns to use.
        file: path of its file.
        name: name of its file, for the default id.
        number: number of the record in the file, from 1.
    """
    default = f"{name}:{number}"
    if isinstance(record, UnreadableRecord):
        return Row(file, number, default, fault=record.fault)
    return Row(
        file,
        number,
        id=_as_text(record.get(columns.id)) or default if columns.id else default,
        text=record.get(columns.text),
        title=record.get(columns.title) if columns.title else None,
        kept={kept: _as_text(record.get(kept)) for kept in columns.keep},
    )


def _as_text(value: Any) -> str | None:
    """Return a value as text: dates in ISO 8601, lists and objects in JSON."""
    if value is None or isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False, default=str)
