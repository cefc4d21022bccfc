"""Fine-tuning: a fit for each seed, the mean of their weights, and a last round that distils them."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import Encoder
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.examples import Mix
from stancekit_training.dataset.loading import read_items, read_unlabelled
from stancekit_training.fitting.distillation import distill
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import (
    DEV_SCORES,
    DISTILLED,
    MEAN,
    best_run,
    finished_seeds,
    keep,
    save_tokenizer,
    serve,
)
from stancekit_training.fitting.trainer import dev_scores, train_network
from stancekit_training.recipe import Config

log = logging.getLogger(__name__)


def fit(config: Config, corpora: Path, out: Path, *, resume: bool = False) -> Path:
    """Fit every seed of a config.

    Args:
        config: the recipe.
        corpora: the folder that holds the corpora.
        out: gets a folder `seed-N` each, with the best epoch's weights; of
            several seeds also `mean`, with the mean of their weights, and
            `distilled` if the recipe says so.
        resume: keep what is finished there, and go on from the last checkpoint.

    Returns:
        The folder to export, see `training.run.best_run`.
    """
    train, dev = read_items(config, corpora, "train"), read_items(config, corpora, "dev")
    chosen = {name: items for name, items in dev.items() if config.corpora[name].choose}
    settings = config.distill
    if settings and settings.teachers:
        seeds = finished_seeds(Config.load(settings.teachers), out.parent)
    else:
        seeds = [fit_seed(config, seed, train, chosen, out / f"seed-{seed}", resume=resume) for seed in config.seeds]
    if len(seeds) > 1:
        mean = average(config, seeds, chosen, out / MEAN)
        if settings:
            texts = read_unlabelled(settings, corpora, dev)
            distill(config, settings, seeds, mean, train, chosen, texts, out / DISTILLED, resume=resume)
    return best_run(out)


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
    save_tokenizer(config.base, folder)
    mix = Mix(train, config, Encoder(folder / TOKENIZER, window=config.window, stride=config.stride))
    log.info("sentences %s, labels lost to the window %s", mix.sizes, dict(mix.lost))
    torch.manual_seed(0)  # of every seed: heads that begin alike can be averaged
    network = StanceNetwork.from_base(config.base, dict(config.heads), dropout=config.fit.dropout)
    return train_network(network, mix, dev, config, seed, folder, resume=resume)


def average(config: Config, folders: Sequence[Path], dev: Mapping[str, Sequence[Item]], out: Path) -> Path:
    """Save the mean of the weights of several seeds, which often does better than each (Wortsman et al., ICML 2022)."""
    network = StanceNetwork.from_pretrained(folders[0]).eval()
    weights = [StanceNetwork.from_pretrained(folder).state_dict() for folder in folders]
    network.load_state_dict({name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]})
    network.save_pretrained(out)
    shutil.copy(folders[0] / TOKENIZER, out / TOKENIZER)
    return keep(out, dev_scores(serve(network, config, out), dev))
