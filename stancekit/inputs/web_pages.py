"""Web pages: the article in them, and what they say of it.

`trafilatura` (Barbaresi, ACL-IJCNLP 2021) chooses the article; the elements of
the page complete its choice and give each paragraph its role.
"""

import re
import warnings
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from stancekit.errors import InputError, PageWarning
from stancekit.extras import import_extra
from stancekit.inputs.actor import Actor
from stancekit.inputs.article import Article
from stancekit.inputs.encodings import UTF8, WINDOWS, encoding_of, marked_encoding
from stancekit.inputs.page_article import MIN_SHARE, find_article
from stancekit.inputs.page_blocks import Block, PageBlocks
from stancekit.inputs.page_furniture import is_furniture
from stancekit.inputs.page_keys import key
from stancekit.inputs.page_metadata import PageMetadata, read_metadata
from stancekit.inputs.text import Text
from stancekit.labels import Measured, SentenceRole
from stancekit.language import lexicon

CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]{1,20})", re.I)
HEAD = 1 << 12  # bytes that declare the encoding
LATIN = (b"iso-8859-1", b"iso8859-1", b"latin-1", b"latin1", b"us-ascii", b"ascii")
NOTE_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}|[*†‡§]{1,3})[)\]]?\s*")  # which links to a footnote
DASH = "— "
INVALID = re.compile("[\x00\x0b\x0c\ud800-\udfff]")  # what a page can hold, but neither a tree nor a Text


def read_page(
    page: str | bytes, *, id: str | None = None, actors: Iterable[str | Actor] = (), measured: Measured = "article"
) -> Text:
    """Return the article of a web page, with the headline as `Text.title`.

    Menus, sign-ups, teasers, biographies, comments and disclaimers are left
    out, so that they do not count as the author's sentences. Blank lines
    separate the paragraphs. `Text.roles` says which of them are subheadings,
    captions, list items, bylines, dates and quotations; the last include
    embedded posts, which end with their author. `Text.date`, `Text.author`
    and `Text.outlet` are the page's.

    Args:
        page: HTML; bytes are decoded as the page declares.
        id: see `Text`.
        actors: see `Text`.
        measured: see `Text`.

    Raises:
        InputError: the page has no article.
        ImportError: trafilatura is missing; the extra `html` installs it.

    Warns:
        PageWarning: the article has less than three quarters of the page's
            paragraph text.
    """
    return read_page_article(page).as_text(id=id, actors=actors, measured=measured)


def read_page_article(page: str | bytes) -> Article:
    """Return the article of a web page, with its date, author and outlet as metadata; see `read_page`."""
    trafilatura = import_extra("trafilatura", need="reading a web page needs trafilatura", extra="html")
    tree = trafilatura.load_html(_decoded(page) if isinstance(page, bytes) else page)
    if tree is None:
        raise InputError("the page has no article: it is not HTML. Pass the text itself.")
    _drop_note_marks(tree)
    content = PageBlocks(tree)
    metadata = read_metadata(tree, content.blocks)
    extraction: Any = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    extract = (extraction and extraction.text) or ""
    article = find_article(content, extract, headlines=metadata.headlines, author=metadata.author)
    if not any(block.role != "byline" for block in article.blocks):
        return _compose(_without_elements(extract, metadata), metadata)
    if article.share < MIN_SHARE:
        warnings.warn(
            f"only {article.share:.0%} of the paragraph text of the page was taken for the article: compare them, "
            "and pass the text itself if some of it is missing.",
            PageWarning,
            stacklevel=3,
        )
    return _compose(_paragraphs(article.blocks), metadata)


def _decoded(page: bytes) -> str | bytes:
    """Return a page with a byte order mark as text, and one that declares Latin-1 or ASCII as text in cp1252.

    Browsers do so, too. Any other page is returned as it is.
    """
    marked = marked_encoding(page)
    if marked is not None:
        return page.decode(marked, "replace")
    declared = CHARSET.search(page, 0, HEAD)
    if declared is None or declared[1].lower() not in LATIN or encoding_of(page) == UTF8:
        return page
    return page.decode(WINDOWS, "replace")


def _drop_note_marks(tree: Any) -> None:
    """Remove the marks of footnotes, which would end the words before them with a number."""
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith("#") and NOTE_MARK.fullmatch(link.text_content()):
            link.drop_tree()


def _paragraphs(blocks: Iterable[Block]) -> list[tuple[str, SentenceRole | None]]:
    """Return the paragraphs with their roles; an embedded post is one, with its author at the end."""
    paragraphs: list[tuple[str, SentenceRole | None]] = []
    for number, group in groupby(blocks, key=lambda block: block.quotation if block.is_post else None):
        lines = list(group)
        if number is None:
            paragraphs += [(block.text, block.role) for block in lines]
        else:
            texts = [_signature().sub(DASH, block.text) for block in lines]
            paragraphs.append((" ".join(text for text in texts if text.strip(DASH)), "quote_block"))
    return paragraphs


@cache
def _signature() -> re.Pattern[str]:
    """Match what stands before the author of an embedded post."""
    return re.compile(rf"^(?:{lexicon.fragment('shared_post', of='structure')}|[-–—―]+) *(?=\S)")


def _compose(paragraphs: Iterable[tuple[str, SentenceRole | None]], metadata: PageMetadata) -> Article:
    """Return the headline and the paragraphs as an Article."""
    fields = {"date": metadata.date, "author": metadata.author, "outlet": metadata.outlet}
    return Article.of_paragraphs(
        ((INVALID.sub("", text), role) for text, role in paragraphs),
        INVALID.sub("", metadata.headline or ""),
        {name: value for name, value in fields.items() if value},
    )


def _without_elements(extract: str, metadata: PageMetadata) -> list[tuple[str, SentenceRole | None]]:
    """Return the paragraphs of a text that the page holds outside its elements, such as in JSON-LD."""
    headlines = {key(line) for line in metadata.headlines}
    lines = [" ".join(line.split()) for line in extract.splitlines()]
    paragraphs: list[tuple[str, SentenceRole | None]] = [
        (line, None) for line in lines if line and key(line) not in headlines and not is_furniture(line)
    ]
    if not paragraphs:
        raise InputError("the page has no article: trafilatura found no main text. Pass the text itself.")
    return paragraphs
