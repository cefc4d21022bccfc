"""An article as a file holds it: text, headline, metadata, and what is known of its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.labels import Measured, SentenceRole
from stancekit.language import furniture

PARAGRAPH_SEPARATOR = "\n\n"
PLACEHOLDERS = frozenset(  # what tables, feeds and news services write instead of a text, in lower case
    "nan none null nil n/a na #n/a undefined <na> nat [removed] [deleted] [redacted] removed deleted - -- . ?".split()
)
CUT, CUT_LENGTH = "chars]", 24  # "… [+2345 chars]" ends a text that NewsAPI has cut off; characters that hold it
SHOWN = 16  # characters of such an end in a message


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: its text, without the headline.
        title: its headline; may be empty.
        metadata: further fields, such as `date`, `author`, `outlet`, `url`.
        roles: spans `(start, end, role)` of the text whose role is known, as
            the elements of a web page say it.
    """

    text: str
    title: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    roles: tuple[tuple[int, int, SentenceRole], ...] = ()

    @property
    def fields(self) -> Mapping[str, Any]:
        """The metadata with `title` and `text`, as a table has them."""
        return {**self.metadata, "title": self.title, "text": self.text}

    @classmethod
    def of_paragraphs(
        cls,
        paragraphs: Iterable[tuple[str, SentenceRole | None]],
        title: str = "",
        metadata: Mapping[str, Any] | None = None,
    ) -> Self:
        """Return the article of some paragraphs, each with its role if that is known; empty ones are left out."""
        texts: list[str] = []
        roles: list[tuple[int, int, SentenceRole]] = []
        start = 0
        for text, role in paragraphs:
            if text and role is not None:
                roles.append((start, start + len(text), role))
            if text:
                texts.append(text)
                start += len(text) + len(PARAGRAPH_SEPARATOR)
        return cls(PARAGRAPH_SEPARATOR.join(texts), title, metadata or {}, tuple(roles))

    def as_text(
        self, *, id: str | None = None, actors: Iterable[str | Actor] = (), measured: Measured = "article"
    ) -> Text:
        """Return the headline and the text as a Text.

        Args:
            id: see `Text`.
            actors: see `Text`.
            measured: see `Text`.

        Raises:
            InputError: the text is binary, JSON or markup, see `Text`.
        """
        title = "" if is_placeholder(self.title) else self.title.strip()
        head = f"{title}{PARAGRAPH_SEPARATOR}" if title else ""
        date, author, outlet = (self._metadata(name) for name in ("date", "author", "outlet"))
        return Text(
            head + self.text,
            id=id,
            actors=actors,
            title=(0, len(title)) if title else None,
            roles=[(start + len(head), end + len(head), role) for start, end, role in self.roles],
            measured=measured,
            date=date,
            author=author,
            outlet=outlet,
        )

    def _metadata(self, name: str) -> str | None:
        value = self.metadata.get(name)
        return value if isinstance(value, str) else None


def is_placeholder(text: str) -> bool:
    """Return whether a text only says that there is none, such as `[Removed]`, `None` or `404 Not Found`."""
    stripped = text.strip()
    return stripped.casefold() in PLACEHOLDERS or furniture.replaces_text(stripped)


def check_content(text: str) -> str:
    """Return the text of an article as it is.

    Raises:
        InputError: there is none, or it is a placeholder or cut off.
    """
    if not text.strip():
        raise InputError("the text is empty")
    if is_placeholder(text):
        raise InputError(f"the text is a placeholder, {text.strip()!r}")
    if _is_cut(text):
        raise InputError(f"the text is cut off, as NewsAPI does: it ends with {text.rstrip()[-SHOWN:]!r}")
    return text


def _is_cut(text: str) -> bool:
    end = text.rstrip()
    return end.endswith(CUT) and end[-CUT_LENGTH:].rpartition("[+")[2].removesuffix(CUT).strip().isdigit()
