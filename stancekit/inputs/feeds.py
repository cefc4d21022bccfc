"""RSS and Atom feeds, parsed by `feedparser`."""

import io
from collections.abc import Mapping
from typing import Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.article import Article


def read_feed(content: bytes, label: str) -> list[Article]:
    """Return the items of a feed, with the fields `id`, `url`, `date`, `author` and `outlet`.

    Raises:
        InputError: the file is not a feed, or has no item.
        ImportError: feedparser is missing; the extra `feeds` installs it.
    """
    feedparser = import_extra("feedparser", need=f"{label} is XML; reading a feed needs feedparser", extra="feeds")
    feed = feedparser.parse(io.BytesIO(content))  # a str or bytes could be taken for an address
    if not feed.version and not feed.entries:
        raise InputError(f"{label} is XML, but no RSS or Atom feed: extract its text first.")
    if not feed.entries:
        raise InputError(f"{label} is a feed without an item.")
    return [_article(entry, feed.feed.get("title", "")) for entry in feed.entries]


def _article(entry: Mapping[str, Any], outlet: str) -> Article:
    texts = [entry.get("summary", ""), *(part.get("value", "") for part in entry.get("content", ()))]
    fields = {
        "id": entry.get("id") or entry.get("link"),
        "url": entry.get("link"),
        "date": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
        "outlet": outlet,
    }
    return Article(max(texts, key=len), entry.get("title", ""), {key: value for key, value in fields.items() if value})
