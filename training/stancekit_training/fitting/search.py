"""A search of hyperparameters by the development scores, with optuna through `Trainer.hyperparameter_search`."""

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import torch
from transformers import PrinterCallback, TrainingArguments

from stancekit.extras import install_commands
from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.loading import load_corpora, sentences_of
from stancekit_training.dataset.mixture import Mixture
from stancekit_training.errors import TrainingError
from stancekit_training.fitting.arguments import option_callbacks, training_arguments
from stancekit_training.fitting.initial_network import attach_states, build_network
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import save_tokenizer
from stancekit_training.fitting.trainer import StanceTrainer
from stancekit_training.recipe import Recipe
from stancekit_training.search_space import INTEGERS, Range, SearchSpace

ARGUMENTS: Mapping[str, str] = {  # of the Trainer, by hyperparameter; the others are in the network and its optimizer
    "epochs": "num_train_epochs",
    "batch_size": "per_device_train_batch_size",
    "learning_rate": "learning_rate",
    "weight_decay": "weight_decay",
    "warmup": "warmup_steps",
}
Sentences: TypeAlias = Mapping[str, Sequence[LabeledSentence]]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SearchResult:
    """The best trial: its mean development score and its hyperparameters."""

    score: float
    values: Mapping[str, float]


def search(recipe: Recipe, corpora: Path, out: Path, *, trials: int, seed: int) -> SearchResult:
    """Try hyperparameters, and return those with the best mean development score.

    Args:
        recipe: the recipe, with the search space.
        corpora: the folder that holds the public corpora.
        out: the folder for the trials; it is emptied first.
        trials: the number of trials.
        seed: the seed of the trials and their hyperparameters.

    Raises:
        TrainingError: optuna is missing, or there is no development sentence.
        CorpusError: see `dataset.loading.load_corpora`.
    """
    if find_spec("optuna") is None:
        raise TrainingError(f"a search needs optuna: {install_commands('search')}.")
    import optuna

    loaded = load_corpora(recipe, corpora)
    dev = recipe.chosen(sentences_of(loaded, "dev"))
    if not any(dev.values()):
        raise TrainingError("a search needs development sentences: give dev, or a dev_share above 0.")
    shutil.rmtree(out, ignore_errors=True)
    trainer = _trainer(recipe, sentences_of(loaded, "train"), dev, out, seed)
    best: Any = trainer.hyperparameter_search(
        trainer.suggest,
        compute_objective=lambda metrics: metrics["eval_mean"],
        n_trials=trials,
        direction="maximize",
        backend="optuna",
        sampler=optuna.samplers.TPESampler(seed=seed),
        pruner=optuna.pruners.NopPruner(),
    )
    return SearchResult(float(best.objective), best.hyperparameters)


def _trainer(recipe: Recipe, train: Sentences, dev: Sentences, out: Path, seed: int) -> "SearchTrainer":
    """Return the trainer of all trials, which share the tokens and the output of frozen layers."""
    save_tokenizer(recipe.base, out)
    tokenizer = SentenceTokenizer(out / TOKENIZER, window=recipe.window, stride=recipe.stride)
    mixture = Mixture(train, recipe, tokenizer)
    if recipe.fit.freeze:
        attach_states(build_network(recipe, tokenizer, mixture), mixture, recipe, out, range(len(mixture)))
    arguments = training_arguments(recipe, seed, out)
    arguments.set_save(strategy="no")
    trainer = SearchTrainer(lambda tried: build_network(tried, tokenizer, mixture), arguments, mixture, dev, recipe)
    trainer.remove_callback(PrinterCallback)  # standard output is for the result
    for callback in option_callbacks(recipe):
        trainer.add_callback(callback)
    return trainer


class SearchTrainer(StanceTrainer):
    """A StanceTrainer that makes a new network, with other hyperparameters, for each trial."""

    def __init__(
        self,
        build: Callable[[Recipe], StanceNetwork],
        arguments: TrainingArguments,
        mixture: Mixture,
        dev: Sentences,
        recipe: Recipe,
    ) -> None:
        """Prepare to search.

        Args:
            build: returns the network of a recipe.
            arguments: the arguments of the Trainer.
            mixture: training examples.
            dev: development sentences by corpus.
            recipe: gives the search space.
        """
        self._build, self._original = build, recipe
        super().__init__(None, arguments, mixture, dev, recipe)

    def suggest(self, trial: Any) -> dict[str, float]:
        """Choose the hyperparameters of a trial, and return those that are arguments of the Trainer."""
        values = {name: _suggested(trial, name, self._original.search) for name in self._original.search}
        self._recipe = replace(self._original, fit=replace(self._original.fit, **values))
        log.info("trial %d: %s", trial.number, values)
        return {ARGUMENTS[name]: value for name, value in values.items() if name in ARGUMENTS}

    def new_network(self, trial: Any) -> StanceNetwork:
        """Return the network that each trial starts from: the same, but for its dropout."""
        torch.manual_seed(0)
        self._network = self._build(self._recipe)
        return self._network


def _suggested(trial: Any, name: str, space: SearchSpace) -> Any:
    values = space[name]
    if not isinstance(values, Range):
        return trial.suggest_categorical(name, list(values))
    if name in INTEGERS:
        return trial.suggest_int(name, int(values.low), int(values.high), log=values.log)
    return trial.suggest_float(name, values.low, values.high, log=values.log)
