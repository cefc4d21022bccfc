"""The prose in markup: in a fragment of HTML from a feed, a database or a column of a table."""

import html
import re
from typing import Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.html_elements import BLOCKS, WITHOUT_PROSE
from stancekit.inputs.prose import TAG

BLOCK_TAG = re.compile(rf"<({'|'.join(sorted(BLOCKS - {'title'}))})\b", re.I)
INVALID = re.compile("[\x00-\x08\x0b\x0e-\x1f]")  # what XML cannot hold, so that a parser may stop there
DECLARATION = re.compile(r"\A\s*+<\?xml[^>]*\?>")


def plain_text(markup: str) -> str:
    """Return the prose of a fragment of HTML: tags are removed, character references replaced.

    Blank lines separate blocks. Line breaks are kept if the fragment has no
    element of a block, as in the posts of some content systems.

    Args:
        markup: HTML, or a text with character references alone.

    Raises:
        InputError: the markup has no text.
        ImportError: lxml is missing; the extra `html` installs it.
    """
    if not TAG.search(markup) and "<" not in markup:
        return html.unescape(markup)
    etree, lxml_html = (
        import_extra(module, need="reading HTML needs lxml", extra="html") for module in ("lxml.etree", "lxml.html")
    )
    source = INVALID.sub(" ", DECLARATION.sub("", markup, count=1))
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"the HTML cannot be parsed: {error}.") from error
    text = _Blocks(keeps_lines=not BLOCK_TAG.search(markup)).of(root)
    if not text:
        raise InputError("the HTML has no text.")
    return text


class _Blocks:
    """Collects the text of each block of a tree."""

    def __init__(self, *, keeps_lines: bool) -> None:
        self._keeps_lines = keeps_lines
        self._blocks: list[str] = []
        self._current: list[str] = []

    def of(self, root: Any) -> str:
        """Return the blocks below an element, separated by blank lines."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in WITHOUT_PROSE:
                    walk.skip_subtree()
                else:
                    self._open(tag, element.text)
            else:
                self._close(tag, element.tail if element is not root else None)
        self._end_block()
        return "\n\n".join(self._blocks)

    def _open(self, tag: str, text: str | None) -> None:
        if tag in BLOCKS:
            self._end_block()
        elif tag == "br":
            self._current.append("\n")
        self._add(text)

    def _close(self, tag: str, tail: str | None) -> None:
        if tag in BLOCKS:
            self._end_block()
        self._add(tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._current.append(text if self._keeps_lines else re.sub(r"\s+", " ", text))

    def _end_block(self) -> None:
        lines = (" ".join(line.split(" ")).strip() for line in "".join(self._current).split("\n"))
        block = "\n".join(lines).strip("\n")
        if block:
            self._blocks.append(block)
        self._current.clear()
