"""An article as a file holds it: text, headline and metadata."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stancekit.inputs import prose
from stancekit.inputs.actor import Actor
from stancekit.inputs.markup import plain_text
from stancekit.inputs.text import Text, check_prose
from stancekit.inputs.web_pages import is_page, read_page

TITLE_SEPARATOR = "\n\n"
PLACEHOLDERS = frozenset(  # what tables, feeds and news services write instead of a text, in lower case
    "nan none null nil n/a na #n/a undefined <na> nat [removed] [deleted] [redacted] removed deleted - -- . ?".split()
)
CUT = "chars]"  # "… [+2345 chars]" ends a text that NewsAPI has cut off


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: its text, without the headline.
        title: its headline; may be empty.
        metadata: further fields, such as `date`, `author`, `outlet`, `url`.
    """

    text: str
    title: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def as_text(self, *, id: str | None = None, actors: Iterable[str | Actor] = ()) -> Text:
        """Return the headline and the text as a Text; HTML in them becomes prose.

        Raises:
            InputError: the text is binary or JSON, see `Text`; or HTML without text.
            ImportError: the text is HTML, and the extra `html` is missing.
        """
        title, text = cleaned(self.title).strip(), cleaned(self.text)
        if not title or is_placeholder(title):
            return Text(text, id=id, actors=actors)
        return Text(f"{title}{TITLE_SEPARATOR}{text}", id=id, actors=actors, title=(0, len(title)))


def is_placeholder(text: str) -> bool:
    """Tell whether a text only says that there is none, such as `[Removed]` or `None`."""
    return text.strip().casefold() in PLACEHOLDERS


def is_cut(text: str) -> bool:
    """Tell whether NewsAPI has cut a text off."""
    end = text.rstrip()
    return end.endswith(CUT) and end[-24:].rpartition("[+")[2].removesuffix(CUT).strip().isdigit()


def cleaned(text: str) -> str:
    """Return a text with its HTML, if it has any, replaced by the prose in it.

    Raises:
        InputError: the text is binary, JSON or XML, or HTML without text.
        ImportError: the text is HTML, and the extra `html` is missing.
    """
    fault = prose.fault(text)
    if fault is None:
        return plain_text(text) if "<" not in text and prose.has_entities(text) else text
    if fault[0] != prose.MARKUP or fault[1] == "XML":
        check_prose(text)
    return read_page(text).text if is_page(text.encode("utf-8", "replace")) else plain_text(text)
