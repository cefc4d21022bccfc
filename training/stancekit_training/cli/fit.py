"""`stancekit train fit`."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.options import (
    BaseOption,
    ConfigOption,
    CorporaOption,
    RunsOption,
    SeedOption,
    errors_reported,
    recipe_of,
)

ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")]


def fit(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    base: BaseOption = None,
    seed: SeedOption = None,
    resume: ResumeOption = False,
) -> None:
    """Fine-tune the encoder and its heads, one fit for each seed."""
    from stancekit_training.fitting import fit as fitting
    from stancekit_training.fitting.runs import dev_score

    with errors_reported():
        recipe = recipe_of(config, seed=seed, base=base)
        best = fitting.fit(recipe, corpora, runs / recipe.name, resume=resume)
        typer.echo(f"best: {best}, mean development score {dev_score(best):.4f}")
