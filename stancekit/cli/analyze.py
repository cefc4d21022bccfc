"""`stancekit analyze`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.inputs import (
    STDIN,
    ActorOption,
    ActorsOption,
    ModelOption,
    RevisionOption,
    checked_actors,
    loaded,
    read,
)
from stancekit.cli.outcome import FAULTY_INPUT, WRONG_USAGE, discard_output, fail, to_json, write
from stancekit.errors import InputError, SpanError
from stancekit.text import Text

if TYPE_CHECKING:
    from stancekit.document import Document

PIPED_WIDTH = 110  # columns of a view that goes into a file or a pipe

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILES", help="Articles in plain text; none, or -, is standard input."),
]
EncodingOption = Annotated[str, typer.Option(help="How the inputs are encoded.")]
ThreadsOption = Annotated[int | None, typer.Option(min=1, help="Sentences read at once; by default the cores at hand.")]
DocumentJsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print all that was found: a JSON object; of several files, a line each, id its path."),
]


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
    _check(inputs, encoding)
    wanted = checked_actors(actors, rosters)
    reader = loaded(model, revision, threads)
    texts = (Text(read(name, encoding), id=None if name == STDIN else name, actors=wanted) for name in inputs)
    show = _json_printer(indent=2 if len(inputs) == 1 else None) if as_json else _view_printer()
    done = 0
    try:
        for document in reader.pipe(texts):
            show(document)
            done += 1
    except BrokenPipeError:  # the reader has seen enough, as in `| head`
        discard_output()
    except SpanError as error:
        fail(f"{inputs[done]}: {error}", FAULTY_INPUT)
    except InputError as error:
        fail(str(error), FAULTY_INPUT)


def _check(inputs: Sequence[str], encoding: str) -> None:
    """End the command if an option is wrong, before anything is read."""
    try:
        " ".encode(encoding).decode(encoding)  # unlike a look-up, this refuses hex, zlib and their like
    except (LookupError, ValueError):
        fail(
            f"unknown encoding {encoding!r}. Known are utf-8, cp1252, latin-1, utf-16, koi8-r and others.", WRONG_USAGE
        )
    if inputs.count(STDIN) > 1:
        fail("standard input (-) can be read only once.", WRONG_USAGE)


def _json_printer(*, indent: int | None) -> "Callable[[Document], None]":
    return lambda document: write(to_json(document.to_dict(), indent=indent) + "\n")


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
        write(drawn.get() if is_first else "\n\n" + drawn.get())
        is_first = False

    return show
