"""The articles of the files, folders and globs that `stancekit analyze` gets."""

import glob
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from stancekit.cli.outcome import FAULTY_INPUT, WRONG_USAGE, fail
from stancekit.errors import InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.article_files import format_of, read_articles
from stancekit.inputs.encodings import UTF8, decode, encoding_of
from stancekit.inputs.formats import (
    FORMATS_BY_SUFFIX,
    TABLES,
    binary_name,
    by_suffix,
    check_no_web_address,
    read_whole,
)
from stancekit.inputs.json_articles import SYNONYMS
from stancekit.inputs.text import Text
from stancekit.inputs.web_pages import is_page, read_page

if TYPE_CHECKING:
    from stancekit.jobs.input_files import InputFile
    from stancekit.jobs.rows import Row

STDIN = "-"
TEXT_FORMATS = ("txt", "md", "json")
WILDCARDS = "*?["
MAX_ARTICLES = 1_000  # of one file


@dataclass(frozen=True)
class Source:
    """Where an article comes from.

    Attributes:
        name: its file as the user named it.
        id: identifies it; None for standard input.
        read: returns the article, or raises InputError.
    """

    name: str
    id: str | None
    read: Callable[[], Text]


def sources(names: Sequence[str], encoding: str | None, actors: tuple[Actor, ...]) -> list[Source]:
    """Return the articles of inputs, in order; files that may hold several are read at once.

    Args:
        names: files, folders and globs; `-` is standard input.
        encoding: of their text; None detects it.
        actors: to look for in every article.
    """
    reader = _Reader(encoding, actors)
    found: list[Source] = []
    try:
        for name in names:
            for path in _files(name):
                found += reader.sources(path)
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except InputError as error:
        fail(str(error), FAULTY_INPUT)
    return found


def _files(name: str) -> list[str]:
    """Return the files that a path names; a shell of Windows leaves globs to the program."""
    check_no_web_address(name)
    try:
        if name == STDIN or not name or Path(name).is_file():
            return [name]
        if Path(name).is_dir():
            paths = sorted(str(path) for path in Path(name).rglob("*") if path.is_file() and by_suffix(str(path)))
            if not paths:
                expected = ", ".join(f"*{suffix}" for suffix in FORMATS_BY_SUFFIX)
                raise InputError(f"the folder {name} contains no file with a name like {expected}.")
            return paths
    except (OSError, ValueError):  # a null character in the name, or too long a name: opening it says so
        return [name]
    if any(sign in name for sign in WILDCARDS):
        matches = sorted(path for path in glob.glob(name, recursive=True) if Path(path).is_file())
        if not matches:
            raise InputError(f"no file matches {name}.")
        return matches
    return [name]


class _Reader:
    """Reads articles with the options of a command."""

    def __init__(self, encoding: str | None, actors: tuple[Actor, ...]) -> None:
        self._encoding, self._actors = encoding, actors

    def sources(self, name: str) -> list[Source]:
        """Return the articles of a file."""
        format = by_suffix(name)
        if format in TABLES:
            return self._rows(name)
        if format not in ("json", "feed") and name != STDIN:
            return [Source(name, name, partial(self._only_text, name))]
        try:
            texts = self._texts(name)
        except InputError as error:  # raised when its turn comes, after the articles before it
            return [Source(name, name, partial(_raise, error))]
        return [Source(name, text.id, partial(_returned, text)) for text in texts]

    def _only_text(self, name: str) -> Text:
        texts = self._texts(name)
        if len(texts) != 1:
            raise InputError(f"{name} holds {len(texts)} articles: give it a name that ends with .json or .xml.")
        return texts[0]

    def _texts(self, name: str) -> list[Text]:
        """Return the articles of a file that is read as a whole."""
        content = _content(name)
        format = by_suffix(name) or format_of(content, name)
        if format in TEXT_FORMATS and is_page(content):
            format = "html"
        id = None if name == STDIN else name
        try:
            if format == "html":
                page = content if self._encoding is None else decode(content, label(name), self._encoding)
                return [read_page(page, id=id, actors=self._actors)]
            if format in TEXT_FORMATS:
                self._warn_of_encoding(content, name)
            articles = read_articles(content, name, format=format, label=label(name), encoding=self._encoding)
            ids = [id] if len(articles) == 1 else [f"{label(name)}:{number + 1}" for number in range(len(articles))]
            return [each.as_text(id=own, actors=self._actors) for own, each in zip(ids, articles, strict=True)]
        except ImportError as error:
            fail(str(error), WRONG_USAGE)
        except InputError as error:
            raise error if label(name) in str(error) else InputError(f"{label(name)}: {error}") from error

    def _warn_of_encoding(self, content: bytes, name: str) -> None:
        detected = UTF8 if self._encoding is not None else encoding_of(content)
        if not detected.startswith(UTF8) and binary_name(content) is None:
            typer.echo(f"warning: {label(name)} is not UTF-8; it is read as {detected} (see --encoding).", err=True)

    def _rows(self, name: str) -> list[Source]:
        """Return the rows of a table as articles."""
        from stancekit.jobs.input_files import find_input_files

        (file,) = find_input_files(name, encoding=self._encoding)
        rows = _table(file)
        if len(rows) > MAX_ARTICLES:
            raise InputError(f"{name} has more than {MAX_ARTICLES:,} articles: use stancekit score.")
        return [Source(name, row.id, partial(self._text_of_row, row)) for row in rows]

    def _text_of_row(self, row: "Row") -> Text:
        from stancekit.jobs.row_scorer import text_of

        try:
            return text_of(row, self._actors)
        except ImportError as error:
            fail(str(error), WRONG_USAGE)
        except InputError as error:
            raise InputError(f"{row.id}: {error}.") from error


def _table(file: "InputFile") -> "list[Row]":
    """Return the rows of a table with a column of text by one of its usual names, and of titles if it has one."""
    from stancekit.jobs.readers import Reader
    from stancekit.jobs.rows import Columns

    faults: list[InputError] = []
    for text in SYNONYMS["text"]:
        for title in ("title", None):
            try:
                return list(islice(Reader([file], Columns(text=text, title=title)), MAX_ARTICLES + 1))
            except InputError as error:
                faults.append(error)
    raise faults[1]  # about the column text alone


def _returned(text: Text) -> Text:
    return text


def _raise(error: InputError) -> Text:
    raise error


def _content(name: str) -> bytes:
    """Return the bytes of a file or of standard input, decompressed."""
    try:
        if name == STDIN:
            if sys.stdin is None:
                raise InputError("standard input is closed: name a file.")
            if sys.stdin.isatty():
                typer.echo("reading standard input until Ctrl-D (see --help)", err=True)
            return read_whole(sys.stdin.buffer, label(name))
        with open(name, "rb") as file:
            return read_whole(file, name)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        if isinstance(error, InputError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{label(name)} cannot be read: {reason}.") from error


def label(name: str) -> str:
    """Return the name of an input in a message."""
    return "standard input" if name == STDIN else name


def texts(found: Sequence[Source]) -> Iterator[Text]:
    """Yield the text of each source."""
    for source in found:
        yield source.read()
