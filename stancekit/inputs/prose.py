"""What a text is if it is not prose: a binary file, JSON or markup, whose signs would count as the author's words."""

import json
import re
from html.entities import html5
from typing import Final, Literal, NamedTuple

from stancekit.inputs.signatures import binary_name

BLANK = "\ufeff \t\r\n"  # characters before the beginning of a file
MIN_BINARY = 64  # characters in which a small share of signs tells
MIN_SIGNS, SHORT_SHARE = 3, 0.3  # control characters in a shorter text, which may have one by mistake
CONTROL, CONTROL_SHARE = re.compile("[\x00-\x08\x0e-\x1a\x7f]"), 0.04  # a tenth of compressed data
UNREADABLE, UNREADABLE_SHARE = "\ufffd", 0.3  # in place of bytes that are no text; prose in another encoding has some
OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')\s*:")
JSON_LIST = re.compile(r"\s*\[\s*[\"\[{]")
XML = re.compile(r"\s*<(?:\?xml\b|!doctype\b|html\b|rss\b|feed\b|rdf:RDF\b)", re.I)
ELEMENTS: Final = (
    "a|abbr|article|aside|b|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]"
    "|head|header|hr|i|iframe|img|input|ins|label|li|link|main|meta|nav|ol|option|p|picture|pre|q|s|script|section"
    "|select|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|time|title|tr|u|ul|video"
)
TAG = re.compile(rf"<(/?)({ELEMENTS})(?:\s[^<>]*)?/?>", re.I)
VOID_OR_BLOCK = frozenset("br hr img p div li tr td".split())
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)


class Fault(NamedTuple):
    """Why a text is not prose.

    Attributes:
        kind: what the text is; XML begins with its declaration, any other markup is HTML.
        name: the noun of a message.
    """

    kind: Literal["binary", "json", "xml", "html"]
    name: str


def fault(text: str) -> Fault | None:
    """Return what a text is that is not prose; None for prose."""
    start = text[:32].lstrip(BLANK)
    binary = binary_name(start.encode("latin-1", "replace"))
    if binary is not None:
        return Fault("binary", binary)
    if _is_binary(text):
        return Fault("binary", "binary data")
    if is_json(text):
        return Fault("json", "JSON")
    if is_markup(text):
        return Fault("xml", "XML") if text.lstrip(BLANK).startswith("<?xml") else Fault("html", "HTML")
    return None


def _is_binary(text: str) -> bool:
    control, unreadable = len(CONTROL.findall(text)), text.count(UNREADABLE)
    if len(text) >= MIN_BINARY:
        return control > CONTROL_SHARE * len(text) or control + unreadable > UNREADABLE_SHARE * len(text)
    return control >= max(MIN_SIGNS, SHORT_SHARE * len(text))


def is_json(text: str) -> bool:
    """Return whether a text is JSON, complete or torn, or the repr of a dict; `[1]` and `{sic}` are prose."""
    if OBJECT.match(text):
        return True
    if not JSON_LIST.match(text):
        return False
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def is_markup(text: str) -> bool:
    """Return whether a text is HTML or XML: an angle bracket in prose, or one `&amp;`, makes none."""
    if "<" in text and XML.match(text):
        return True
    opened: set[str] = set()
    for match in TAG.finditer(text) if "<" in text else ():
        closing, name = match[1], match[2].lower()
        if name in VOID_OR_BLOCK or (closing and name in opened):
            return True
        opened.add(name)
    return has_entities(text, minimum=2)


def has_entities(text: str, *, minimum: int = 1) -> bool:
    """Return whether a text has at least some number of character references of HTML, such as `&amp;`."""
    if "&" not in text:
        return False
    references = (match[0] for match in ENTITY.finditer(text))
    for number, _ in enumerate(filter(_is_reference, references), start=1):
        if number >= minimum:
            return True
    return False


def _is_reference(match: str) -> bool:
    return match[1] == "#" or match[1:] in html5
