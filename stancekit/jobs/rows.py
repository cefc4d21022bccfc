"""The rows of the input, and the columns that a job uses of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from stancekit.document.tables import COLUMNS
from stancekit.errors import InputError, OptionError
from stancekit.inputs.article import Article
from stancekit.inputs.json_articles import TEXT_NAMES
from stancekit.labels import SentenceRole

COLUMNS_SHOWN = 50  # in an error
MAX_ID_CHARACTERS = 10_000
MAX_KEPT_CHARACTERS = 1_000_000  # in one value of a kept column
PREFIX = "input_"  # of a kept column that has the name of a column of the tables
OWN_NAMES = frozenset(column.name for columns in COLUMNS.values() for column in columns)


@dataclass(frozen=True)
class Columns:
    """The role of each input column that a job uses.

    Attributes:
        text: the column with the text to analyze.
        id: the column that identifies a row; without one, or where it is
            empty, the id is `file:row`. An id has at most 10,000 characters.
        title: the column with the headline, which is put before the text.
        keep: columns to copy into every table, as text. One that has the
            name of a column of any table gets the prefix `input_` in all of
            them. A value has at most 1,000,000 characters. Id and kept values
            together, over all rows of a text in one table, have at most 50
            million.
    """

    text: str = "text"
    id: str | None = None
    title: str | None = None
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Store any iterable of column names as a tuple."""
        object.__setattr__(self, "keep", column_names(self.keep))

    @cached_property
    def kept_names(self) -> Mapping[str, str]:
        """The name of each kept column in the tables."""
        names: dict[str, str] = {}
        for column in self.keep:
            name = column
            while name in OWN_NAMES or (name != column and name in self.keep):
                name = PREFIX + name
            names[column] = name
        return names

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
            OptionError: a column is missing, and the message lists those
                present; or two have the same name.
        """
        missing = [name for name in self.names if name not in present]
        if missing:
            hidden = f" and {len(present) - COLUMNS_SHOWN} more" if len(present) > COLUMNS_SHOWN else ""
            shown = ", ".join(present[:COLUMNS_SHOWN]) + hidden
            advice = self._advice(present) if self.text in missing else ""
            raise OptionError(f"{path} has no column {', '.join(map(repr, missing))}; its columns are {shown}.{advice}")
        repeated = [name for name in self.names if present.count(name) > 1]
        if repeated:
            raise OptionError(f"{path} has several columns {', '.join(map(repr, repeated))}: rename them.")

    @staticmethod
    def _advice(present: Sequence[str]) -> str:
        """Return sentences that say how to name the column of the text, and which it may be by its name."""
        usual = {name.casefold() for name in TEXT_NAMES}
        likely = [name for name in present if name.casefold() in usual]
        found = f" Did you mean {' or '.join(likely)}?" if likely else ""
        return f" Name the column of the text: text=… in Python, stancekit score --text-column.{found}"


def column_names(keep: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct names of columns.

    Raises:
        TypeError: they are a single str.
    """
    if isinstance(keep, str):
        raise TypeError(f"keep is a single str, expected a list of them: keep=[{keep!r}].")
    return tuple(dict.fromkeys(keep))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input.

    Attributes:
        file: path of its file.
        number: number of the row in the file, from 1.
        id: value of the id column, else `file:row`.
        text, title: values of these columns: a str, a number, a bool, or None
            without one; the text may be a Text, which has its own options.
        kept: the kept columns, as text, by their names in the tables.
        fault: why the row cannot be read; None if it can.
        roles: spans of the text whose role is known; see `Article`.
    """

    file: str
    number: int
    id: str
    text: Any = None
    title: Any = None
    kept: Mapping[str, str | None] = field(default_factory=dict)
    fault: str | None = None
    roles: tuple[tuple[int, int, SentenceRole], ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadableRecord:
    """Stands for a record that cannot be read.

    Attributes:
        fault: why it cannot be read.
    """

    fault: str


Record: TypeAlias = Mapping[str, Any] | Article | UnreadableRecord  # a mapping has the value of each column


def row_of(record: Record, columns: Columns, *, file: str = "", name: str = "", number: int = 0) -> Row:
    """Return the row of a record.

    Args:
        record: the record.
        columns: the columns to use.
        file: path of its file.
        name: name of its file, for the default id, `name:number`; without
            one the default id is the number.
        number: number of the record in the file, from 1.
    """
    default = f"{name}:{number}" if name else str(number)
    if isinstance(record, UnreadableRecord):
        return Row(file, number, default, fault=record.fault)
    roles = record.roles if isinstance(record, Article) else ()
    fields = record.fields if isinstance(record, Article) else record
    id, fault = default, None
    try:
        id = _as_text(fields.get(columns.id), "id", MAX_ID_CHARACTERS) or default if columns.id else default
        return Row(
            file,
            number,
            id,
            text=_required(_scalar(fields.get(columns.text), "text"), columns.text),
            title=_scalar(fields.get(columns.title), "title") if columns.title else None,
            kept={
                name: _as_text(fields.get(column), f"column {column!r}", MAX_KEPT_CHARACTERS)
                for column, name in columns.kept_names.items()
            },
            roles=roles,
        )
    except InputError as error:
        fault = str(error)
    except Exception as error:  # whatever a value of some type does when it is turned into text
        fault = f"{type(error).__name__}: {error}"
    return Row(file, number, id, fault=fault)


def _scalar(value: Any, role: str) -> Any:
    """Return a value that is not a container, so that a row is small and shallow whatever it holds; None for nan."""
    if value is None or isinstance(value, str | int | float):
        return None if value != value else value
    raise InputError(f"the {role} is of type {type(value).__name__}, expected a str")


def _required(value: Any, column: str) -> Any:
    if value is None:
        raise InputError(f"the row has no {column!r}")
    return value


def _as_text(value: Any, role: str, max_characters: int) -> str | None:
    """Return a value as text: dates in ISO 8601, lists and objects in JSON."""
    if value is None:
        return None
    if hasattr(value, "isoformat"):
        value = str(value.isoformat())
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > max_characters:
        raise InputError(f"the {role} has {len(text):,} characters, more than {max_characters:,}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"the {role} has a lone surrogate at character {error.start}") from error
    return text
