"""Web pages: the article in them, extracted by `trafilatura` (Barbaresi, ACL-IJCNLP 2021)."""

import codecs
import re
from collections.abc import Iterable
from typing import Any

from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text

OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
SPACE = re.compile(rb"\s*")
SKIPPED = {b"<!--": b"-->", b"<?xml": b"?>"}  # may precede the first element: where it begins, and where it ends
SUFFIXES = (".html", ".htm", ".xhtml")


def read_page(page: str | bytes, *, id: str | None = None, actors: Iterable[str | Actor] = ()) -> Text:
    """Return the article of a web page, with the headline as `Text.title`.

    Menus, biographies, comments and disclaimers are left out, so that they do
    not count as the author's sentences. Blank lines separate the paragraphs.

    Args:
        page: HTML; bytes are decoded as the page declares.
        id: see `Text`.
        actors: see `Text`.

    Raises:
        InputError: the page has no article.
        ImportError: trafilatura is missing; the extra `html` installs it.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ImportError("reading a web page needs trafilatura: pip install 'stancekit[html]'.") from error
    extracted: Any = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    paragraphs = [line.strip() for line in ((extracted and extracted.text) or "").splitlines() if line.strip()]
    if not paragraphs:
        raise InputError("the page has no article: trafilatura found no main text. Pass the text itself.")
    title = " ".join((extracted.title or "").split())
    if not title:
        return Text("\n\n".join(paragraphs), id=id, actors=actors)
    if paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    return Text("\n\n".join([title, *paragraphs]), id=id, actors=actors, title=(0, len(title)))


def is_page(content: bytes, name: str = "") -> bool:
    """Tell whether a file is a web page, by its name or its beginning."""
    if name.lower().endswith(SUFFIXES):
        return True
    position = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    while True:
        position = _skip_space(content, position)
        ending = next((end for begin, end in SKIPPED.items() if content.startswith(begin, position)), None)
        if ending is None:
            return OPENING.match(content, position) is not None
        position = content.find(ending, position)
        if position < 0:
            return False
        position += len(ending)


def _skip_space(content: bytes, position: int) -> int:
    match = SPACE.match(content, position)
    return match.end() if match else position
