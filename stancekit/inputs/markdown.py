"""Markdown, parsed by `markdown-it-py` and its plugins: its prose, and the headline."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stancekit.errors import InputError
from stancekit.inputs.article import Article
from stancekit.labels import SentenceRole

FRONT_MATTER = re.compile(r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?\n)(?P=fence)[ \t]*(?:\n|\Z)", re.S)
TOML_FENCE = "+++"
SHORTCODE = re.compile(r"\{\{[<%].*[>%]\}\}", re.S)  # of a site generator, for a video or a figure
DEFINITION = re.compile(r"\n(?=\[[^\]\n]{1,80}\]:[ \t])")  # of a link or footnote, which may follow another
LEFT_OUT = ("footnote_block", "table")  # tokens whose text is no prose of the article
ROLES: Mapping[str, SentenceRole] = {
    "h1": "headline",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "subheading"),
    "blockquote": "quote_block",
    "li": "list_item",
}
ATTRIBUTES = re.compile(r"\A\{[^{}\n]{1,200}\}")  # of an image, as Pandoc writes them
QUOTES = "\"'"
FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]++(\S.*)$", re.M)


def read_markdown(source: str) -> Article:
    """Return the article in Markdown; the headline is the front matter's title, else a first heading of level one.

    Signs of headings, quotations, lists, emphasis and links are removed; the
    first three become roles. Images, code blocks, tables, footnotes, rules and
    shortcodes of site generators are left out.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    source = source.replace("\r\n", "\n").removeprefix("\ufeff")
    matter = FRONT_MATTER.match(source)
    fields = {} if matter is None else _fields(matter)
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    try:
        tokens = parser.parse(DEFINITION.sub("\n\n", source[matter.end() :] if matter else source))
    except RecursionError as error:
        raise InputError("the Markdown is nested too deeply.") from error
    paragraphs = list(_paragraphs(tokens))
    title = fields.pop("title", "")
    if paragraphs and paragraphs[0][1] == "headline" and title.casefold() in ("", paragraphs[0][0].casefold()):
        title = paragraphs.pop(0)[0]
    parts = ((text, "subheading" if role == "headline" else role) for text, role in paragraphs)
    return Article.of_paragraphs(parts, title, fields)


def _fields(matter: re.Match[str]) -> dict[str, str]:
    """Return the fields of front matter, in YAML or TOML, whose values are text."""
    if matter["fence"] != TOML_FENCE:
        return {key.lower(): _unquoted(value.rstrip()) for key, value in FIELD.findall(matter["fields"])}
    try:
        return {key.lower(): str(value) for key, value in tomllib.loads(matter["fields"]).items()}
    except tomllib.TOMLDecodeError:
        return {}


def _unquoted(value: str) -> str:
    """Return a value of YAML without the quotation marks around it, in which a single one is doubled."""
    mark = value[0]
    if len(value) < 2 or mark not in QUOTES or value[-1] != mark:
        return value
    return value[1:-1].replace(mark * 2, mark) if mark == "'" else value[1:-1].replace('\\"', '"')


def _paragraphs(tokens: Iterable[Any]) -> Iterator[tuple[str, SentenceRole | None]]:
    """Yield the paragraphs with the roles that the signs around them give."""
    roles: list[SentenceRole | None] = [None]
    depth = 0  # of what is left out
    for token in tokens:
        if token.type.startswith(LEFT_OUT):
            depth += token.nesting
        if token.nesting == 1:
            roles.append(ROLES.get(token.tag, roles[-1]))
        elif token.nesting == -1:
            roles.pop()
        elif token.type == "inline" and not depth and not SHORTCODE.fullmatch(token.content):
            yield _prose(token.children or ()), roles[-1]


def _prose(tokens: Any) -> str:
    """Return the text of inline tokens, without the attributes after an image."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    parts = []
    is_after_image = False
    for token in tokens:
        text = token.content if token.type in ("text", "code_inline") else breaks.get(token.type, "")
        parts.append(ATTRIBUTES.sub("", text, count=1) if is_after_image else text)
        is_after_image = token.type == "image"
    return "".join(parts).strip()
