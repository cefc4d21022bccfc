"""`stancekit train search`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.options import BaseOption, ConfigOption, CorporaOption, RunsOption, errors_reported
from stancekit_training.recipe import Recipe, with_base

TrialsOption = Annotated[int, typer.Option(min=1, help="The number of fits to try.")]
SearchSeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of the fits, and of what they try.")]


def search(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    base: BaseOption = None,
    trials: TrialsOption = 20,
    seed: SearchSeedOption = 1,
) -> None:
    """Search hyperparameters with optuna, by the mean development score; print the best as a fit table."""
    from stancekit_training.fitting import search as searching

    with errors_reported():
        recipe = with_base(Recipe.load(config), base)
        best = searching.search(recipe, corpora, runs / f"{recipe.name}-search", trials=trials, seed=seed)
        typer.echo(f"best of {trials} trials: mean development score {best.score:.4f}")
        typer.echo("[fit]")
        for name, value in best.values.items():
            typer.echo(f"{name} = {value:.3g}" if isinstance(value, float) else f"{name} = {value}")
