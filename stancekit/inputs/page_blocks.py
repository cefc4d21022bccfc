"""Blocks of a web page: paragraphs, headings, list items and captions, with what its elements say of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stancekit.inputs.html_elements import INLINE, WITHOUT_PROSE
from stancekit.inputs.page_furniture import COMMENT_NAMES, FRAMES, FURNITURE_NAMES, FURNITURE_ROLES, FURNITURE_TAGS
from stancekit.labels import SentenceRole

SKIPPED = WITHOUT_PROSE | {"title"}
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
RUNNING_TEXT = HEADING_TAGS | {"blockquote", "figcaption", "li", "p"}
ELEMENT_ROLES: Mapping[str, SentenceRole] = {
    "blockquote": "quote_block",
    "figcaption": "caption",
    "li": "list_item",
    "h1": "headline",
    "time": "dateline",
    **dict.fromkeys(HEADING_TAGS - {"h1"}, "subheading"),
}
NAMED_ROLES: Mapping[SentenceRole, re.Pattern[str]] = {
    "caption": re.compile(r"(?:^|[\s_-])(?:caption|caption-text|(?:photo|image)-?credit)(?=$|[\s_-])", re.I),
    "byline": re.compile(r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?name|vcard)(?=$|[\s_-])", re.I),
    "subheading": re.compile(r"(?:^|[\s_-])(?:standfirst|dec?k|subtitle|sub-?head(?:line|ing)?)(?=$|[\s_-])", re.I),
}
POSTS = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed|mastodon-embed|"
    r"reddit-(?:card|embed-bq)|text-post-media|telegram-post)(?=$|\s)",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
WORDS_OF_PROSE = 8
SHARE_OF_LINKS = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between the boundaries of elements.

    Attributes:
        text: its text, with single spaces.
        tag: the element that holds it.
        role: what the element makes of it; None for running text.
        quotation: a number for each block quotation of the page; None outside them.
        is_post: True inside an embedded post of a social network.
        region: the innermost element around it that looks like furniture, as
            an index into `PageBlocks.regions`; None if there is none.
        signature: equal for blocks whose elements and ancestors have the same
            tags and classes, digits aside.
        family: its tag, and the first class of the innermost element around
            it that has one; a weaker likeness.
        linked: the number of characters inside links.
    """

    text: str
    tag: str
    role: SentenceRole | None
    quotation: int | None
    is_post: bool
    region: int | None
    signature: int
    family: tuple[str, str]
    linked: int

    @property
    def is_prose(self) -> bool:
        """True for text of several words, most of it outside links."""
        return self.text.count(" ") >= WORDS_OF_PROSE - 1 and self.linked <= SHARE_OF_LINKS * len(self.text)


@dataclass(frozen=True, slots=True)
class Region:
    """An element that looks like furniture, by its tag, its class or its id.

    Attributes:
        parent: the region around it, as an index; None if there is none.
        sign: what shows it: `comments`, which can be longer than the article;
            an `element` that is furniture or hidden; or a `name`, the weakest.
    """

    parent: int | None
    sign: Literal["comments", "element", "name"]


@dataclass(frozen=True, slots=True)
class _Context:
    tag: str
    role: SentenceRole | None = None
    quotation: int | None = None
    is_post: bool = False
    region: int | None = None
    signature: int = 0
    anchor: str = ""
    is_running: bool = False


class PageBlocks:
    """The blocks of a tree of lxml, in one walk over it.

    Attributes:
        blocks: the blocks, in the order of the page.
        regions: the elements that look like furniture.
    """

    def __init__(self, tree: Any) -> None:
        """Walk over the tree."""
        self.blocks: list[Block] = []
        self.regions: list[Region] = []
        self._quotations = 0
        self._parts: list[str] = []
        self._links = 0  # how many are open
        self._linked = 0
        self._read(tree)

    def _read(self, tree: Any) -> None:
        stack = [_Context("html")]
        divides: list[bool] = []  # for each open element, whether it bounds a block
        for event, element in _walk(tree):
            name = element.tag
            if event == "start":
                divides.append(name not in INLINE or (not stack[-1].is_running and _role(element) is not None))
                if divides[-1]:
                    self._flush(stack[-1])
                    stack.append(self._context(element, stack[-1]))
                self._links += name == "a"
                self._add(element.text if name not in SKIPPED else None)
            else:
                self._links -= name == "a"
                if divides.pop():
                    self._flush(stack.pop())
                self._add(element.tail)
        self._flush(stack[-1])

    def _context(self, element: Any, parent: _Context) -> _Context:
        name, classes = element.tag, DIGITS.sub("", element.get("class") or "")
        quotation, is_post = parent.quotation, parent.is_post
        if name == "blockquote" and quotation is None:
            self._quotations += 1
            quotation, is_post = self._quotations, POSTS.search(classes) is not None
        return _Context(
            tag=name,
            role=parent.role or _role(element),
            quotation=quotation,
            is_post=is_post,
            region=self._region(element, parent),
            signature=hash((parent.signature, name, classes)),
            anchor=next(iter(classes.split()), parent.anchor),
            is_running=parent.is_running or name in RUNNING_TEXT,
        )

    def _region(self, element: Any, parent: _Context) -> int | None:
        """Return the innermost region, which may begin at this element."""
        if element.tag in FRAMES or parent.quotation is not None:
            return parent.region
        sign = _furniture_sign(element)
        if sign is None:
            return parent.region
        self.regions.append(Region(parent.region, sign))
        return len(self.regions) - 1

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(text) if self._links else 0

    def _flush(self, context: _Context) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self.blocks.append(
                Block(
                    text=text,
                    tag=context.tag,
                    role=context.role,
                    quotation=context.quotation,
                    is_post=context.is_post,
                    region=context.region,
                    signature=context.signature,
                    family=(context.tag, context.anchor),
                    linked=min(self._linked, len(text)),
                )
            )
        self._parts.clear()
        self._linked = 0


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield the start and the end of each element, without what is inside scripts and the like."""
    from lxml import etree

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag in SKIPPED:
            walker.skip_subtree()
        yield event, element


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _role(element: Any) -> SentenceRole | None:
    """Return the role that an element gives to its text."""
    role = ELEMENT_ROLES.get(element.tag)
    if role is not None or element.tag in FRAMES:
        return role
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or ""):
        return "byline"
    names = _names(element)
    return next((role for role, pattern in NAMED_ROLES.items() if pattern.search(names)), None)


def _furniture_sign(element: Any) -> Literal["comments", "element", "name"] | None:
    names = _names(element)
    if COMMENT_NAMES.search(names):
        return "comments"
    is_hidden = (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or HIDDEN.search(element.get("style") or "") is not None
    )
    if is_hidden or element.tag in FURNITURE_TAGS or element.get("role") in FURNITURE_ROLES:
        return "element"
    return "name" if FURNITURE_NAMES.search(names) else None
