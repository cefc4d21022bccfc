"""`stancekit train export`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.models import compared_models, default_folder
from stancekit_training.cli.options import (
    BesideOption,
    ConfigOption,
    CorporaOption,
    RunsOption,
    SeedOption,
    errors_reported,
    recipe_of,
)

OutOption = Annotated[Path | None, typer.Option(help="The model folder to write; models/NAME by default.")]


def export(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    seed: SeedOption = None,
    out: OutOption = None,
    beside: BesideOption = None,
) -> None:
    """Write the best fit as a model folder: int8 graph, temperatures, metrics and card."""
    from stancekit_training.export import model_folder
    from stancekit_training.fitting.runs import best_run
    from stancekit_training.reporting import terminal

    with errors_reported():
        recipe = recipe_of(config, seed=seed)
        home = runs / recipe.name
        run = best_run(home) if seed is None else home / f"seed-{seed}"
        folder = out or default_folder(recipe)
        others = compared_models(recipe, beside, runs)
        terminal.show(model_folder.export(recipe, run, corpora, folder, others=others), terminal.open_console())
        typer.echo(f"wrote {folder}")
