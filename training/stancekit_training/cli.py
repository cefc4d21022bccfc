"""The command line of training."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from stancekit.errors import StancekitError
from stancekit_training.recipe import Config

if TYPE_CHECKING:
    from stancekit.model import Model


class Level(StrEnum):
    """What `evaluate` reads."""

    SENTENCE = "sentence"
    ARTICLE = "article"
    VOICE = "voice"


WIDTH = 160  # columns of tables in a file
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

ConfigOption = Annotated[Path, typer.Option("--config", help="The recipe, a TOML file.", exists=True, dir_okay=False)]
CorporaOption = Annotated[Path, typer.Option("--corpora", help="The folder that holds the public corpora.")]
RunsOption = Annotated[Path, typer.Option("--runs", help="Where fits are kept, a folder for each config.")]
BesideOption = Annotated[
    list[Path] | None, typer.Option("--beside", help="The config of a fitted model, to show beside; repeats.")
]
ModelOption = Annotated[Path | None, typer.Option(help="The model folder; models/NAME by default.")]
BaseOption = Annotated[str | None, typer.Option(help="Hub name or folder of the encoder, not the config's.")]
SeedOption = Annotated[int | None, typer.Option("--seed", help="One seed, instead of the config's.")]


@app.callback()
def main() -> None:
    """Train, measure and export models for stancekit."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for chatty in ("httpx", "onnxruntime.transformers", "onnx_model", "fusion_base"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong with the user's files in a line, without a traceback."""
    try:
        yield
    except (StancekitError, FileNotFoundError) as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)


@app.command()
def fit(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    base: BaseOption = None,
    seed: SeedOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")] = False,
) -> None:
    """Fine-tune the encoder and its heads, one fit for each seed."""
    from stancekit_training.fitting import fit as fitting
    from stancekit_training.fitting.runs import dev_score

    with _told():
        recipe = _recipe(config, seed)
        recipe = replace(recipe, base=base or recipe.base)
        best = fitting.fit(recipe, corpora, runs / recipe.name, resume=resume)
        typer.echo(f"best: {best}, mean development score {dev_score(best):.4f}")


@app.command()
def export(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    seed: SeedOption = None,
    out: Annotated[Path | None, typer.Option(help="The model folder to write; models/NAME by default.")] = None,
    beside: BesideOption = None,
) -> None:
    """Write the best fit as a model folder: int8 graph, temperatures, metrics and card."""
    from stancekit_training.export import model_folder as exporting
    from stancekit_training.fitting.runs import best_run
    from stancekit_training.reporting.scoreboard import METRICS_FILE

    with _told():
        recipe = _recipe(config, seed)
        home = runs / recipe.name
        run = best_run(home) if seed is None else home / f"seed-{seed}"
        folder = out or Path("models") / recipe.name
        exporting.export(recipe, run, corpora, folder, others=_fitted(beside, runs))
        _show(json.loads((folder / METRICS_FILE).read_text()))
        typer.echo(f"wrote {folder}")


@app.command()
def evaluate(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    beside: BesideOption = None,
    level: Annotated[
        Level, typer.Option(help="Single sentences, whole articles and their actors, or whose voice is heard.")
    ] = Level.SENTENCE,
) -> None:
    """Measure a model folder on development data; write its metrics and card anew."""
    from stancekit import load
    from stancekit_training.dataset.loading import read_items
    from stancekit_training.evaluation import article_board, voices
    from stancekit_training.evaluation.sentences import answer
    from stancekit_training.reporting import scoreboard

    with _told():
        recipe = Config.load(config)
        folder = model or Path("models") / recipe.name
        served = load(folder)
        if level is Level.ARTICLE:
            articles = article_board.measure_articles(served, corpora, blind=_blind(beside, runs))
            scoreboard.record(folder, recipe, {"articles": articles})
            article_board.show(articles, _console())
            return
        if level is Level.VOICE:
            voices = voices.measure_voices(served, corpora)
            scoreboard.record(folder, recipe, {"voices": voices})
            voices.show(voices, _console())
            return
        dev = read_items(recipe, corpora, "dev")
        answers = {name: answer(served, items) for name, items in dev.items()}
        metrics = scoreboard.measure(recipe, answers, dev, _fitted(beside, runs))
        scoreboard.record(folder, recipe, metrics)
        _show(metrics)


@app.command()
def audit(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    beside: BesideOption = None,
    frozen: Annotated[bool, typer.Option("--frozen", help="The frozen half of the behaviour cases, once.")] = False,
) -> None:
    """Audit a model folder: does it look at the target, is it fair to names, does it understand."""
    from stancekit import load
    from stancekit_training.audit import behavior as behaviour
    from stancekit_training.audit import board, reliability, section
    from stancekit_training.dataset.loading import read_items
    from stancekit_training.reporting import scoreboard

    with _told():
        recipe = Config.load(config)
        folder = model or Path("models") / recipe.name
        if frozen:
            found = behaviour.measure_behaviour(load(folder), "frozen")
            scoreboard.record(folder, recipe, {"frozen": found})
            behaviour.show(found, _console())
            return
        dev = read_items(recipe, corpora, "dev")
        audited = board.measure_audit(load(folder), corpora, dev, blind=_blind(beside, runs))
        reliability.draw(audited["reliability"], folder / section.PICTURE)
        scoreboard.record(folder, recipe, {"audit": audited})
        board.show(audited, _console())


@app.command()
def cross(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    base: BaseOption = None,
) -> None:
    """Train each head without one of the corpora that label it, and test on that; the model folder's card shows it."""
    from stancekit_training.audit import cross_corpus
    from stancekit_training.reporting import scoreboard

    with _told():
        recipe = Config.load(config)
        folder = model or Path("models") / recipe.name
        recipe = replace(recipe, base=base or recipe.base)
        rows = cross_corpus.measure_cross(recipe, corpora, runs / f"{recipe.name}-cross")
        scoreboard.record(folder, Config.load(config), {"cross": rows})
        cross_corpus.show(rows, _console())


def _blind(beside: list[Path] | None, runs: Path) -> "Model | None":
    """Return the target-blind one among the models to show beside."""
    from stancekit_training.fitting.runs import load_run

    return next((load_run(other, run) for other, run in _fitted(beside, runs) if other.target_blind), None)


def _recipe(config: Path, seed: int | None) -> Config:
    recipe = Config.load(config)
    return recipe if seed is None else replace(recipe, seeds=(seed,))


def _fitted(configs: list[Path] | None, runs: Path) -> list[tuple[Config, Path]]:
    """Load other recipes, each with the best of its runs."""
    from stancekit_training.fitting.runs import best_run

    recipes = [Config.load(path) for path in configs or ()]
    return [(recipe, best_run(runs / recipe.name)) for recipe in recipes]


def _show(metrics: dict[str, object]) -> None:
    from stancekit_training.reporting.scoreboard import show

    show(metrics, _console())


def _console() -> Console:
    """Return the terminal; a file or a pipe gets lines that are long enough for the tables."""
    return Console(width=None if sys.stdout.isatty() else WIDTH)
