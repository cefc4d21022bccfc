"""The articles of the files, folders and globs that `stancekit analyze` gets."""

import glob
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from stancekit.cli.outcome import warn
from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.actor import Actor
from stancekit.inputs.article import Article, check_content
from stancekit.inputs.article_files import format_of, read_articles
from stancekit.inputs.encodings import UTF8, encoding_of
from stancekit.inputs.file_contents import check_no_web_address, read_whole
from stancekit.inputs.formats import (
    FORMATS_BY_SUFFIX,
    TABLES,
    by_suffix,
    is_page,
)
from stancekit.inputs.html_fields import without_markup
from stancekit.inputs.json_articles import SYNONYMS
from stancekit.inputs.left_out import is_hidden, warn_of_left_out
from stancekit.inputs.signatures import binary_name
from stancekit.inputs.text import Text
from stancekit.labels import Measured

if TYPE_CHECKING:
    from stancekit.jobs.input_files import InputFile
    from stancekit.jobs.rows import Columns, Row

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


def sources(
    names: Sequence[str], *, encoding: str | None, actors: tuple[Actor, ...], measured: Measured, quiet: bool = False
) -> list[Source]:
    """Return the articles of inputs, in order; files that may hold several are read at once.

    An input that cannot be read is a source whose `read` raises the error.

    Args:
        names: files, folders and globs; `-` is standard input.
        encoding: the encoding of their text; None detects it.
        actors: the actors to look for in every article.
        measured: see `Text`.
        quiet: whether to leave out warnings.
    """
    reader = _Reader(encoding, actors, measured, quiet)
    listed: list[Source] = []
    for name in names:
        try:
            paths = _files(name)
        except InputError as error:
            listed.append(_faulty(name, error))
            continue
        for path in paths:
            try:
                articles = reader.sources(path)
            except (ImportError, InputError) as error:
                articles = [_faulty(path, error)]
            listed += articles or [_faulty(path, InputError(f"{label(path)} has no article."))]
    return listed


def _faulty(name: str, error: Exception) -> Source:
    return Source(name, name, partial(_raise, InputError(str(error))))


def _files(name: str) -> list[str]:
    """Return the files that a path names; a shell of Windows leaves globs to the program."""
    check_no_web_address(name)
    try:
        if name == STDIN or not name or Path(name).is_file():
            return [name]
        if Path(name).is_dir():
            visible = [path for path in Path(name).rglob("*") if not is_hidden(str(path.relative_to(name)))]
            files = sorted(str(path) for path in visible if path.is_file())
            paths = [path for path in files if by_suffix(path)]
            if not paths:
                expected = ", ".join(f"*{suffix}" for suffix in FORMATS_BY_SUFFIX)
                raise InputError(f"the folder {name} contains no file with a name like {expected}.")
            warn_of_left_out(name, [path for path in files if not by_suffix(path)])
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

    def __init__(self, encoding: str | None, actors: tuple[Actor, ...], measured: Measured, quiet: bool) -> None:
        self._encoding, self._actors, self._measured, self._quiet = encoding, actors, measured, quiet

    def sources(self, name: str) -> list[Source]:
        """Return the articles of a file."""
        format = by_suffix(name)
        if format in TABLES:
            return self._rows(name)
        if format not in ("json", "feed") and name != STDIN:
            return [Source(name, name, partial(self._only_text, name))]
        articles = self._articles(name)
        if len(articles) == 1:
            id = None if name == STDIN else name
            return [Source(name, id, partial(self._text, articles[0], id))]
        ids = [f"{label(name)}:{number}" for number in range(1, len(articles) + 1)]
        return [Source(name, id, partial(self._text, article, id)) for id, article in zip(ids, articles, strict=True)]

    def _only_text(self, name: str) -> Text:
        articles = self._articles(name)
        if len(articles) != 1:
            raise InputError(f"{name} holds {len(articles)} articles: give it a name that ends with .json or .xml.")
        return self._text(articles[0], name)

    def _articles(self, name: str) -> list[Article]:
        """Return the articles of a file that is read as a whole."""
        content = _content(name)
        format = by_suffix(name) or format_of(content, name)
        if format in TEXT_FORMATS and is_page(content):
            format = "html"
        with _named(label(name)):
            if format in TEXT_FORMATS:
                self._warn_of_encoding(content, name)
            return read_articles(content, name, format=format, label=label(name), encoding=self._encoding)

    def _text(self, article: Article, id: str | None) -> Text:
        with _named(id or label(STDIN)):
            check_content(article.text)
            return without_markup(article).as_text(id=id, actors=self._actors, measured=self._measured)

    def _warn_of_encoding(self, content: bytes, name: str) -> None:
        detected = UTF8 if self._encoding is not None else encoding_of(content)
        if not (self._quiet or detected.startswith(UTF8)) and binary_name(content) is None:
            warn(f"{label(name)} is not UTF-8; it is read as {detected} (see --encoding).")

    def _rows(self, name: str) -> list[Source]:
        """Return the rows of a table as articles."""
        import_extra("pyarrow", need=f"{label(name)} is a table; reading it needs pyarrow", extra="jobs")
        from stancekit.jobs.input_files import find_input_files

        (file,) = find_input_files(name, encoding=self._encoding)
        rows = _table(file)
        if len(rows) > MAX_ARTICLES:
            raise InputError(f"{name} has more than {MAX_ARTICLES:,} articles: use stancekit score.")
        return [Source(name, row.id, partial(self._text_of_row, row)) for row in rows]

    def _text_of_row(self, row: "Row") -> Text:
        from stancekit.jobs.row_scorer import text_of

        with _named(row.id):
            return text_of(row, self._actors, measured=self._measured)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Name the article in the message of an error."""
    try:
        yield
    except (ImportError, InputError) as error:
        message = str(error) if str(error).startswith(name) else f"{name}: {error}"
        raise InputError(f"{message.rstrip('.')}.") from error


def _table(file: "InputFile") -> "list[Row]":
    """Return the rows of a table with a column of text by one of its usual names, and of titles if it has one."""
    from stancekit.jobs.readers import Reader
    from stancekit.jobs.rows import Columns

    texts = [Columns(text=name) for name in _forms("text")]
    columns = next((one for one in texts if _fault(file, one) is None), None)
    if columns is None:
        raise _fault(file, texts[0]) or InputError(f"{file.path} cannot be read.")
    titled = [replace(columns, title=name) for name in _forms("title")]
    columns = next((one for one in titled if _fault(file, one) is None), columns)
    return list(islice(Reader([file], columns), MAX_ARTICLES + 1))


def _forms(field: str) -> list[str]:
    """Return the usual names of a column: `text`, `Text`, `TEXT`."""
    return [form for name in SYNONYMS[field] for form in (name, name.capitalize(), name.upper())]


def _fault(file: "InputFile", columns: "Columns") -> InputError | None:
    """Return why a table cannot be read with some columns, or None."""
    from stancekit.jobs.readers import Reader

    try:
        next(iter(Reader([file], columns)), None)
    except InputError as error:
        return error
    return None


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
