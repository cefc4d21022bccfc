"""`transformers.Trainer` for a mixture of corpora, scored through the served model."""

import json
import logging
import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Any, cast

import torch
from torch.utils.data import Sampler
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.batches import collate
from stancekit_training.dataset.mixture import Mixture, MixtureSampler
from stancekit_training.evaluation.metrics import METRICS, head_of, load_metric
from stancekit_training.evaluation.predictions import predict
from stancekit_training.fitting.arguments import option_callbacks, training_arguments
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.fitting.runs import DEV_SCORES, WEIGHTS_FILES, dev_score, serve, write_dev_scores
from stancekit_training.recipe import Recipe

BEST = "best"  # a folder in a run: the network with the best development scores so far
log = logging.getLogger(__name__)


class StanceTrainer(Trainer):
    """A Trainer that samples the mixture, has a learning rate for the heads, and scores through `stancekit.Model`."""

    def __init__(
        self,
        network: StanceNetwork | None,
        arguments: TrainingArguments,
        mixture: Mixture,
        dev: Mapping[str, Sequence[LabeledSentence]],
        recipe: Recipe,
    ) -> None:
        """Prepare to train.

        Args:
            network: the network to train; None if `new_network` makes one.
            arguments: the arguments of the Trainer.
            mixture: training examples.
            dev: development sentences by corpus.
            recipe: gives the hyperparameters.
        """
        self._mixture, self._dev, self._recipe = mixture, dev, recipe
        self._best = Path(cast(str, arguments.output_dir)) / BEST
        super().__init__(
            model=network,
            model_init=self.new_network if network is None else None,
            args=arguments,
            train_dataset=mixture,
            eval_dataset=mixture,
            data_collator=collate,
        )
        if network is not None:
            self._network = network

    def new_network(self, trial: Any) -> StanceNetwork:
        """Return a network for a trial of a search of hyperparameters."""
        raise NotImplementedError

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler[int]:
        return MixtureSampler(self._mixture, batch_size=self.args.per_device_train_batch_size, seed=self.args.seed)

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """Build AdamW with two learning rates, and weight decay only for matrices."""
        settings = self._recipe.fit
        groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
        for name, parameter in self._network.named_parameters():
            if parameter.requires_grad:
                is_encoder = name.startswith("encoder.")
                groups.setdefault((not is_encoder, parameter.ndim > 1), []).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [
                {
                    "params": parameters,
                    "lr": settings.head_learning_rate if is_head else settings.learning_rate,
                    "weight_decay": settings.weight_decay if is_matrix else 0.0,
                }
                for (is_head, is_matrix), parameters in groups.items()
            ],
            fused=True,
        )
        return self.optimizer

    def evaluate(
        self, eval_dataset: Any = None, ignore_keys: Any = None, metric_key_prefix: str = "eval"
    ) -> dict[str, float]:
        """Score the development sentences, see `dev_scores`, and keep the network if it is the best so far."""
        folder = Path(cast(str, self.args.output_dir))
        self._network.eval()
        scores = dev_scores(self._network, self._recipe, folder, self._dev)
        self._network.train()
        reported = {f"{metric_key_prefix}_{name}": value for name, value in scores.items()}
        self.log(reported)
        is_best = not (self._best / DEV_SCORES).exists() or dev_score(self._best) < scores["mean"]
        if is_best or not any(self._dev.values()):
            self._network.save_pretrained(self._best)
            write_dev_scores(self._best, scores)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, reported)
        return reported


def dev_scores(
    network: StanceNetwork, recipe: Recipe, folder: Path, dev: Mapping[str, Sequence[LabeledSentence]]
) -> dict[str, float]:
    """Score a network on development sentences, as `stancekit.Model` serves it.

    Args:
        network: the network, in evaluation mode.
        recipe: its recipe.
        folder: holds its tokenizer.
        dev: sentences by corpus.

    Returns:
        Scores as `metric/corpus`, and `mean`, which chooses the best epoch and
        the best seed: the mean over heads of the mean of each head's scores.
    """
    scores: dict[str, dict[str, float]] = {}
    texts = (sentence.text for sentence in chain.from_iterable(dev.values()))
    model = serve(network, recipe, folder, sentences=texts, bf16=is_bf16(recipe))
    for corpus, sentences in dev.items():
        predictions = predict(model, sentences)
        for name in (name for name in METRICS if name in predictions):
            score = load_metric(name).score(predictions[name].gold, predictions[name].predictions)
            scores.setdefault(head_of(name), {})[f"{name}/{corpus}"] = score
    flat = {name: value for of_head in scores.values() for name, value in of_head.items()}
    return {**flat, "mean": fmean(fmean(of_head.values()) for of_head in scores.values()) if scores else 0.0}


def train_network(
    network: StanceNetwork,
    mixture: Mixture,
    dev: Mapping[str, Sequence[LabeledSentence]],
    recipe: Recipe,
    seed: int,
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Train a network and save the epoch with the best development scores, or the last without development sentences.

    Args:
        network: the network to train.
        mixture: training examples.
        dev: development sentences by corpus.
        recipe: gives the hyperparameters.
        seed: orders the examples.
        folder: the folder for the run; it holds the tokenizer already.
        resume: whether to continue from the last checkpoint in the folder.

    Returns:
        `folder`.
    """
    callbacks = option_callbacks(recipe)
    began = time.monotonic()
    if not resume:
        shutil.rmtree(folder / BEST, ignore_errors=True)
    trainer = StanceTrainer(network, training_arguments(recipe, seed, folder), mixture, dev, recipe)
    for callback in (ProgressLog(recipe.fit.batch_size * recipe.trainer.gradient_accumulation_steps), *callbacks):
        trainer.add_callback(callback)
    trainer.train(resume_from_checkpoint=_last_checkpoint(folder) if resume else None)
    best = folder / BEST
    for name in WEIGHTS_FILES:
        shutil.copy(best / name, folder / name)
    scores = json.loads((best / DEV_SCORES).read_text(encoding="utf-8"))
    return write_dev_scores(folder, {**scores, "minutes": round((time.monotonic() - began) / 60, 1)})


def _last_checkpoint(folder: Path) -> str | None:
    checkpoints = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    return str(checkpoints[-1]) if checkpoints else None


class ProgressLog(TrainerCallback):
    """Logs the loss, the speed, and the time at which the fit will be done."""

    def __init__(self, batch_size: int) -> None:
        """Prepare to log; `batch_size` is in sentences of a step."""
        self._batch_size = batch_size
        self._began, self._first = 0.0, 0

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Note where the fit starts, which is not at zero after a checkpoint."""
        self._began, self._first = time.monotonic(), state.global_step

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: Mapping[str, float] | None = None,
        **_: Any,
    ) -> None:
        """Log a line for a logged loss."""
        steps = state.global_step - self._first
        if steps and "loss" in (logs or {}):
            seconds = (time.monotonic() - self._began) / steps
            end = datetime.now() + timedelta(seconds=seconds * (state.max_steps - state.global_step))
            log.info(
                "step %d of %d, loss %.3f, %.0f sentences/s, done at %s",
                state.global_step,
                state.max_steps,
                float((logs or {})["loss"]),
                self._batch_size / seconds,
                end.strftime("%H:%M"),
            )
