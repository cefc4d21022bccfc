"""A text with its options, checked on construction."""

from collections.abc import Iterable
from dataclasses import dataclass

from stancekit.errors import InputError, SpanError
from stancekit.inputs.actor import Actor, ActorList


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A text to analyze, with its options.

    Attributes:
        text: the article, or one sentence.
        id: an identifier, which the Document keeps.
        mentions: spans `(start, end)` to measure stance toward, in code
            points, end-exclusive; they add to the actors that the model finds.
        actors: names or `Actor` records to search for; they add likewise.
        title: the span of the headline.
        split: False if the text is one sentence.

    Raises:
        TypeError: the text is not a str, or an option has the wrong type.
        InputError: the text has a lone surrogate, which is no character.
        SpanError: a span is outside the text, empty, reversed or blank.
        ActorError: a name has no letter or digit, or two actors have it.
    """

    text: str
    id: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()
    actors: ActorList = ActorList()
    title: tuple[int, int] | None = None
    split: bool = True

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,
        mentions: Iterable[tuple[int, int]] = (),
        actors: Iterable[str | Actor] = (),
        title: tuple[int, int] | None = None,
        split: bool = True,
    ) -> None:
        """Check every option against the text."""
        if not isinstance(text, str):
            raise TypeError(f"the text is a {type(text).__name__}, expected a str: decode bytes and join lists first.")
        if isinstance(actors, str | Actor):
            raise TypeError(
                f"actors is a single {type(actors).__name__}, expected a list of them: actors=[{actors!r}]."
            )
        _check_encodable(text)
        _set = object.__setattr__
        _set(self, "text", text)
        _set(self, "id", id)
        _set(self, "mentions", tuple(checked_span(text, span, "mention") for span in mentions))
        _set(self, "actors", ActorList.of(actors))
        _set(self, "title", None if title is None else checked_span(text, title, "title"))
        _set(self, "split", split)


def _check_encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text has a lone surrogate, {text[error.start]!r}, at {error.start}: decode its bytes as UTF-8, "
            "or repair it with text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')."
        ) from error


def checked_span(text: str, span: tuple[int, int], what: str) -> tuple[int, int]:
    """Return the span as two ints, or raise a SpanError that says what is wrong."""
    try:
        start, end = span
        start, end = start.__index__(), end.__index__()
    except (TypeError, ValueError, AttributeError) as error:
        raise SpanError(f"{what} {span!r} is not a pair (start, end) of integers.") from error
    if start < 0 or end > len(text):
        raise SpanError(f"{what} ({start}, {end}) lies outside the text, which has {len(text)} characters.")
    if start >= end:
        fault = "is empty" if start == end else "is reversed"
        raise SpanError(f"{what} ({start}, {end}) {fault}: start must be less than end, and end is exclusive.")
    if text[start:end].isspace():
        raise SpanError(f"{what} ({start}, {end}) covers only white space.")
    return start, end


def as_text(text: str | Text) -> Text:
    """Return a Text as it is, and a str as a Text without options."""
    return text if isinstance(text, Text) else Text(text)
