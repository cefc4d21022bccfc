"""A row to a Document, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stancekit.document.records import Document
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.jobs.readers import Row
from stancekit.model import Model

GAP = "\n\n"  # between a title and its text


@dataclass(frozen=True)
class Scorer:
    """Scores rows with a model, looking for actors in each."""

    model: Model
    actors: Sequence[Actor] = ()

    def __call__(self, row: Row) -> Document | str:
        """Return the row's Document, or the reason why it cannot be scored.

        Whatever goes wrong with one row, the millions beside it go on.
        """
        try:
            return self.model(text_of(row, self.actors))
        except (InputError, TypeError) as error:
            return str(error)
        except Exception as error:
            return f"{type(error).__name__}: {error}"


def text_of(row: Row, actors: Sequence[Actor] = ()) -> Text:
    """Return what to analyse, the title before the text.

    Raises:
        InputError: the row could not be read, or text or title are no text.
    """
    if row.fault is not None:
        raise InputError(row.fault)
    text, title = row.text, row.title or ""
    for what, value in (("text", text), ("title", title)):
        if not isinstance(value, str):
            given = "empty" if value is None else f"a {type(value).__name__}"
            raise InputError(f"the {what} is {given}, expected a str")
    if not title.strip():
        return Text(text, id=row.id, actors=actors)
    return Text(f"{title}{GAP}{text}", id=row.id, actors=actors, title=(0, len(title)))


def fault_of(row: Row, reason: str) -> dict[str, Any]:
    """Return the line of `errors.jsonl` about a row."""
    return {"file": row.file, "row": row.number, "id": row.id, "reason": reason}
