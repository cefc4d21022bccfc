"""A last round of training: one network learns what several say together (Hinton et al. 2015)."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import Encoder
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.examples import Mix
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import DEV_SCORES
from stancekit_training.fitting.teachers import answers
from stancekit_training.fitting.trainer import train_network
from stancekit_training.recipe import Config, Distill

log = logging.getLogger(__name__)


def distill(
    config: Config,
    settings: Distill,
    teachers: Sequence[Path],
    student: Path,
    train: Mapping[str, Sequence[Item]],
    dev: Mapping[str, Sequence[Item]],
    unlabelled: Sequence[Item],
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Train a student for an epoch on labelled sentences and on what the teachers say of unlabelled ones.

    Args:
        config: the recipe of the teachers.
        settings: of this round.
        teachers: folders of fitted networks.
        student: folder of the network to start from.
        train: labelled items by corpus.
        dev: those that are measured.
        unlabelled: what to learn from the teachers.
        folder: gets the result.
        resume: keep it if it is finished.
    """
    if resume and (folder / DEV_SCORES).exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(student / TOKENIZER, folder / TOKENIZER)
    encoder = Encoder(folder / TOKENIZER, window=config.window, stride=config.stride)
    networks = [StanceNetwork.from_pretrained(teacher).eval() for teacher in teachers]
    rates = {"learning_rate": settings.learning_rate, "head_learning_rate": settings.head_learning_rate}
    fit = replace(config.fit, epochs=1, **rates)
    shown = {name: replace(one, ratio=one.ratio * settings.labelled) for name, one in config.corpora.items()}
    recipe = replace(config, fit=fit, corpora=shown)
    mix = Mix(train, recipe, encoder)
    mix.add("unlabelled", list(answers(networks, unlabelled, encoder, twins=settings.swap)))
    log.info("distilling on %s", mix.sizes)
    seed = config.seeds[0]
    torch.manual_seed(seed)
    network = StanceNetwork.from_pretrained(student)
    return train_network(network, mix, dev, recipe, seed, folder, resume=resume)
