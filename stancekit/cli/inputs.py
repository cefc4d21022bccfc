"""What the user hands to a command: texts, actors and a model, with the options that name them."""

import codecs
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.outcome import NO_MODEL, WRONG_USAGE, fail
from stancekit.errors import ArtifactError, DecodeError, InputError
from stancekit.inputs.actor import Actor
from stancekit.inputs.actor_files import read_actors
from stancekit.inputs.text import Text
from stancekit.inputs.web_pages import is_page, read_page

if TYPE_CHECKING:
    from stancekit.model import Model

STDIN = "-"
UTF8 = "utf-8"
BYTE_ORDER_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

ActorOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="An actor to look for by name; repeats.")
]
ActorsOption = Annotated[
    list[str] | None,
    typer.Option("--actors", metavar="FILE", help="Actors to look for, with aliases, in TOML or JSON; repeats."),
]
ModelOption = Annotated[
    str | None, typer.Option(help="A model folder, the name of a bundled model, or a hub repository, owner/name.")
]
RevisionOption = Annotated[str | None, typer.Option(help="Branch, tag or commit of a hub repository.")]


def checked_actors(actors: Iterable[str] | None, rosters: Iterable[str] | None) -> tuple[Actor, ...]:
    """Return the actors that were named and those in files, or end the command with what is wrong with them."""
    try:
        return Text("", actors=[*(actors or ()), *(one for path in rosters or () for one in read_actors(path))]).actors
    except InputError as error:
        fail(str(error), WRONG_USAGE)


def loaded(source: str | None, revision: str | None, threads: int | None) -> "Model":
    """Return the model that is named, or end the command."""
    from stancekit.model import load

    try:
        return load(source, revision=revision, threads=threads)
    except (ArtifactError, OSError) as error:
        fail(str(error), NO_MODEL)


def read(name: str, encoding: str, actors: tuple[Actor, ...]) -> Text:
    """Return the text of a file or of standard input, without a byte order mark; of a web page, its article.

    Raises:
        InputError: there is no such file, it cannot be read, or it is a web page without an article.
        DecodeError: its bytes are not in the encoding.
    """
    content, id = _content(name), None if name == STDIN else name
    if not is_page(content, name):
        return Text(_decode(content, name, encoding), id=id, actors=actors)
    try:  # a page says itself how it is encoded, unless the user knows better
        return read_page(content if encoding == UTF8 else _decode(content, name, encoding), id=id, actors=actors)
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except InputError as error:
        raise InputError(f"{_called(name)}: {error}") from error


def _content(name: str) -> bytes:
    """Return the bytes of a file or of standard input."""
    try:
        if name == STDIN:
            if sys.stdin.isatty():
                typer.echo("reading standard input until Ctrl-D (--help tells more)", err=True)
            return sys.stdin.buffer.read()
        with open(name, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{_called(name)} cannot be read: {reason}.") from error


def _decode(encoded: bytes, name: str, encoding: str) -> str:
    try:
        text = encoded.decode(encoding)
        text.encode("utf-8")  # utf-7 and others let lone surrogates through, which no model reads
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        byte = f"byte 0x{encoded[start]:02x} " if start < len(encoded) else ""
        mark = next((other for bom, other in BYTE_ORDER_MARKS.items() if encoded.startswith(bom)), None)
        hint = f"--encoding {mark}, as its first bytes suggest" if mark else "--encoding, such as --encoding cp1252"
        raise DecodeError(
            f"{_called(name)} is not in the encoding {encoding}: {byte}at offset {start}. "
            f"Name the encoding that it is in with {hint}."
        ) from error
    return text.removeprefix("\ufeff")


def _called(name: str) -> str:
    return "standard input" if name == STDIN else name
