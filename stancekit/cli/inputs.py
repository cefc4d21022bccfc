"""The inputs of commands: texts, actors and a model, with their options."""

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
    list[str] | None, typer.Option("--actor", metavar="NAME", help="The name of an actor to search for; repeatable.")
]
ActorsOption = Annotated[
    list[str] | None,
    typer.Option("--actors", metavar="FILE", help="A TOML or JSON file of actors to search for; repeatable."),
]
ModelOption = Annotated[
    str | None, typer.Option(help="A model folder, the name of a bundled model, or a hub repository, owner/name.")
]
RevisionOption = Annotated[str | None, typer.Option(help="Branch, tag or commit of a hub repository.")]


def checked_actors(actors: Iterable[str] | None, actor_files: Iterable[str] | None) -> tuple[Actor, ...]:
    """Return the actors given by name and in files, or end the command with their faults."""
    try:
        return Text(
            "", actors=[*(actors or ()), *(actor for path in actor_files or () for actor in read_actors(path))]
        ).actors
    except InputError as error:
        fail(str(error), WRONG_USAGE)


def load_model(source: str | None, revision: str | None, threads: int | None) -> "Model":
    """Load a model, or end the command."""
    from stancekit.model import load

    try:
        return load(source, revision=revision, threads=threads)
    except (ArtifactError, OSError) as error:
        fail(str(error), NO_MODEL)


def read_text(name: str, encoding: str, actors: tuple[Actor, ...]) -> Text:
    """Return the text of a file or of standard input, without a byte order mark; for a web page, its article.

    Raises:
        InputError: the file cannot be read, or it is a web page without an article.
        DecodeError: the bytes are not in the encoding.
    """
    content, id = _content(name), None if name == STDIN else name
    if not is_page(content, name):
        return Text(_decode(content, name, encoding), id=id, actors=actors)
    try:  # a page declares its encoding, unless the user gives one
        return read_page(content if encoding == UTF8 else _decode(content, name, encoding), id=id, actors=actors)
    except ImportError as error:
        fail(str(error), WRONG_USAGE)
    except InputError as error:
        raise InputError(f"{_label(name)}: {error}") from error


def _content(name: str) -> bytes:
    """Return the bytes of a file or of standard input."""
    try:
        if name == STDIN:
            if sys.stdin.isatty():
                typer.echo("reading standard input until Ctrl-D (see --help)", err=True)
            return sys.stdin.buffer.read()
        with open(name, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{_label(name)} cannot be read: {reason}.") from error


def _decode(encoded: bytes, name: str, encoding: str) -> str:
    try:
        text = encoded.decode(encoding)
        text.encode("utf-8")  # utf-7 and others accept lone surrogates
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        byte = f"byte 0x{encoded[start]:02x} " if start < len(encoded) else ""
        mark = next((other for bom, other in BYTE_ORDER_MARKS.items() if encoded.startswith(bom)), None)
        hint = f"--encoding {mark}, which its first bytes suggest" if mark else "--encoding, such as --encoding cp1252"
        raise DecodeError(
            f"{_label(name)} is not in the encoding {encoding}: {byte}at offset {start}. Give its encoding with {hint}."
        ) from error
    return text.removeprefix("\ufeff")


def _label(name: str) -> str:
    return "standard input" if name == STDIN else name
