"""Does a head hold where it was not trained? Fits without one corpus, tested on that corpus.

Each head is trained alone, on all corpora of the recipe that label it but
one; the best epoch is chosen on the development parts of the others, so that
the one that is left out decides nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from stancekit_training.corpora.registry import CORPORA
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.loading import read_items
from stancekit_training.evaluation.sentences import METRICS, answer, score
from stancekit_training.fitting.fit import fit_seed
from stancekit_training.fitting.runs import load_run
from stancekit_training.recipe import Config

HEADINGS = ("head", "tested on", "trained on", "metric", "score", "95 % interval", "items")


def measure_cross(config: Config, corpora: Path, runs: Path) -> list[dict[str, Any]]:
    """Fit each head that several corpora label, without each of those that measure it in turn.

    Only heads that a single figure measures are fitted, which leaves attribution out.

    Args:
        config: the recipe, of which the first seed is fitted.
        corpora: the folder that holds the corpora.
        runs: where the fits are kept; one that is finished is not done again.

    Returns:
        Records of `head`, `corpus`, the one that is left out, `trained_on`,
        and `metric`, `value`, `low`, `high` and `count` on it.
    """
    dev = read_items(config, corpora, "dev")
    rows = []
    for head, left_out, recipe in _recipes(config, dev):
        train = read_items(recipe, corpora, "train")
        chosen = {name: items for name, items in dev.items() if name in recipe.trained_on}
        run = fit_seed(recipe, recipe.seeds[0], train, chosen, runs / f"{head}-without-{left_out}", resume=True)
        found = score(left_out, head, answer(load_run(recipe, run), dev[left_out])[head])
        rows.append({**asdict(found), "trained_on": recipe.trained_on})
    return rows


def _recipes(config: Config, dev: Mapping[str, Sequence[Item]]) -> Iterator[tuple[str, str, Config]]:
    """Yield each head, the corpus to leave out, and the recipe without it."""
    for head in config.heads:
        labelling = {name: source for name, source in config.corpora.items() if _labels(name, head)}
        for name in labelling:
            others = {other: source for other, source in labelling.items() if other != name}
            if head in METRICS and dev[name] and any(source.ratio > 0 for source in others.values()):
                left = {**others, name: replace(labelling[name], ratio=0.0)}  # its sentences are kept out of training
                yield head, name, replace(config, heads={head: 1.0}, corpora=left, distill=None)


def _labels(corpus: str, head: str) -> bool:
    return corpus in CORPORA and head in CORPORA[corpus].heads


def show(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Print the table."""
    table = Table(title="trained without a corpus, tested on it", title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in ("score", "items") else "left")
    for row in rows:
        table.add_row(*cells(row))
    console.print(table)


def cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a record as it is shown, under `HEADINGS`."""
    interval = f"{row['low']:.3f} to {row['high']:.3f}"
    others = ", ".join(row["trained_on"])
    return row["head"], row["corpus"], others, row["metric"], f"{row['value']:.3f}", interval, f"{row['count']:,}"
