"""What was measured, recorded in a model folder: `metrics.json`, the chart and the card."""

from pathlib import Path

from stancekit_training.recipe import Recipe
from stancekit_training.reporting.card import write_card
from stancekit_training.reporting.reliability_chart import CHART_FILE, draw_reliability
from stancekit_training.reporting.results import Metrics, read_metrics, write_metrics


def record(folder: Path, recipe: Recipe, measured: Metrics) -> None:
    """Add measurements to the metrics of a model folder, and write its card anew.

    Args:
        folder: the model folder.
        recipe: the recipe of the model.
        measured: its sections replace those of the same name.

    Raises:
        TrainingError: the folder's metrics cannot be read.
    """
    metrics = read_metrics(folder).updated(measured)
    write_metrics(folder, metrics)
    if measured.audit is not None:
        draw_reliability(measured.audit.reliability, folder / CHART_FILE)
    write_card(folder, recipe, metrics)
