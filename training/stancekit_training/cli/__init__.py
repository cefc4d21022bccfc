"""The command line of training: `stancekit train`, or `python -m stancekit_training`."""

import logging
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from stancekit_training.cli import texts
from stancekit_training.cli.corpora import fetch
from stancekit_training.cli.options import BaseOption, ConfigOption, CorporaOption, RunsOption, errors_reported
from stancekit_training.cli.package import package
from stancekit_training.cli.search import search
from stancekit_training.recipe import Recipe, with_base

if TYPE_CHECKING:
    from stancekit.model import Model
    from stancekit_training.evaluation.sentences import ComparedModel
    from stancekit_training.reporting.results import Metrics

    ComparedModels: TypeAlias = Callable[[], list[ComparedModel]]

CHATTY = ("httpx", "onnxruntime.transformers", "onnx_model", "fusion_base")  # loggers
TARGET_BLIND = "target-blind"

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

BesideOption = Annotated[
    list[Path] | None, typer.Option("--beside", help="The recipe of another fitted model, to compare with; repeats.")
]
ModelOption = Annotated[Path | None, typer.Option(help="The model folder; models/NAME by default.")]
OutOption = Annotated[Path | None, typer.Option(help="The model folder to write; models/NAME by default.")]
SeedOption = Annotated[int | None, typer.Option("--seed", help="One seed, instead of the recipe's.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")]
FrozenOption = Annotated[bool, typer.Option("--frozen", help="Only the frozen portion of the behavior cases.")]


class Level(StrEnum):
    """What `evaluate` measures: sentences, actors of articles, whose voice it is, who "she" is, portrayals."""

    SENTENCE = "sentence"
    ARTICLE = "article"
    VOICE = "voice"
    COREFERENCE = "coreference"
    PORTRAYAL = "portrayal"


class MeasuredPart(StrEnum):
    """Whose sentences `evaluate` measures."""

    DEV = "dev"
    TEST = "test"


PartOption = Annotated[
    MeasuredPart,
    typer.Option(help="Development data, or the test parts of your own corpora, whose scores are only printed."),
]
LevelOption = Annotated[Level, typer.Option(help="What to measure.")]


@app.callback()
def main() -> None:
    """Train, evaluate, export and audit models for stancekit."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


@app.command()
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
        recipe = _recipe(config, seed=seed, base=base)
        best = fitting.fit(recipe, corpora, runs / recipe.name, resume=resume)
        typer.echo(f"best: {best}, mean development score {dev_score(best):.4f}")


@app.command()
def evaluate(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    beside: BesideOption = None,
    level: LevelOption = Level.SENTENCE,
    part: PartOption = MeasuredPart.DEV,
) -> None:
    """Measure a model folder on development data; write its metrics and card anew."""
    with errors_reported():
        recipe = Recipe.load(config)
        if part is MeasuredPart.TEST:
            _show_test(model or _default_folder(recipe), recipe, corpora, level)
            return
        measure = {
            Level.SENTENCE: _measure_sentences,
            Level.ARTICLE: _measure_articles,
            Level.VOICE: _measure_voices,
            Level.COREFERENCE: _measure_coreference,
            Level.PORTRAYAL: _measure_portrayal,
        }
        folder = model or _default_folder(recipe)
        metrics = measure[level](_load(folder), recipe, corpora, lambda: _compared_models(recipe, beside, runs))
        _record_and_show(folder, recipe, metrics)


@app.command()
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
        recipe = _recipe(config, seed=seed)
        home = runs / recipe.name
        run = best_run(home) if seed is None else home / f"seed-{seed}"
        folder = out or _default_folder(recipe)
        others = _compared_models(recipe, beside, runs)
        terminal.show(model_folder.export(recipe, run, corpora, folder, others=others), terminal.open_console())
        typer.echo(f"wrote {folder}")


@app.command()
def audit(
    config: ConfigOption,
    corpora: CorporaOption = Path("corpora"),
    runs: RunsOption = Path("runs"),
    model: ModelOption = None,
    beside: BesideOption = None,
    frozen: FrozenOption = False,
) -> None:
    """Audit a model folder: does it look at the target, is it fair to names, does it understand."""
    from stancekit_training.audit.audit import measure_audit
    from stancekit_training.audit.behavior import measure_behavior
    from stancekit_training.dataset.loading import load_sentences
    from stancekit_training.reporting.results import Metrics

    with errors_reported():
        recipe = Recipe.load(config)
        folder = model or _default_folder(recipe)
        served = _load(folder)
        if frozen:
            metrics = Metrics(frozen=measure_behavior(served, "frozen"))
        else:
            blind = _target_blind(_compared_models(recipe, beside, runs))
            dev = load_sentences(recipe, corpora, "dev")
            metrics = Metrics(audit=measure_audit(served, corpora, dev, target_blind=blind))
        _record_and_show(folder, recipe, metrics)


for _command in (*texts.COMMANDS, search, fetch, package):
    app.command()(_command)


@app.command()
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
        scores = measure_cross(_recipe(config, base=base), corpora, runs / f"{recipe.name}-cross")
        _record_and_show(model or _default_folder(recipe), recipe, Metrics(cross=scores))


def _recipe(config: Path, *, seed: int | None = None, base: str | None = None) -> Recipe:
    recipe = Recipe.load(config)
    seeds = recipe.seeds if seed is None else (seed,)
    return with_base(replace(recipe, seeds=seeds), base)


def _default_folder(recipe: Recipe) -> Path:
    return Path("models") / recipe.name


def _load(folder: Path) -> "Model":
    from stancekit import load

    return load(folder)


def _show_test(folder: Path, recipe: Recipe, corpora: Path, level: Level) -> None:
    """Print the scores on the test parts, by which nothing is chosen; the card is of development data."""
    from stancekit_training.dataset.loading import load_sentences
    from stancekit_training.errors import CorpusError
    from stancekit_training.evaluation.predictions import predict_corpora
    from stancekit_training.evaluation.sentences import measure_sentences
    from stancekit_training.reporting import terminal
    from stancekit_training.reporting.results import Metrics

    test = {name: sentences for name, sentences in load_sentences(recipe, corpora, "test").items() if sentences}
    if not test or level is not Level.SENTENCE:
        raise CorpusError("a test part is of sentences of your own corpora: give test, or a test_share above 0.")
    measured = measure_sentences(recipe.heads, predict_corpora(_load(folder), test), test, [])
    terminal.show(Metrics(scores=measured.scores), terminal.open_console(), part="test")


def _measure_sentences(model: "Model", recipe: Recipe, corpora: Path, others: "ComparedModels") -> "Metrics":
    from stancekit_training.dataset.loading import load_sentences
    from stancekit_training.evaluation.predictions import predict_corpora
    from stancekit_training.evaluation.sentences import measure_sentences
    from stancekit_training.reporting.results import Metrics

    dev = load_sentences(recipe, corpora, "dev")
    return Metrics.of_sentences(measure_sentences(recipe.heads, predict_corpora(model, dev), dev, others()))


def _measure_articles(model: "Model", recipe: Recipe, corpora: Path, others: "ComparedModels") -> "Metrics":
    from stancekit_training.evaluation.articles import measure_articles
    from stancekit_training.reporting.results import Metrics

    return Metrics(articles=measure_articles(model, corpora, target_blind=_target_blind(others())))


def _measure_voices(model: "Model", recipe: Recipe, corpora: Path, others: "ComparedModels") -> "Metrics":
    from stancekit_training.evaluation.voices import measure_voices
    from stancekit_training.reporting.results import Metrics

    return Metrics(voices=measure_voices(model, corpora))


def _measure_coreference(model: "Model", recipe: Recipe, corpora: Path, others: "ComparedModels") -> "Metrics":
    from stancekit_training.evaluation.coreference import measure_coreference
    from stancekit_training.reporting.results import Metrics

    return Metrics(coreference=measure_coreference(model, corpora))


def _measure_portrayal(model: "Model", recipe: Recipe, corpora: Path, others: "ComparedModels") -> "Metrics":
    from stancekit_training.audit.portrayal import measure_portrayal
    from stancekit_training.reporting.results import Metrics
    from stancekit_training.settings import PortrayalFit

    settings = recipe.portrayal or PortrayalFit()
    measured = measure_portrayal(model, settings, corpora, target_blind=_target_blind(others()))
    return Metrics(portrayal=measured)


def _compared_models(recipe: Recipe, configs: list[Path] | None, runs: Path) -> list["ComparedModel"]:
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


def _target_blind(models: list["ComparedModel"]) -> "Model | None":
    return next((other.model for other in models if other.target_blind), None)


def _record_and_show(folder: Path, recipe: Recipe, metrics: "Metrics") -> None:
    from stancekit_training.reporting import terminal
    from stancekit_training.reporting.record import record

    record(folder, recipe, metrics)
    terminal.show(metrics, terminal.open_console())
