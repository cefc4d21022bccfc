"""What the commands of training share: options, the recipe that they give, and errors as one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from stancekit.errors import StancekitError
from stancekit_training.recipe import Recipe, with_base

ConfigOption = Annotated[Path, typer.Option("--config", help="The recipe, a TOML file.", exists=True, dir_okay=False)]
RunsOption = Annotated[Path, typer.Option("--runs", help="The folder for fits, with a folder for each recipe.")]
BaseOption = Annotated[str | None, typer.Option(help="Hub name or folder of the encoder, instead of the recipe's.")]
SeedOption = Annotated[int | None, typer.Option("--seed", help="One seed, instead of the recipe's.")]
ModelOption = Annotated[Path | None, typer.Option(help="The model folder; models/NAME by default.")]
BesideOption = Annotated[
    list[Path] | None, typer.Option("--beside", help="The recipe of another fitted model, to compare with; repeats.")
]
CorporaOption = Annotated[Path, typer.Option("--corpora", help="The folder that holds the public corpora.")]


@contextmanager
def errors_reported() -> Iterator[None]:
    """Print an error about the user's files in a line, without a traceback, and end the command."""
    try:
        yield
    except (StancekitError, FileNotFoundError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error


def recipe_of(config: Path, *, seed: int | None = None, base: str | None = None) -> Recipe:
    """Load a recipe, with the seed and the encoder of the command line where they are given."""
    recipe = Recipe.load(config)
    seeds = recipe.seeds if seed is None else (seed,)
    return with_base(replace(recipe, seeds=seeds), base)
