"""All the scores of a model, as they are printed and kept in `metrics.json`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from training.baselines import lexicon, majority
from training.evaluation import METRICS, Answers, score
from training.item import Item

METRICS_FILE = "metrics.json"


def measure(
    answers: Mapping[str, Mapping[str, Answers]],
    items: Mapping[str, Sequence[Item]],
    blind: Mapping[str, Mapping[str, Answers]] | None = None,
) -> dict[str, Any]:
    """Score every corpus and head, baselines beside.

    Args:
        answers: by corpus and head.
        items: what was read, by corpus.
        blind: answers of a target-blind model to the same items.

    Returns:
        `scores`, a list of records: corpus, head, metric, value, low, high,
        count, and `baselines`, name to value.
    """
    scores = []
    for corpus, by_head in answers.items():
        for head, given in ((head, by_head[head]) for head in METRICS if head in by_head):
            guesses = {"majority": majority(given), "lexicon": lexicon(head, given, items[corpus])}
            if head == "stance" and blind is not None:
                guesses["target-blind"] = blind[corpus][head].predictions()
            baselines = {name: METRICS[head](given.gold, guess) for name, guess in guesses.items() if guess is not None}
            scores.append({**asdict(score(corpus, head, given)), "baselines": baselines})
    return {"scores": scores}


def show(metrics: Mapping[str, Any], console: Console) -> None:
    """Print one table for each head."""
    scores = metrics["scores"]
    for head in dict.fromkeys(row["head"] for row in scores):
        rows = [row for row in scores if row["head"] == head]
        table = Table(title=f"{head}: {rows[0]['metric']}, development data", title_justify="left")
        names = list(dict.fromkeys(name for row in rows for name in row["baselines"]))
        for heading in ("corpus", "score", "95 % interval", "items", *names):
            table.add_column(heading, justify="left" if heading == "corpus" else "right")
        for row in rows:
            table.add_row(
                row["corpus"],
                f"{row['value']:.3f}",
                f"{row['low']:.3f} to {row['high']:.3f}",
                f"{row['count']:,}",
                *(f"{row['baselines'][name]:.3f}" if name in row["baselines"] else "" for name in names),
            )
        console.print(table)
    if "calibration" in metrics:
        _show_calibration(metrics["calibration"], console)


def _show_calibration(calibration: Mapping[str, Mapping[str, float]], console: Console) -> None:
    table = Table(title="calibration, cross-fitted in 5 folds", title_justify="left")
    for heading in ("head", "temperature", "error", "of a perfect model", "excess", "NLL", "Brier", "items"):
        table.add_column(heading, justify="left" if heading == "head" else "right")
    for head, row in calibration.items():
        figures = (row[name] for name in ("temperature", "error", "perfect", "excess", "nll", "brier"))
        table.add_row(head, *(f"{figure:.3f}" for figure in figures), f"{row['count']:,}")
    console.print(table)
