"""Distillation: a student learns from teachers on unlabeled sentences (Hinton et al., 2015)."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.mixture import Mixture
from stancekit_training.fitting.initial_network import attach_states, build_network
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import is_bf16
from stancekit_training.fitting.runs import DEV_SCORES
from stancekit_training.fitting.teacher_labels import teacher_labels
from stancekit_training.fitting.teachers import Teacher, Teachers
from stancekit_training.fitting.trainer import train_network
from stancekit_training.recipe import Recipe
from stancekit_training.settings import DistillationSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DistillationData:
    """The sentences of a distillation.

    Attributes:
        train: labeled training sentences by corpus.
        dev: labeled development sentences by corpus.
        unlabeled: sentences for the teachers to label.
    """

    train: Mapping[str, Sequence[LabeledSentence]]
    dev: Mapping[str, Sequence[LabeledSentence]]
    unlabeled: Sequence[LabeledSentence]


def distill(
    recipe: Recipe,
    settings: DistillationSettings,
    teachers: Mapping[Path, Sequence[str]],
    student: Path,
    data: DistillationData,
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Train a student on labeled sentences and on those that the teachers label, and return the folder of its run.

    Args:
        recipe: the recipe of the student.
        settings: the settings of the distillation.
        teachers: runs whose networks are the teachers, each with the heads that it labels.
        student: the run whose network the student starts from.
        data: the sentences.
        folder: the folder for the new run.
        resume: whether to keep a run that is finished already, and to go on
            from the last checkpoint of one that is not.
    """
    if resume and (folder / DEV_SCORES).exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(student / TOKENIZER, folder / TOKENIZER)
    tokenizer = SentenceTokenizer(folder / TOKENIZER, window=recipe.window, stride=recipe.stride)
    recipe = _student_recipe(recipe, settings)
    mixture = Mixture(data.train, recipe, tokenizer)
    networks = [_teacher(run, heads, recipe) for run, heads in teachers.items()]
    labeling = Teachers(
        networks, tokenizer, recipe.head_settings, temperature=settings.temperature, bf16=is_bf16(recipe)
    )
    mixture.add("unlabeled", teacher_labels(labeling, data.unlabeled, copies=settings.swap, folder=folder))
    log.info("distilling on %s", mixture.sizes)
    seed = recipe.seeds[0]
    torch.manual_seed(seed)
    network = build_network(replace(recipe, base=str(student)), tokenizer, mixture)
    attach_states(network, mixture, recipe, folder.parent)
    return train_network(network, mixture, data.dev, recipe, seed, folder, resume=resume)


def _teacher(run: Path, heads: Sequence[str], recipe: Recipe) -> Teacher:
    """Return the network of a run as a teacher of the recipe's heads among its own."""
    return Teacher(
        StanceNetwork.from_pretrained(run).eval(),
        SentenceTokenizer(run / TOKENIZER, window=recipe.window, stride=recipe.stride),
        [head for head in heads if head in recipe.heads],
    )


def _student_recipe(recipe: Recipe, settings: DistillationSettings) -> Recipe:
    """Return the recipe with the epochs, learning rates and ratios of the distillation."""
    fit = replace(
        recipe.fit,
        epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        head_learning_rate=settings.head_learning_rate,
    )
    corpora = {name: replace(entry, ratio=entry.ratio * settings.labeled) for name, entry in recipe.corpora.items()}
    return replace(recipe, fit=fit, corpora=corpora)
