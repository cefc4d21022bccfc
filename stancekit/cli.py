"""The command line: `stancekit analyze` and `stancekit models`."""

import codecs
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from stancekit import __version__
from stancekit.errors import ArtifactError, DecodeError, InputError, SpanError
from stancekit.roster import read_actors
from stancekit.text import Text

if TYPE_CHECKING:
    from stancekit.document import Document
    from stancekit.model import Model

STDIN = "-"
PIPED_WIDTH = 110  # columns of a view that goes into a file or a pipe
FAULTY_INPUT, WRONG_USAGE, NO_MODEL = 1, 2, 3
EPILOG = (
    "Exit codes: 0, all was analysed; 1, an input cannot be read or analysed; "
    "2, wrong usage; 3, the model cannot be found or loaded."
)
BYTE_ORDER_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, epilog=EPILOG)

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILES", help="Articles in plain text; none, or -, is standard input."),
]
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
EncodingOption = Annotated[str, typer.Option(help="How the inputs are encoded.")]
ThreadsOption = Annotated[int | None, typer.Option(min=1, help="Sentences read at once; by default the cores at hand.")]
DocumentJsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print all that was found: a JSON object; of several files, a line each, id its path."),
]
ModelsJsonOption = Annotated[bool, typer.Option("--json", help="Print a JSON list, with whole digests and bytes.")]
VersionOption = Annotated[bool, typer.Option("--version", help="Print the version and exit.")]


@app.callback(invoke_without_command=True)
def main(version: VersionOption = False) -> None:
    """Tell opinion from reported fact in news articles, and measure the stance toward each named actor."""
    if version:
        typer.echo(f"stancekit {__version__}")
        raise typer.Exit


@app.command(epilog=EPILOG)
def analyze(
    files: FilesArgument = None,
    as_json: DocumentJsonOption = False,
    actors: ActorOption = None,
    rosters: ActorsOption = None,
    model: ModelOption = None,
    revision: RevisionOption = None,
    encoding: EncodingOption = "utf-8",
    threads: ThreadsOption = None,
) -> None:
    """Analyse articles sentence by sentence: opinion or reported fact, and the stance toward each actor."""
    inputs = files or [STDIN]
    wanted = _checked_options(inputs, actors or (), rosters or (), encoding)
    loaded = _load(model, revision, threads)
    texts = (Text(_read(name, encoding), id=None if name == STDIN else name, actors=wanted) for name in inputs)
    show = _json_printer(indent=2 if len(inputs) == 1 else None) if as_json else _view_printer()
    done = 0
    try:
        for document in loaded.pipe(texts):
            show(document)
            done += 1
    except BrokenPipeError:  # the reader has seen enough, as in `| head`
        _discard_output()
    except SpanError as error:
        _fail(f"{inputs[done]}: {error}", FAULTY_INPUT)
    except InputError as error:
        _fail(str(error), FAULTY_INPUT)


@app.command(epilog=EPILOG)
def models(as_json: ModelsJsonOption = False) -> None:
    """List the models that came with the package."""
    from stancekit.artifact import bundled, open_folder

    try:
        found = [open_folder(folder) for folder in bundled().values()]
    except ArtifactError as error:
        _fail(str(error), NO_MODEL)
    rows = [
        {
            "name": artifact.manifest.name,
            "version": artifact.manifest.version,
            "size": artifact.size,
            "digest": artifact.digest,
            "license": artifact.manifest.license,
            "folder": str(artifact.folder),
        }
        for artifact in found
    ]
    if as_json:
        _write(_to_json(rows, indent=2) + "\n")
    elif rows:
        _write(_table(rows))
    else:
        _write("no model is bundled with this installation; pass a folder or a hub name to --model.\n")


def _checked_options(
    inputs: Sequence[str], actors: Sequence[str], rosters: Sequence[str], encoding: str
) -> Sequence[Any]:
    """Return the actors, checked with the other options before anything is read."""
    try:
        " ".encode(encoding).decode(encoding)  # unlike a look-up, this refuses hex, zlib and their like
    except (LookupError, ValueError):
        _fail(
            f"unknown encoding {encoding!r}. Known are utf-8, cp1252, latin-1, utf-16, koi8-r and others.", WRONG_USAGE
        )
    if inputs.count(STDIN) > 1:
        _fail("standard input (-) can be read only once.", WRONG_USAGE)
    try:
        return Text("", actors=[*actors, *(actor for path in rosters for actor in read_actors(path))]).actors
    except InputError as error:
        _fail(str(error), WRONG_USAGE)


def _load(source: str | None, revision: str | None, threads: int | None) -> "Model":
    from stancekit.model import load

    try:
        return load(source, revision=revision, threads=threads)
    except (ArtifactError, OSError) as error:
        _fail(str(error), NO_MODEL)


def _read(name: str, encoding: str) -> str:
    """Return the text of a file or of standard input, without a byte order mark.

    Raises:
        InputError: there is no such file, or it cannot be read.
        DecodeError: its bytes are not in the encoding.
    """
    try:
        if name == STDIN:
            if sys.stdin.isatty():
                typer.echo("reading standard input until Ctrl-D (--help tells more)", err=True)
            encoded = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as file:
                encoded = file.read()
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{_called(name)} cannot be read: {reason}.") from error
    return _decode(encoded, name, encoding)


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


def _json_printer(*, indent: int | None) -> "Callable[[Document], None]":
    return lambda document: _write(_to_json(document.to_dict(), indent=indent) + "\n")


def _to_json(value: Any, *, indent: int | None) -> str:
    """Return JSON that any reader of lines and any terminal takes: letters as they are, invisible ones escaped."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    written = json.dumps(value, indent=indent, ensure_ascii=not is_utf8)
    return "".join(
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]
        for character in written
    )


def _view_printer() -> "Callable[[Document], None]":
    from rich.console import Console

    from stancekit.report.terminal import render

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    is_first = True

    def show(document: "Document") -> None:
        nonlocal is_first
        with console.capture() as drawn:  # rich would end the program itself on a broken pipe
            render(document, console)
        _write(drawn.get() if is_first else "\n\n" + drawn.get())
        is_first = False

    return show


def _write(text: str) -> None:
    """Print, with escapes for what the encoding of standard output lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False)


def _table(rows: Sequence[dict[str, Any]]) -> str:
    shown = [row | {"size": f"{row['size'] / 1e6:.1f} MB", "digest": row["digest"][:12]} for row in rows]
    cells = [list(rows[0]), *([str(cell) for cell in row.values()] for row in shown)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "\n".join(lines) + "\n"


def _discard_output() -> None:
    """Send standard output nowhere, so that the interpreter's last flush finds no broken pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a standard output without a file descriptor has nothing to flush
        pass


def _fail(message: str, code: int) -> NoReturn:
    from stancekit.report.article import printable

    lines = message.split("\n  ")  # a file of actors may have several faults
    typer.echo("error: " + "\n  ".join(map(printable, lines)), err=True)
    raise typer.Exit(code)
