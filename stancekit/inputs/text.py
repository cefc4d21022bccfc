"""A text with its options, checked on construction."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from stancekit.errors import InputError, OptionError, SpanError
from stancekit.inputs import prose
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.attribution_parts import AttributionParts, checked_attributions
from stancekit.inputs.clusters import ActorSpan, Cluster, checked_clusters, checked_mention
from stancekit.inputs.spans import Bounds, checked_span
from stancekit.labels import MEASURED, SENTENCE_ROLES, Measured, SentenceRole

MARKUP_ADVICE = "pass it through stancekit.read_page, or stancekit.plain_text for a fragment."
ADVICE = {
    "binary": "extract its text first; stancekit analyze reads DOCX and PDF files.",
    "json": "parse it, and pass the text in it; stancekit analyze and stancekit score read files of JSON.",
    "xml": MARKUP_ADVICE,
    "html": MARKUP_ADVICE,
}
ISO_639_LENGTHS = (2, 3)  # letters of a code


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A text to analyze, with its options.

    Attributes:
        text: the article, or one sentence.
        id: an identifier, which the Document keeps.
        mentions: spans `(start, end)` to measure stance toward, in code
            points, end-exclusive, or `ActorSpan` records, which know the
            actor; they add to the mentions that the model finds.
        clusters: the mentions of one actor each, as `Cluster` records or lists
            of spans; they add likewise. Because a coreference resolver joins
            the mentions of things as well, a cluster without name, kind and
            id counts only if one of its mentions is a name that the model
            finds, or is given by `mentions` or `actors`.
        attributions: what sources say, as `AttributionParts`; one that the
            model finds with a part of the same content or cue gives way.
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
        language: ISO 639 code of its language, such as `en`, or a tag that
            begins with it, such as `en-US`; None detects it.
        measured: `article` to measure article text only, `everything` to
            measure captions, bylines and boilerplate too.

    Raises:
        TypeError: the text is not a str, or an option has the wrong type.
        InputError: the text is a binary file, JSON or markup, or has a lone
            surrogate, which is no character; or `language` is no code.
        SpanError: a span is outside the text, empty, reversed or blank, or
            two clusters share a mention.
        ActorError: a name has no letter or digit, or two actors have it.
    """

    text: str
    id: str | None = None
    mentions: tuple[Bounds | ActorSpan, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    attributions: tuple[AttributionParts, ...] = ()
    actors: ActorList = ActorList()
    title: Bounds | None = None
    split: bool = True
    sentences: tuple[Bounds, ...] | None = None
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
        mentions: Iterable[Bounds | ActorSpan] = (),
        clusters: Iterable[Cluster | Iterable[Bounds]] = (),
        attributions: Iterable[AttributionParts] = (),
        actors: Iterable[str | Actor] = (),
        title: Bounds | None = None,
        split: bool = True,
        sentences: Iterable[Bounds] | None = None,
        roles: Iterable[tuple[int, int, SentenceRole]] = (),
        measured: Measured = "article",
        date: str | None = None,
        author: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> None:
        """Check every option against the text."""
        if not isinstance(text, str):
            raise TypeError(
                f"the text is of type {type(text).__name__}, expected a str: decode bytes and join lists first."
            )
        _check_encodable(text)
        check_prose(text)
        _set = object.__setattr__
        _set(self, "text", text)
        _set(self, "id", id)
        _set(self, "mentions", tuple(checked_mention(text, mention) for mention in mentions))
        _set(self, "clusters", checked_clusters(text, clusters))
        _set(self, "attributions", checked_attributions(text, attributions))
        _set(self, "actors", ActorList.of(actors))
        _set(self, "title", None if title is None else checked_span(text, title, "title"))
        _set(self, "split", split)
        _set(self, "sentences", None if sentences is None else _checked_sentences(text, sentences))
        _set(self, "roles", tuple(_checked_role(text, *role) for role in roles))
        _set(self, "measured", checked_measured(measured))
        for name, value in (("date", date), ("author", author), ("outlet", outlet), ("language", language)):
            if not isinstance(value, str | None):
                raise TypeError(f"{name} is of type {type(value).__name__}, expected a str or None.")
            _set(self, name, _checked_language(value) if name == "language" and value is not None else value)


def _checked_language(tag: str) -> str:
    """Return the ISO 639 code of a language tag."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    if not (code.isascii() and code.isalpha() and len(code) in ISO_639_LENGTHS):
        raise OptionError(f"the language is {tag!r}, expected an ISO 639 code such as 'en'.")
    return code


def _checked_sentences(text: str, sentences: Iterable[Bounds]) -> tuple[Bounds, ...]:
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
        raise InputError(f"the text is {fault.name}, expected prose: {ADVICE[fault.kind]}")


def _checked_role(text: str, start: int, end: int, role: SentenceRole) -> tuple[int, int, SentenceRole]:
    if role not in SENTENCE_ROLES:
        raise OptionError(f"no role {role!r}; valid roles: {', '.join(SENTENCE_ROLES)}.")
    return (*checked_span(text, (start, end), "role"), role)


def checked_measured(measured: Measured) -> Measured:
    """Return what is measured.

    Raises:
        OptionError: it is none of `stancekit.labels.MEASURED`.
    """
    if measured not in MEASURED:
        raise OptionError(f"measured is {measured!r}, expected one of {', '.join(MEASURED)}.")
    return measured


def as_text(text: str | Text) -> Text:
    """Return a Text as it is, and a str as a Text without options."""
    return text if isinstance(text, Text) else Text(text)
