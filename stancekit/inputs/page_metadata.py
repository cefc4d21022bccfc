"""Metadata of a web page: headline, date, author and outlet, from JSON-LD, `meta` elements and markup.

Nothing is guessed: a year in a copyright notice is not the date of an article.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from stancekit.inputs.page_blocks import Block
from stancekit.inputs.page_headline import find_headline, find_outlet, without_outlet
from stancekit.language import bylines

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
DATE_NAMES = (
    "article:published_time og:published_time datepublished dc.date dc.date.issued dcterms.created dcterms.date "
    "parsely-pub-date pubdate publish-date publication_date sailthru.date date"
).split()
AUTHOR_NAMES = "author article:author parsely-author byl dc.creator dcterms.creator sailthru.author".split()
OUTLET_NAMES = "og:site_name application-name dc.publisher apple-mobile-web-app-title".split()
TITLE_NAMES = "og:title twitter:title dc.title parsely-title".split()
ISO_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
DATE_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
ADDRESS = re.compile(r"https?://|www\.|@|^/")
MAX_AUTHOR_WORDS = 12  # that a byline has at most
MAX_TIMES = 20  # elements that are searched for a date
NO_TIME = frozenset(("aside", "blockquote", "footer", "nav"))


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of its article.

    Attributes:
        headline: without the name of the outlet; None if there is none.
        headlines: every form of the headline, with and without the outlet.
        date: the date of publication, YYYY-MM-DD.
        author: one name, or several separated by ", ".
        outlet: the name of the newspaper or the site.
    """

    headline: str | None
    headlines: tuple[str, ...]
    date: str | None
    author: str | None
    outlet: str | None


def read_metadata(tree: Any, blocks: Sequence[Block]) -> PageMetadata:
    """Return the metadata of a page.

    Args:
        tree: the page, parsed by lxml.
        blocks: its blocks, with the visible headings and bylines.
    """
    record, meta = next(_records(tree), {}), _meta(tree)
    title = next((element.text_content() for element in tree.iter("title")), None)
    titles = _texts([record.get("headline"), *(meta.get(name) for name in TITLE_NAMES), title])
    outlet = _outlet(record, meta)
    headings = [block.text for block in blocks if block.role == "headline"]
    subheadings = [block.text for block in blocks if block.role == "subheading"]
    headline = find_headline(titles, headings, subheadings, outlet)
    if outlet is None and titles:
        names = [find_outlet(form, headline) for form in titles]
        outlet = next((name for name in names if name), None)
    forms = [*titles, *(without_outlet(form, outlet) for form in titles), *([headline] if headline else [])]
    return PageMetadata(
        headline=headline,
        headlines=tuple(dict.fromkeys(forms)),
        date=_date(record, meta, tree),
        author=_author(record, meta, blocks),
        outlet=outlet,
    )


def _records(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the descriptions of articles in JSON-LD, https://schema.org/Article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            values: list[Any] = [json.loads(script.text_content().strip(), strict=False)]
        except (ValueError, RecursionError):  # much JSON-LD is damaged; the page has other metadata
            continue
        while values:
            value = values.pop()
            if isinstance(value, list):
                values.extend(reversed(value))
            elif isinstance(value, dict):
                types = value.get("@type")
                if any(ARTICLE_TYPE.search(str(name)) for name in (types if isinstance(types, list) else [types])):
                    yield value
                values.append(value.get("@graph"))


def _meta(tree: Any) -> dict[str, str]:
    """Return the first content of each `meta` element, by its name in lower case."""
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (element.get("content") or "").strip():
            contents.setdefault(name.strip().lower(), element.get("content"))
    return contents


def _texts(values: Iterable[Any]) -> list[str]:
    """Return the values that are texts, with single spaces."""
    texts = [" ".join(value.split()) for value in values if isinstance(value, str)]
    return [text for text in texts if text]


def _names(value: Any) -> list[str]:
    """Return the names in a value of JSON-LD: a text, a record with a name, or a list of either."""
    values = value if isinstance(value, list) else [value]
    names = _texts(one.get("name") if isinstance(one, dict) else one for one in values)
    return [name for name in dict.fromkeys(names) if not ADDRESS.search(name)]


def _outlet(record: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    names = [*_names(record.get("publisher")), *_names([meta.get(name) for name in OUTLET_NAMES])]
    return next(iter(names), None)


def _author(record: Mapping[str, Any], meta: Mapping[str, str], blocks: Sequence[Block]) -> str | None:
    names = _names(record.get("author")) or _names([meta.get(name) for name in AUTHOR_NAMES])[:1]
    if not names:
        lines = [block.text for block in blocks if block.role == "byline" and block.region is None]
        names = [line for line in lines if len(line.split()) <= MAX_AUTHOR_WORDS][:1]
    return ", ".join(map(bylines.without_by, names)) or None


def _date(record: Mapping[str, Any], meta: Mapping[str, str], tree: Any) -> str | None:
    values = _texts([record.get("datePublished"), *(meta.get(name) for name in DATE_NAMES)])
    dates = [_iso(value) for value in [*values, *_times(tree)]]
    return next((value for value in dates if value is not None), None)


def _times(tree: Any) -> Iterator[str]:
    """Yield the dates that elements of the article give."""
    for element in islice(tree.iter("time"), MAX_TIMES):
        if not any(ancestor.tag in NO_TIME for ancestor in element.iterancestors()):
            yield element.get("datetime") or " ".join(element.text_content().split())


def _iso(value: str) -> str | None:
    """Return a date as YYYY-MM-DD, or None if its order of day and month is not certain."""
    match = ISO_DATE.match(value)
    try:
        if match is not None:
            return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(value.replace("Sept.", "Sep").strip(), form).date().isoformat()
        except ValueError:
            continue
    return None
