"""Score one row: its Document, or the reason why there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from stancekit.document.records import Document
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.article import Article, check_content
from stancekit.inputs.html_fields import without_markup
from stancekit.inputs.text import Text
from stancekit.jobs.rows import Row
from stancekit.labels import Measured
from stancekit.language.detection import check_language

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
    """Scores rows: the engine of jobs and of `Model.score`.

    Attributes:
        analyze: analyzes one text, such as a Model. It gives no
            LanguageWarning, since the language is a column of the table.
        actors: actors to look for in every row.
        any_language: whether to score a text that is not in English.
        measured: see `Text`.
    """

    analyze: Callable[[Text], Document]
    actors: Sequence[Actor] = ()
    any_language: bool = False
    measured: Measured = "article"

    def __call__(self, row: Row, encode: Callable[[Document, Mapping[str, str | None]], Encoded]) -> Encoded | BadRow:
        """Return the encoded Document of a row, or the reason why there is none.

        No exception of a single row ends a job of millions.

        Args:
            row: the row.
            encode: takes its Document and kept columns, and returns what is
                written of them.
        """
        try:
            text = text_of(row, self.actors, measured=self.measured)
            if not self.any_language:
                _check_language(text)
            return encode(self.analyze(text), row.kept)
        except (InputError, TypeError) as error:
            return BadRow(str(error))
        except Exception as error:
            return BadRow(f"{type(error).__name__}: {error}")


def text_of(row: Row, actors: Sequence[Actor] = (), *, measured: Measured = "article") -> Text:
    """Return the text of a row, after its title.

    Args:
        row: the row; the options of a Text in it stay as they are.
        actors: see `Text`.
        measured: see `Text`.

    Raises:
        InputError: the row could not be read, its text or title is not a str,
            or its text is empty, a placeholder such as `[Removed]`, or cut off.
    """
    if row.fault is not None:
        raise InputError(row.fault)
    if isinstance(row.text, Text):
        check_content(row.text.text)
        return row.text
    title = "" if row.title is None else row.title
    for column, value in (("text", row.text), ("title", title)):
        if not isinstance(value, str):
            raise InputError(f"the {column} is of type {type(value).__name__}, expected a str")
    text = check_content(row.text)
    return without_markup(Article(text, title, roles=row.roles)).as_text(id=row.id, actors=actors, measured=measured)


def _check_language(text: Text) -> None:
    try:
        check_language(text.text, text.language)
    except InputError as error:
        raise InputError(f"{error}; any_language (--any-language) scores it all the same") from error


def error_of(row: Row, reason: str) -> dict[str, Any]:
    """Return the line of `errors.jsonl` about a row."""
    return {"file": row.file, "row": row.number, "id": row.id, "reason": reason}
