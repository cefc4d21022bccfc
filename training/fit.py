"""Fine-tuning with `transformers.Trainer`: seeds, checkpoints, resume, the best epoch kept."""

import json
import logging
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch.utils.data import Sampler
from transformers import AutoTokenizer, Trainer, TrainingArguments

from stancekit.artifact import TOKENIZER, Artifact
from stancekit.encoding import Encoder
from stancekit.model import Model
from stancekit.schema import Manifest
from training.config import Config
from training.dataset import Mix, MixSampler, collate, read_items
from training.evaluation import METRICS, answer
from training.item import Item
from training.network import StanceNetwork, TorchRuntime

DEV_SCORES = "dev.json"
log = logging.getLogger(__name__)


def fit(config: Config, corpora: Path, out: Path, *, resume: bool = False) -> Path:
    """Fit every seed of a config.

    Args:
        config: the recipe.
        corpora: the folder that holds the corpora.
        out: gets a folder `seed-N` each, with the best epoch's weights, and
            `mean` with the mean of the weights of several seeds.
        resume: keep what is finished there, and go on from the last checkpoint.

    Returns:
        The folder that scores best.
    """
    train, dev = read_items(config, corpora, "train"), read_items(config, corpora, "dev")
    dev = {name: items for name, items in dev.items() if config.corpora[name].choose}
    folders = [fit_seed(config, seed, train, dev, out / f"seed-{seed}", resume=resume) for seed in config.seeds]
    if len(folders) > 1:
        folders.append(average(config, folders, dev, out / "mean"))
    return max(folders, key=dev_score)


def best_run(out: Path) -> Path:
    """Return what scores best in a folder of `fit`."""
    folders = [path.parent for path in sorted(out.glob(f"*/{DEV_SCORES}"))]
    if not folders:
        raise FileNotFoundError(f"{out} holds no finished fit: run `python -m training fit` first.")
    return max(folders, key=dev_score)


def dev_score(folder: Path) -> float:
    """Return the mean of the development scores of a finished fit."""
    return float(json.loads((folder / DEV_SCORES).read_text())["mean"])


def fit_seed(
    config: Config,
    seed: int,
    train: Mapping[str, Sequence[Item]],
    dev: Mapping[str, Sequence[Item]],
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Fit one seed and save the epoch with the best mean of development scores."""
    if resume and (folder / DEV_SCORES).exists():
        return folder
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    save_tokenizer(config.base, folder)
    encoder = Encoder(folder / TOKENIZER, window=config.window, stride=config.stride)
    mix = Mix(train, config, encoder)
    log.info("sentences %s, labels lost to the window %s", mix.sizes, dict(mix.lost))
    torch.manual_seed(seed)
    network = StanceNetwork.from_base(
        config.base, dict(config.heads), dropout=config.fit.dropout, label_smoothing=config.fit.label_smoothing
    )
    trainer = StanceTrainer(network, _arguments(config, seed, folder), mix, dev, config)
    trainer.train(resume_from_checkpoint=_last_checkpoint(folder) if resume else None)
    trainer.save_model(str(folder))
    scores = {name.removeprefix("eval_"): value for name, value in trainer.evaluate().items()}
    return _told(folder, {**scores, "minutes": round((time.monotonic() - began) / 60, 1)})


def average(config: Config, folders: Sequence[Path], dev: Mapping[str, Sequence[Item]], out: Path) -> Path:
    """Save the mean of the weights of several seeds, which often does better than each (Wortsman et al., ICML 2022)."""
    network = StanceNetwork.from_pretrained(folders[0]).eval()
    weights = [StanceNetwork.from_pretrained(folder).state_dict() for folder in folders]
    network.load_state_dict({name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]})
    network.save_pretrained(out)
    shutil.copy(folders[0] / TOKENIZER, out / TOKENIZER)
    return _told(out, dev_scores(_serve(network, config, out), dev))


def dev_scores(model: Model, dev: Mapping[str, Sequence[Item]]) -> dict[str, float]:
    """Score development items, as `head/corpus`.

    `mean`, which chooses the best epoch and the best seed, is over heads, of
    each head's mean over the corpora that label it.
    """
    scores: dict[str, dict[str, float]] = {}
    for corpus, items in dev.items():
        answers = answer(model, items)
        for head in (head for head in METRICS if head in answers):
            given = answers[head]
            scores.setdefault(head, {})[corpus] = METRICS[head](given.gold, given.predictions())
    flat = {f"{head}/{corpus}": value for head, row in scores.items() for corpus, value in row.items()}
    return {**flat, "mean": fmean(fmean(row.values()) for row in scores.values()) if scores else 0.0}


def _told(folder: Path, scores: Mapping[str, float]) -> Path:
    (folder / DEV_SCORES).write_text(json.dumps(scores, indent=2) + "\n")
    log.info("%s: %s", folder.name, scores)
    return folder


def save_tokenizer(base: str, folder: Path) -> None:
    """Save the base model's tokenizer without the padding and truncation that it may carry."""
    tokenizer = AutoTokenizer.from_pretrained(base).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER))


def load_run(config: Config, folder: Path) -> Model:
    """Serve a fitted network through `stancekit.Model`, in PyTorch and uncalibrated."""
    return _serve(StanceNetwork.from_pretrained(folder).eval(), config, folder)


def _serve(network: StanceNetwork, config: Config, folder: Path) -> Model:
    artifact = Artifact(folder, uncalibrated(config, graph="", files={}), digest="")
    return Model(artifact, threads=1, runtime=TorchRuntime(network))


def uncalibrated(config: Config, *, graph: str, files: dict[str, str]) -> Manifest:
    """Return the manifest of a model whose temperatures are not yet measured."""
    return Manifest(
        name=config.name,
        version=config.version,
        license=config.license,
        base=config.base,
        window=config.window,
        stride=config.stride,
        graph=graph,
        temperatures=dict.fromkeys(config.heads, 1.0),
        files=files,
    )


def _last_checkpoint(folder: Path) -> str | None:
    found = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    return str(found[-1]) if found else None


def _arguments(config: Config, seed: int, folder: Path) -> TrainingArguments:
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
        bf16=settings.bf16,
        use_cpu=not torch.cuda.is_available(),
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model="eval_mean",
        greater_is_better=True,
        logging_steps=50,
        remove_unused_columns=False,
        dataloader_pin_memory=torch.cuda.is_available(),
        report_to=[],
        disable_tqdm=True,
    )


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
        scores = dev_scores(_serve(self.model, self._config, Path(self.args.output_dir)), self._dev)
        self.model.train()
        reported = {f"{metric_key_prefix}_{name}": value for name, value in scores.items()}
        self.log(reported)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, reported)
        return reported
