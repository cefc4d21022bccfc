"""A text with its options, checked on construction."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from stancekit.errors import InputError, SpanError
from stancekit.inputs import prose
from stancekit.inputs.actor import Actor, ActorList
from stancekit.labels import MEASURED, SENTENCE_ROLES, Measured, SentenceRole

ADVICE = {
    prose.BINARY: "extract its text first; stancekit analyze reads DOCX and PDF files.",
    prose.JSON: "parse it, and pass the text in it; stancekit analyze and stancekit score read files of JSON.",
    prose.MARKUP: "pass it through stancekit.read_page, or stancekit.plain_text for a fragment.",
}


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
        sentences: spans of the sentences, if another tool split the text; None
            splits it here. A span of a given mention still joins those that it
            is in.
        roles: spans `(start, end, role)` whose role is known, such as the
            captions of a web page; see `stancekit.labels.SENTENCE_ROLES`. A
            sentence takes the role of the span in which it starts.
        date: the date of publication, YYYY-MM-DD.
        author: the author's name, or several separated by ", ".
        outlet: the name of the newspaper or the site.
        language: ISO 639 code of its language, such as `en`; None detects it.
        measured: `article` to measure article text only, `everything` to
            measure captions, bylines and boilerplate too.

    Raises:
        TypeError: the text is not a str, or an option has the wrong type.
        InputError: the text is a binary file, JSON or markup, or has a lone
            surrogate, which is no character.
        SpanError: a span is outside the text, empty, reversed or blank.
        ActorError: a name has no letter or digit, or two actors have it.
    """

    text: str
    id: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()
    actors: ActorList = ActorList()
    title: tuple[int, int] | None = None
    split: bool = True
    sentences: tuple[tuple[int, int], ...] | None = None
    roles: tuple[tuple[int, int, SentenceRole], ...] = ()
    measured: Measured = "article"
    date: str | None = None
    author: str | None = None
    outlet: str | None = None
    language: str | None = None

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,
        mentions: Iterable[tuple[int, int]] = (),
        actors: Iterable[str | Actor] = (),
        title: tuple[int, int] | None = None,
        split: bool = True,
        sentences: Iterable[tuple[int, int]] | None = None,
        roles: Iterable[tuple[int, int, SentenceRole]] = (),
        measured: Measured = "article",
        date: str | None = None,
        author: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> None:
        """Check every option against the text."""
        if not isinstance(text, str):
            raise TypeError(f"the text is a {type(text).__name__}, expected a str: decode bytes and join lists first.")
        if isinstance(actors, str | Actor):
            raise TypeError(
                f"actors is a single {type(actors).__name__}, expected a list of them: actors=[{actors!r}]."
            )
        _check_encodable(text)
        check_prose(text)
        _set = object.__setattr__
        _set(self, "text", text)
        _set(self, "id", id)
        _set(self, "mentions", tuple(checked_span(text, span, "mention") for span in mentions))
        _set(self, "actors", ActorList.of(actors))
        _set(self, "title", None if title is None else checked_span(text, title, "title"))
        _set(self, "split", split)
        _set(self, "sentences", None if sentences is None else _checked_sentences(text, sentences))
        _set(self, "roles", tuple(_checked_role(text, *role) for role in roles))
        _set(self, "measured", _checked_measured(measured))
        for name, value in (("date", date), ("author", author), ("outlet", outlet), ("language", language)):
            if not isinstance(value, str | None):
                raise TypeError(f"{name} is a {type(value).__name__}, expected a str or None.")
            _set(self, name, value)


def _checked_sentences(text: str, sentences: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    spans = tuple(checked_span(text, span, "sentence") for span in sentences)
    for (start, end), (following, last) in pairwise(spans):
        if following < end:
            raise SpanError(f"sentence ({following}, {last}) begins before the end of ({start}, {end}).")
    return spans


def _check_encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text has a lone surrogate, {text[error.start]!r}, at {error.start}: decode its bytes as UTF-8, "
            "or repair it with text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')."
        ) from error


def check_prose(text: str) -> None:
    """Raise InputError if a text is a binary file, JSON or markup."""
    fault = prose.fault(text)
    if fault is not None:
        kind, name = fault
        raise InputError(f"the text is {name}, expected prose: {ADVICE[kind]}")


def _checked_role(text: str, start: int, end: int, role: SentenceRole) -> tuple[int, int, SentenceRole]:
    if role not in SENTENCE_ROLES:
        raise InputError(f"no role {role!r}; valid roles: {', '.join(SENTENCE_ROLES)}.")
    return (*checked_span(text, (start, end), "role"), role)


def _checked_measured(measured: Measured) -> Measured:
    if measured not in MEASURED:
        raise InputError(f"measured is {measured!r}, expected one of {', '.join(MEASURED)}.")
    return measured


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
