"""Fitting portrayals on whole articles, on a fitted network that stays as it is."""

import logging
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from stancekit.analysis.portrayal.evidence import VECTOR_SIZE
from stancekit.analysis.portrayal.portrayals import label_numbers
from stancekit.labels import STANCE
from stancekit.network.manifest import PortrayalSettings
from stancekit.network.tagging import FloatArray, IntArray, softmax
from stancekit_training.corpora.article import LabeledArticle
from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.dataset.portrayal_file import load_examples, save_examples
from stancekit_training.evaluation.calibration import fit_temperature
from stancekit_training.evaluation.counts import confusions, macro_f1
from stancekit_training.fitting.article_evidence import ArticleReader, fit_projection
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.portrayal_network import PortrayalNetwork
from stancekit_training.fitting.portrayal_scorer import CERTAINLY_NEUTRAL, cross_score, fit_scorer
from stancekit_training.recipe import Recipe
from stancekit_training.settings import PortrayalFit

WEIGHTS = "portrayal.safetensors"
PROJECTION = "portrayal-projection.safetensors"
FEW = 160  # articles that determine the projection
GRID = [number / 100 for number in range(10, 61, 2)]  # thresholds to try
SETTINGS = ("temperature", "against", "favor")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FittedPortrayal:
    """The portrayals of a run.

    Attributes:
        projection: maps hidden states to portrayal vectors.
        scorer: the scorer, in evaluation mode.
        settings: fitted on cross-fitted predictions; without a graph.
    """

    projection: nn.Linear
    scorer: PortrayalNetwork
    settings: PortrayalSettings


def fit_portrayal(recipe: Recipe, settings: PortrayalFit, run: Path, corpora: Path, *, resume: bool = False) -> Path:
    """Fit the projection and the scorer of portrayals, and save them in the run.

    Args:
        recipe: the recipe of the run.
        settings: the settings of this fit.
        run: a finished run.
        corpora: the folder that holds the corpora.
        resume: whether to keep what an earlier fit has read of the articles,
            by which another penalty is tried in seconds.

    Returns:
        The file with the weights.
    """
    articles = {name: ARTICLE_CORPORA[name].load(corpora) for name in settings.corpora}
    files = {name: run / f"portrayal-{name}.npz" for name in articles}
    read = {name: load_examples(file) if resume else None for name, file in files.items()}
    is_known = resume and (run / PROJECTION).exists()
    if not is_known or None in read.values():
        reader = ArticleReader(recipe, run, corpora)
        if not is_known:
            save_file(fit_projection(reader, _few(articles)).state_dict(), run / PROJECTION)
            read = dict.fromkeys(read)
        reader.project(_projection(run))
        for name, file in files.items():
            if read[name] is None:
                read[name] = found = reader.examples(articles[name])
                save_examples(found, file)
    examples = [example for corpus in read.values() for example in corpus or ()]
    log.info("portrayals: %d actors in %d articles", len(examples), sum(map(len, articles.values())))
    scorer = fit_scorer(examples, settings)
    chosen = [row for row, example in enumerate(examples) if example.corpus == settings.definition]
    labels = np.array([examples[row].label for row in chosen], dtype=np.int64)
    fitted = fit_settings(cross_score(examples, settings)[chosen], labels)
    log.info("portrayals: %s", fitted)
    return _save(FittedPortrayal(_projection(run), scorer, fitted), run)


def _few(articles: dict[str, list[LabeledArticle]]) -> list[LabeledArticle]:
    """Return some articles, spread evenly over the corpora."""
    every = [article for corpus in articles.values() for article in corpus]
    return every[:: max(1, len(every) // FEW)]


def fit_settings(logits: FloatArray, labels: IntArray) -> PortrayalSettings:
    """Return the temperature, and the thresholds with the best macro-F1.

    Actors without a mention that counts have no portrayal in a document, and do not count here.

    Args:
        logits: the logits of articles that the scorer has not seen. *Shape:* (actors, labels)
        labels: *shape* (actors,)
    """
    is_seen = (logits != np.array(CERTAINLY_NEUTRAL)).any(axis=1)
    logits, labels = logits[is_seen], labels[is_seen]
    temperature = fit_temperature(logits, labels)
    probabilities = softmax(logits, temperature)
    settings = PortrayalSettings("", temperature)
    tried = [replace(settings, against=against, favor=favor) for against, favor in product(GRID, GRID)]
    return max(tried, key=lambda one: _macro_f1(labels, label_numbers(probabilities, one)))


def _macro_f1(labels: IntArray, predicted: IntArray) -> float:
    return float(macro_f1(confusions(labels.tolist(), predicted.tolist(), labels=len(STANCE)).sum(0)))


def _save(fitted: FittedPortrayal, run: Path) -> Path:
    tensors = {f"projection.{name}": value for name, value in fitted.projection.state_dict().items()}
    tensors |= {f"scorer.{name}": value for name, value in fitted.scorer.state_dict().items()}
    tensors |= {name: torch.tensor(getattr(fitted.settings, name), dtype=torch.float64) for name in SETTINGS}
    save_file(tensors, run / WEIGHTS)
    return run / WEIGHTS


def load_portrayal(run: Path) -> FittedPortrayal | None:
    """Load the portrayals of a run, None if it has none."""
    if not (run / WEIGHTS).exists():
        return None
    weights = load_file(run / WEIGHTS)
    scorer = PortrayalNetwork()
    scorer.load_state_dict(
        {name.removeprefix("scorer."): value for name, value in weights.items() if "scorer." in name}
    )
    settings = PortrayalSettings("", *(round(float(weights[name]), 6) for name in SETTINGS))
    return FittedPortrayal(_linear(weights, "projection."), scorer.eval(), settings)


def with_portrayal(network: StanceNetwork, run: Path) -> StanceNetwork:
    """Add the head of portrayals that a run has, if any, to its network."""
    fitted = load_portrayal(run)
    if fitted is not None:
        network.add_portrayal(fitted.projection)
    return network


def _projection(run: Path) -> nn.Linear:
    return _linear(load_file(run / PROJECTION), "")


def _linear(weights: dict[str, torch.Tensor], prefix: str) -> nn.Linear:
    weight = weights[f"{prefix}weight"]
    linear = nn.Linear(weight.shape[1], VECTOR_SIZE)
    linear.load_state_dict({"weight": weight, "bias": weights[f"{prefix}bias"]})
    return linear.eval()
