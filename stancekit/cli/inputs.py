"""The inputs of commands: texts, actors and a model, with their options."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit.cli.outcome import NO_MODEL, WRONG_USAGE, exit_codes, fail
from stancekit.inputs.actor import Actor
from stancekit.inputs.actor_files import read_actors
from stancekit.inputs.encodings import checked_encoding
from stancekit.inputs.text import Text
from stancekit.labels import Measured

if TYPE_CHECKING:
    from stancekit.model import Model

EncodingOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Encoding of the inputs, such as cp1252; by default it is detected. A web page declares its own.",
    ),
]
MeasuredOption = Annotated[
    Measured,
    typer.Option(help="Measure article text only, or everything: captions, bylines, dates and boilerplate, too."),
]
ActorOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="The name of an actor to search for; repeatable.")
]
ActorsOption = Annotated[
    list[str] | None,
    typer.Option("--actors", metavar="FILE", help="A TOML or JSON file of actors to search for; repeatable."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="MODEL", help="A model folder, the name of an installed model, or a hub repository, owner/name."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and results only.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print on standard error what is read, with which model.")
]
DeviceOption = Annotated[
    str,
    typer.Option(metavar="DEVICE", help="The processor that runs the model: cpu, cuda, or cuda:1 for the second GPU."),
]
RevisionOption = Annotated[str | None, typer.Option(metavar="NAME", help="Branch, tag or commit of a hub repository.")]


def checked_actors(actors: Iterable[str] | None, actor_files: Iterable[str] | None) -> tuple[Actor, ...]:
    """Return the actors given by name and in files, or end the command with their faults."""
    with exit_codes():
        return Text(
            "", actors=[*(actors or ()), *(actor for path in actor_files or () for actor in read_actors(path))]
        ).actors


def check_verbosity(quiet: bool, verbose: bool) -> None:
    """End the command if it is to print both less and more."""
    if quiet and verbose:
        fail("--quiet and --verbose exclude each other.", WRONG_USAGE)


def load_model(source: str | None, revision: str | None, threads: int | None, device: str) -> "Model":
    """Load a model, or end the command."""
    from stancekit.model import load

    with exit_codes():
        try:
            return load(source, revision=revision, threads=threads, device=device)
        except OSError as error:
            fail(str(error), NO_MODEL)


def checked_encoding_option(encoding: str | None) -> str | None:
    """Return the name of an encoding, or end the command if there is none of that name."""
    with exit_codes():
        return None if encoding is None else checked_encoding(encoding)
