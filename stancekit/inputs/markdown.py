"""Markdown, parsed by `markdown-it-py`: its prose, and the headline."""

import re
from typing import Any

from stancekit.errors import InputError
from stancekit.inputs.article import Article

FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]+(.+?)[ \t]*$", re.M)


def read_markdown(source: str) -> Article:
    """Return the article in Markdown; the headline is the front matter's title, else a first heading of level one.

    Signs of headings, emphasis, links and lists are removed, and so are
    images, code blocks and rules.
    """
    from markdown_it import MarkdownIt

    source = source.replace("\r\n", "\n").removeprefix("\ufeff")
    matter = FRONT_MATTER.match(source)
    fields = {} if matter is None else {key.lower(): value.strip("\"'") for key, value in FIELD.findall(matter[1])}
    try:
        tokens = MarkdownIt("commonmark").parse(source[matter.end() :] if matter else source)
    except RecursionError as error:
        raise InputError("the Markdown is nested too deeply.") from error
    blocks = [
        (tokens[index - 1].tag if index else "", _prose(token.children or ()))
        for index, token in enumerate(tokens)
        if token.type == "inline"
    ]
    title = fields.pop("title", "")
    if blocks and blocks[0][0] == "h1" and title.casefold() in ("", blocks[0][1].casefold()):
        title = blocks.pop(0)[1]
    return Article("\n\n".join(text for _, text in blocks if text), title, fields)


def _prose(tokens: Any) -> str:
    """Return the text of inline tokens."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    parts = [token.content if token.type in ("text", "code_inline") else breaks.get(token.type, "") for token in tokens]
    return "".join(parts).strip()
