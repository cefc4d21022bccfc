"""JSON with one article or several, as news-please, NewsAPI, newspaper and their like write it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from stancekit.errors import InputError
from stancekit.inputs.article import PARAGRAPH_SEPARATOR, Article

LISTS = ("articles", "items", "results", "data", "docs")  # where an object holds its articles
TEXT_NAMES = (
    *("text", "maintext", "body", "content", "articleBody", "article_text", "full_text", "fulltext", "body_text"),
    *("article", "content_text", "content_html"),
)
SYNONYMS = {  # names of a field in the order of preference, the first ours
    "text": TEXT_NAMES,
    "title": ("title", "headline"),
    "date": ("date", "date_publish", "publishedAt", "publish_date", "published", "datePublished", "pubDate"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "source_domain", "source", "publisher"),
    "url": ("url", "link", "webUrl"),
}
MAX_KEYS_SHOWN = 20  # in a message


def parse(content: str | bytes) -> Any:
    """Return the value of JSON.

    Raises:
        ValueError: it is not JSON, or an object has two values for one key.
        RecursionError: it is nested too deeply.
    """
    return json.loads(content, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"several values for the key {repeated!r}")
    return result


def records(value: Any, label: str) -> list[Any]:
    """Return the objects of the articles in a value, each with our names for its fields added.

    Raises:
        InputError: the value is neither an object nor a list.
    """
    if isinstance(value, Mapping) and not any(name in value for name in SYNONYMS["text"]):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), value)
    entries = [value] if isinstance(value, Mapping) else value
    if not isinstance(entries, list):
        raise InputError(f"{label} holds a JSON {type(value).__name__}, expected an article or a list of them.")
    return [with_our_names(entry) if isinstance(entry, Mapping) else entry for entry in entries]


def with_our_names(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with `text`, `title`, `date` and others added from the fields that mean the same."""
    added = {}
    for name, others in SYNONYMS.items():
        source = next((other for other in others if entry.get(other)), name)
        if name not in entry and source != name:
            added[name] = entry[source] if name == "text" else _plain(entry[source])
    outlet = {"outlet": _plain(entry["outlet"])} if isinstance(entry.get("outlet"), Mapping) else {}
    named = {**entry, **added, **outlet}
    paragraphs = named.get("text")
    return {**named, "text": PARAGRAPH_SEPARATOR.join(paragraphs)} if _is_texts(paragraphs) else named


def _plain(value: Any) -> Any:
    """Return the name of a source that is an object, and a list of authors as text."""
    if isinstance(value, Mapping):
        return value.get("name") or value.get("title") or value.get("id")
    return ", ".join(value) if _is_texts(value) else value


def _is_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def articles(entries: Iterable[Any], label: str) -> list[Article]:
    """Return records as articles; one whose text is null, as NewsAPI gives removed ones, has an empty text.

    Raises:
        InputError: a record is no object or has no text, or no record has any.
    """
    made = []
    entries = list(entries)
    has_text = any(isinstance(entry, Mapping) and entry.get("text") for entry in entries)
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping):
            raise InputError(f"{label}: entry {number} is a JSON {type(entry).__name__}, expected an article.")
        is_null = entry.get("text") is None and any(name in entry for name in TEXT_NAMES)
        text = "" if is_null and has_text else entry.get("text")
        if not isinstance(text, str):
            keys = ", ".join(map(str, list(entry)[:MAX_KEYS_SHOWN]))
            raise InputError(f"{label} is JSON, and article {number} has no text; expected a key text, it has {keys}.")
        title = entry.get("title")
        made.append(Article(text, title if isinstance(title, str) else "", dict(entry)))
    return made
