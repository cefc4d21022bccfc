"""The models that the commands of training measure, and where their figures go."""

from pathlib import Path
from typing import TYPE_CHECKING

from stancekit_training.recipe import Recipe

if TYPE_CHECKING:
    from stancekit.model import Model
    from stancekit_training.evaluation.sentences import ComparedModel
    from stancekit_training.reporting.results import Metrics

TARGET_BLIND = "target-blind"


def default_folder(recipe: Recipe) -> Path:
    """Return the model folder of a recipe: models/NAME."""
    return Path("models") / recipe.name


def compared_models(recipe: Recipe, configs: list[Path] | None, runs: Path) -> list["ComparedModel"]:
    """Load the best run of each other recipe; its label is its name, without the part that both names share."""
    if not configs:
        return []
    from stancekit_training.evaluation.sentences import ComparedModel, Origin
    from stancekit_training.fitting.runs import best_run, load_run

    models = []
    for other in map(Recipe.load, configs):
        label = TARGET_BLIND if other.target_blind else other.name.removeprefix(f"{recipe.name}-")
        origin = Origin(other.name, tuple(other.trained_on), other.license)
        models.append(ComparedModel(label, origin, load_run(other, best_run(runs / other.name)), other.target_blind))
    return models


def target_blind_of(models: list["ComparedModel"]) -> "Model | None":
    """Return the model among others that does not see its targets."""
    return next((other.model for other in models if other.target_blind), None)


def record_and_show(folder: Path, recipe: Recipe, metrics: "Metrics") -> None:
    """Add figures to the metrics and the card of a model folder, and print them."""
    from stancekit_training.reporting import terminal
    from stancekit_training.reporting.record import record

    record(folder, recipe, metrics)
    terminal.show(metrics, terminal.open_console())
