"""What the commands of training share: options, and errors as one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from stancekit.errors import StancekitError

CorporaOption = Annotated[Path, typer.Option("--corpora", help="The folder that holds the public corpora.")]


@contextmanager
def errors_reported() -> Iterator[None]:
    """Print an error about the user's files in a line, without a traceback, and end the command."""
    try:
        yield
    except (StancekitError, FileNotFoundError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
