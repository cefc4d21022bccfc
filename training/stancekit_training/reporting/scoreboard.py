"""All the scores of a model, as they are printed, kept in `metrics.json` and told by the card."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from stancekit_training.corpora.sentence import Item, blinded
from stancekit_training.evaluation.baselines import lexicon, majority
from stancekit_training.evaluation.calibration import calibrate_heads
from stancekit_training.evaluation.sentences import METRICS, Answers, answer, score
from stancekit_training.fitting.runs import load_run
from stancekit_training.recipe import Config
from stancekit_training.reporting.card import TARGET_BLIND, write_card

METRICS_FILE = "metrics.json"


def measure(
    config: Config,
    answers: Mapping[str, Mapping[str, Answers]],
    items: Mapping[str, Sequence[Item]],
    others: Sequence[tuple[Config, Path]],
) -> dict[str, Any]:
    """Score every corpus and head, baselines and other models beside, and calibrate every head.

    Args:
        config: the recipe of the model.
        answers: by corpus and head.
        items: what was read, by corpus.
        others: recipe and run of other models, to answer the same items.

    Returns:
        `scores`, a list of records: corpus, head, metric, value, low, high,
        count, and `baselines`, name to value; `others`, what the models among
        the baselines were trained on; `calibration`, head to the fields of
        `Calibration`.
    """
    scores = []
    beside = {_name_beside(config, other): _answer_beside(other, run, items) for other, run in others}
    for corpus, by_head in answers.items():
        for head, given in ((head, by_head[head]) for head in METRICS if head in by_head):
            guesses = {"majority": majority(given), "lexicon": lexicon(head, given, items[corpus])}
            for name, theirs in beside.items():
                guesses[name] = theirs[corpus][head].predictions() if head in theirs[corpus] else None
            baselines = {name: METRICS[head](given.gold, guess) for name, guess in guesses.items() if guess is not None}
            scores.append({**asdict(score(corpus, head, given)), "baselines": baselines})
    calibration = calibrate_heads(config.heads, answers)
    return {
        "scores": scores,
        "others": {
            _name_beside(config, other): {"name": other.name, "corpora": other.trained_on, "license": other.license}
            for other, _ in others
        },
        "calibration": {head: asdict(found) for head, found in calibration.items()},
    }


def _answer_beside(other: Config, run: Path, items: Mapping[str, Sequence[Item]]) -> dict[str, dict[str, Answers]]:
    """Let another fitted run answer the same items.

    A target-blind one sees each target spread over its sentence, and only its
    stances are told: to the other questions it is the same recipe again.
    """
    served = load_run(other, run)
    if not other.target_blind:
        return {name: answer(served, given) for name, given in items.items()}
    hidden = {name: [blinded(item) for item in given if item.targets] for name, given in items.items()}
    answers = {name: answer(served, given) for name, given in hidden.items()}
    return {name: {head: given for head, given in found.items() if head == "stance"} for name, found in answers.items()}


def _name_beside(config: Config, other: Config) -> str:
    """Return what heads the other model's column: its name, without the part that both share."""
    return TARGET_BLIND if other.target_blind else other.name.removeprefix(f"{config.name}-")


def record(folder: Path, config: Config, metrics: Mapping[str, Any]) -> None:
    """Write metrics, over older ones of the same name, and the card that tells them."""
    path = folder / METRICS_FILE
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    everything = {**known, **metrics}
    path.write_text(json.dumps(everything, indent=2) + "\n", encoding="utf-8")
    write_card(folder, config, everything)


def score_table(title: str, first: str, rows: Sequence[Mapping[str, Any]], **more: Callable[[Any], str]) -> Table:
    """Return a table of records with value, low, high, count and baselines.

    Args:
        title: stands above it.
        first: the key of what a row is about, which heads the first column.
        rows: the records.
        more: further columns, heading to what a record says there.
    """
    table = Table(title=title, title_justify="left")
    names = list(dict.fromkeys(name for row in rows for name in row["baselines"]))
    for heading in (first, "score", "95 % interval", "items", *names, *more):
        table.add_column(heading, justify="left" if heading == first else "right")
    for row in rows:
        table.add_row(
            row[first],
            f"{row['value']:.3f}",
            f"{row['low']:.3f} to {row['high']:.3f}",
            f"{row['count']:,}",
            *(f"{row['baselines'][name]:.3f}" if name in row["baselines"] else "" for name in names),
            *(tell(row) for tell in more.values()),
        )
    return table


def show(metrics: Mapping[str, Any], console: Console) -> None:
    """Print one table for each head."""
    scores = metrics["scores"]
    for head in dict.fromkeys(row["head"] for row in scores):
        rows = [row for row in scores if row["head"] == head]
        console.print(score_table(f"{head}: {rows[0]['metric']}, development data", "corpus", rows))
    _show_calibration(metrics["calibration"], console)


def _show_calibration(calibration: Mapping[str, Mapping[str, float]], console: Console) -> None:
    table = Table(title="calibration, cross-fitted in 5 folds", title_justify="left")
    for heading in ("head", "temperature", "error", "of a perfect model", "excess", "NLL", "Brier", "items"):
        table.add_column(heading, justify="left" if heading == "head" else "right")
    for head, row in calibration.items():
        figures = (row[name] for name in ("temperature", "error", "perfect", "excess", "nll", "brier"))
        table.add_row(head, *(f"{figure:.3f}" for figure in figures), f"{row['count']:,}")
    console.print(table)
