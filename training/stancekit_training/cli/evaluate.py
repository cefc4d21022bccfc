"""`stancekit train evaluate`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from stancekit_training.cli.models import compared_models, default_folder, record_and_show, target_blind_of
from stancekit_training.cli.options import (
    BesideOption,
    ConfigOption,
    CorporaOption,
    ModelOption,
    RunsOption,
    errors_reported,
)
from stancekit_training.recipe import Recipe

if TYPE_CHECKING:
    from stancekit.model import Model
    from stancekit_training.evaluation.sentences import ComparedModel
    from stancekit_training.reporting.results import Metrics

    ComparedModels: TypeAlias = Callable[[], list[ComparedModel]]


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
    from stancekit import load

    with errors_reported():
        recipe = Recipe.load(config)
        if part is MeasuredPart.TEST:
            _show_test(model or default_folder(recipe), recipe, corpora, level)
            return
        measure = {
            Level.SENTENCE: _measure_sentences,
            Level.ARTICLE: _measure_articles,
            Level.VOICE: _measure_voices,
            Level.COREFERENCE: _measure_coreference,
            Level.PORTRAYAL: _measure_portrayal,
        }
        folder = model or default_folder(recipe)
        metrics = measure[level](load(folder), recipe, corpora, lambda: compared_models(recipe, beside, runs))
        record_and_show(folder, recipe, metrics)


def _show_test(folder: Path, recipe: Recipe, corpora: Path, level: Level) -> None:
    """Print the scores on the test parts, by which nothing is chosen; the card is of development data."""
    from stancekit import load
    from stancekit_training.dataset.loading import load_sentences
    from stancekit_training.errors import CorpusError
    from stancekit_training.evaluation.predictions import predict_corpora
    from stancekit_training.evaluation.sentences import measure_sentences
    from stancekit_training.reporting import terminal
    from stancekit_training.reporting.results import Metrics

    test = {name: sentences for name, sentences in load_sentences(recipe, corpora, "test").items() if sentences}
    if not test or level is not Level.SENTENCE:
        raise CorpusError("a test part is of sentences of your own corpora: give test, or a test_share above 0.")
    measured = measure_sentences(recipe.heads, predict_corpora(load(folder), test), test, [])
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

    return Metrics(articles=measure_articles(model, corpora, target_blind=target_blind_of(others())))


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
    measured = measure_portrayal(model, settings, corpora, target_blind=target_blind_of(others()))
    return Metrics(portrayal=measured)
