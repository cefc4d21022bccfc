"""Score one row: its Document, or the reason why there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from stancekit.document.records import Document
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Row
from stancekit.model import Model

TITLE_SEPARATOR = "\n\n"

Encoded = TypeVar("Encoded")


@dataclass(frozen=True)
class BadRow:
    """Stands for a row that could not be scored.

    Attributes:
        reason: why.
    """

    reason: str


@dataclass(frozen=True)
class RowScorer:
    """Scores rows with a model.

    Attributes:
        model: the model.
        actors: actors to look for in every row.
    """

    model: Model
    actors: Sequence[Actor] = ()

    def __call__(self, row: Row, encode: Callable[[Document, Mapping[str, str | None]], Encoded]) -> Encoded | BadRow:
        """Return the encoded Document of a row, or the reason why there is none.

        No exception of a single row ends a job of millions.

        Args:
            row: the row.
            encode: takes its Document and kept columns, and returns what is
                written of them.
        """
        try:
            return encode(self.model(text_of(row, self.actors)), row.kept)
        except (InputError, TypeError) as error:
            return BadRow(str(error))
        except Exception as error:
            return BadRow(f"{type(error).__name__}: {error}")


def text_of(row: Row, actors: Sequence[Actor] = ()) -> Text:
    """Return the text of a row, after its title.

    Raises:
        InputError: the row could not be read, or its text or title is not a str.
    """
    if row.fault is not None:
        raise InputError(row.fault)
    text, title = row.text, row.title or ""
    for column, value in (("text", text), ("title", title)):
        if not isinstance(value, str):
            actual = "empty" if value is None else f"a {type(value).__name__}"
            raise InputError(f"the {column} is {actual}, expected a str")
    if not title.strip():
        return Text(text, id=row.id, actors=actors)
    return Text(f"{title}{TITLE_SEPARATOR}{text}", id=row.id, actors=actors, title=(0, len(title)))


def error_of(row: Row, reason: str) -> dict[str, Any]:
    """Return the line of `errors.jsonl` about a row."""
    return {"file": row.file, "row": row.number, "id": row.id, "reason": reason}
