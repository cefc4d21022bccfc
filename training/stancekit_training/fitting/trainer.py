"""`transformers.Trainer` for a mix of corpora, measured as users will read."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch.utils.data import Sampler
from transformers import Trainer, TrainingArguments

from stancekit.model import Model
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.examples import Mix, MixSampler, collate
from stancekit_training.evaluation.sentences import METRICS, answer, head_of
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import keep, serve
from stancekit_training.recipe import Config


class StanceTrainer(Trainer):
    """A Trainer that draws the mix, gives new heads their own learning rate, and measures as users do."""

    def __init__(
        self,
        network: StanceNetwork,
        arguments: TrainingArguments,
        mix: Mix,
        dev: Mapping[str, Sequence[Item]],
        config: Config,
    ) -> None:
        """Take the network, the training mix and the development items."""
        super().__init__(model=network, args=arguments, train_dataset=mix, eval_dataset=mix, data_collator=collate)
        self._dev, self._config, self._mix = dev, config, mix

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler[int]:
        return MixSampler(self._mix, batch_size=self.args.per_device_train_batch_size, seed=self.args.seed)

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """Build AdamW with two learning rates, weight decay on matrices alone."""
        settings = self._config.fit
        groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
        for name, parameter in self.model.named_parameters():
            groups.setdefault((name.startswith("heads."), parameter.ndim > 1), []).append(parameter)
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
        """Score the development items through `stancekit.Model`; see `dev_scores`."""
        self.model.eval()
        scores = dev_scores(serve(self.model, self._config, Path(self.args.output_dir)), self._dev)
        self.model.train()
        reported = {f"{metric_key_prefix}_{name}": value for name, value in scores.items()}
        self.log(reported)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, reported)
        return reported


def dev_scores(model: Model, dev: Mapping[str, Sequence[Item]]) -> dict[str, float]:
    """Score development items, as `metric/corpus`.

    `mean`, which chooses the best epoch and the best seed, is over heads, of
    the mean of each head's scores on the corpora that label it.
    """
    scores: dict[str, dict[str, float]] = {}
    for corpus, items in dev.items():
        answers = answer(model, items)
        for name in (name for name in METRICS if name in answers):
            given = answers[name]
            scores.setdefault(head_of(name), {})[f"{name}/{corpus}"] = METRICS[name](given.gold, given.predictions())
    flat = {name: value for row in scores.values() for name, value in row.items()}
    return {**flat, "mean": fmean(fmean(row.values()) for row in scores.values()) if scores else 0.0}


def train_network(
    network: StanceNetwork,
    mix: Mix,
    dev: Mapping[str, Sequence[Item]],
    config: Config,
    seed: int,
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Train a network on a mix, and save it in a folder that holds the tokenizer already.

    What is saved is the epoch that scores best on the development items; without any, the last.
    """
    began = time.monotonic()
    trainer = StanceTrainer(network, _arguments(config, seed, folder, chooses=any(dev.values())), mix, dev, config)
    trainer.train(resume_from_checkpoint=_last_checkpoint(folder) if resume else None)
    trainer.save_model(str(folder))
    scores = {name.removeprefix("eval_"): value for name, value in trainer.evaluate().items()}
    return keep(folder, {**scores, "minutes": round((time.monotonic() - began) / 60, 1)})


def _last_checkpoint(folder: Path) -> str | None:
    found = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    return str(found[-1]) if found else None


def _arguments(config: Config, seed: int, folder: Path, *, chooses: bool) -> TrainingArguments:
    settings = config.fit
    return TrainingArguments(
        output_dir=str(folder),
        seed=seed,
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        learning_rate=settings.learning_rate,
        weight_decay=settings.weight_decay,
        warmup_steps=settings.warmup,
        lr_scheduler_type="linear",
        bf16=computes_bf16() if settings.bf16 is None else settings.bf16,
        use_cpu=not torch.cuda.is_available(),
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=2,
        load_best_model_at_end=chooses,
        metric_for_best_model="eval_mean",
        greater_is_better=True,
        logging_steps=50,
        remove_unused_columns=False,
        dataloader_pin_memory=torch.cuda.is_available(),
        report_to=[],
        disable_tqdm=True,
    )


def computes_bf16() -> bool:
    """Tell whether the hardware computes in bfloat16, instead of imitating it many times slower."""
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported(including_emulation=False)
    capabilities = getattr(torch.cpu, "get_capabilities", dict)()  # as of PyTorch 2.10
    return any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16"))
