"""What the commands of training share: options, and errors as one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from stancekit.errors import StancekitError

ConfigOption = Annotated[Path, typer.Option("--config", help="The recipe, a TOML file.", exists=True, dir_okay=False)]
RunsOption = Annotated[Path, typer.Option("--runs", help="The folder for fits, with a folder for each recipe.")]
BaseOption = Annotated[str | None, typer.Option(help="Hub name or folder of the encoder, instead of the recipe's.")]
CorporaOption = Annotated[Path, typer.Option("--corpora", help="The folder that holds the public corpora.")]


@contextmanager
def errors_reported() -> Iterator[None]:
    """Print an error about the user's files in a line, without a traceback, and end the command."""
    try:
        yield
    except (StancekitError, FileNotFoundError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
