"""`stancekit train audit` and `cross`: what the figures on development data do not show."""

from pathlib import Path
from typing import Annotated

import typer

from stancekit_training.cli.models import compared_models, default_folder, record_and_show, target_blind_of
from stancekit_training.cli.options import (
    BaseOption,
    BesideOption,
    ConfigOption,
    CorporaOption,
    ModelOption,
    RunsOption,
    errors_reported,
    recipe_of,
)
from stancekit_training.recipe import Recipe

FrozenOption = Annotated[bool, typer.Option("--frozen", help="Only the frozen portion of the behavior cases.")]


def audit(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    beside: BesideOption = None,
    frozen: FrozenOption = False,
) -> None:
    """Audit a model folder: does it attend to the target, treat names alike, and understand negation and irony?"""
    from stancekit import load
    from stancekit_training.audit.audit import measure_audit
    from stancekit_training.audit.behavior import measure_behavior
    from stancekit_training.dataset.loading import load_sentences
    from stancekit_training.reporting.results import Metrics

    with errors_reported():
        recipe = Recipe.load(config)
        folder = model or default_folder(recipe)
        served = load(folder)
        if frozen:
            metrics = Metrics(frozen=measure_behavior(served, "frozen"))
        else:
            blind = target_blind_of(compared_models(recipe, beside, runs))
            dev = load_sentences(recipe, corpora, "dev")
            metrics = Metrics(audit=measure_audit(served, corpora, dev, target_blind=blind))
        record_and_show(folder, recipe, metrics)


def cross(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    base: BaseOption = None,
) -> None:
    """Train each head without one of its corpora, and test it on that corpus; add the scores to the model folder."""
    from stancekit_training.audit.cross_corpus import measure_cross
    from stancekit_training.reporting.results import Metrics

    with errors_reported():
        recipe = Recipe.load(config)
        scores = measure_cross(recipe_of(config, base=base), corpora, runs / f"{recipe.name}-cross")
        record_and_show(model or default_folder(recipe), recipe, Metrics(cross=scores))
