"""Fine-tuning: one fit for each seed, weight averaging, and distillation."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.loading import load_corpora, load_unlabeled, sentences_of
from stancekit_training.dataset.mixture import Mixture
from stancekit_training.evaluation.calibration import MIN_ITEMS
from stancekit_training.fitting.coreference import WEIGHTS as COREFERENCE
from stancekit_training.fitting.coreference import fit_coreference
from stancekit_training.fitting.distillation import DistillationData, distill
from stancekit_training.fitting.initial_network import attach_states, build_network
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.portrayal import WEIGHTS as PORTRAYAL
from stancekit_training.fitting.portrayal import fit_portrayal
from stancekit_training.fitting.runs import (
    DEV_SCORES,
    DISTILLED,
    MEAN,
    STUDENT,
    best_run,
    save_tokenizer,
    seed_runs,
    teaching_runs,
    write_dev_scores,
)
from stancekit_training.fitting.trainer import dev_scores, train_network
from stancekit_training.provenance import check_license
from stancekit_training.recipe import Recipe

log = logging.getLogger(__name__)


def fit(recipe: Recipe, corpora: Path, out: Path, *, resume: bool = False) -> Path:
    """Fit every seed of a recipe.

    Args:
        recipe: the recipe.
        corpora: the folder that holds the public corpora.
        out: the folder for the runs: `seed-N` for each seed, with the weights of the best
            epoch; with several seeds also `mean`, with their average weights,
            and `distilled` if the recipe has a distillation, with `student` beside it
            if it is the mean of two networks. The run to export also gets the weights of
            coreference and of portrayals.
        resume: whether to keep finished runs, and to continue an unfinished
            run from its last checkpoint.

    Returns:
        The run to export, see `runs.best_run`.

    Raises:
        CorpusError: see `dataset.loading.load_corpora`.
        FileNotFoundError: the teachers' recipe has a seed that is not fitted,
            or the recipe to start from has no finished fit.
        RecipeError: see `provenance.check_license`.
    """
    check_license(recipe)
    if not (resume and is_finished(recipe, out)):
        _fit_networks(recipe, corpora, out, resume=resume)
    best = best_run(out)
    if recipe.coreference and not (resume and (best / COREFERENCE).exists()):
        fit_coreference(recipe, recipe.coreference, best, corpora)
    if recipe.portrayal and not (resume and (best / PORTRAYAL).exists()):
        fit_portrayal(recipe, recipe.portrayal, best, corpora, resume=resume)
    return best


def is_finished(recipe: Recipe, out: Path) -> bool:
    """Return whether all networks of a recipe are fitted; what follows them needs none of the runs they start from."""
    seeds = seed_runs(recipe)
    last = [DISTILLED] if recipe.distill else [MEAN] if len(seeds) > 1 else []
    return all((out / name / DEV_SCORES).exists() for name in (*seeds, *last))


def _fit_networks(recipe: Recipe, corpora: Path, out: Path, *, resume: bool) -> None:
    """Fit the seeds, average them, and distill; see `fit`."""
    loaded = load_corpora(recipe, corpora)
    train, dev = sentences_of(loaded, "train"), sentences_of(loaded, "dev")
    chosen = recipe.chosen(dev)
    count = sum(map(len, chosen.values()))
    if count < MIN_ITEMS:
        log.warning("%d development sentences, fewer than %d: they choose an epoch by chance", count, MIN_ITEMS)
    settings = recipe.distill
    start = best_run(out.parent / Recipe.load(recipe.start).name) if recipe.start else None
    recipe = replace(recipe, base=str(start)) if start else recipe
    teachers = settings.teachers if settings else {}
    seeds = {run: heads for path, heads in teachers.items() for run in teaching_runs(Recipe.load(path), out.parent)}
    if not teachers:
        fitted = [fit_seed(recipe, seed, train, chosen, out / f"seed-{seed}", resume=resume) for seed in recipe.seeds]
        seeds, start = dict.fromkeys(fitted, tuple(recipe.heads)), None
    if len(seeds) > 1 and not start:
        start = average(recipe, list(seeds), chosen, out / MEAN)
    if settings and start:
        measured = [sentence.text for sentences in dev.values() for sentence in sentences]
        data = DistillationData(train, chosen, load_unlabeled(settings, corpora, measured))
        folder = out / (STUDENT if settings.average else DISTILLED)
        student = distill(recipe, settings, seeds, start, data, folder, resume=resume)
        if settings.average:
            average(recipe, [start, student], chosen, out / DISTILLED)


def fit_seed(
    recipe: Recipe,
    seed: int,
    train: Mapping[str, Sequence[LabeledSentence]],
    dev: Mapping[str, Sequence[LabeledSentence]],
    folder: Path,
    *,
    resume: bool = False,
) -> Path:
    """Fit one seed and save the epoch with the best mean of development scores.

    Args:
        recipe: the recipe.
        seed: orders the sentences.
        train: training sentences by corpus.
        dev: development sentences by corpus.
        folder: the folder for the run.
        resume: see `fit`.

    Returns:
        `folder`.
    """
    if resume and (folder / DEV_SCORES).exists():
        return folder
    save_tokenizer(recipe.base, folder)
    tokenizer = SentenceTokenizer(folder / TOKENIZER, window=recipe.window, stride=recipe.stride)
    mixture = Mixture(train, recipe, tokenizer)
    log.info("sentences: %s", mixture.sizes)
    if mixture.lost:
        log.info("labels beyond the window, which are lost: %s", dict(mixture.lost))
    torch.manual_seed(0)  # the same for every seed: weight averaging needs equal initial heads
    network = build_network(recipe, tokenizer, mixture)
    attach_states(network, mixture, recipe, folder.parent)  # for every seed
    return train_network(network, mixture, dev, recipe, seed, folder, resume=resume)


def average(recipe: Recipe, runs: Sequence[Path], dev: Mapping[str, Sequence[LabeledSentence]], out: Path) -> Path:
    """Save the average weights of several runs as a run, which is often better than each (Wortsman et al., ICML 2022).

    Weights that not all of them have in one shape, such as new heads and the intercepts of
    other corpora, are those of the last.

    Args:
        recipe: the recipe.
        runs: the runs of several seeds, or of a network before and after a round.
        dev: development sentences by corpus.
        out: the folder for the new run.

    Returns:
        `out`.
    """
    networks = [StanceNetwork.from_pretrained(run).eval() for run in runs]
    network, states = networks[-1], [network.state_dict() for network in networks]
    for name, weight in network.state_dict().items():
        row = [state[name] for state in states if name in state and state[name].shape == weight.shape]
        if len(row) == len(states):
            weight.copy_(torch.stack(row).mean(0))
    network.save_pretrained(out)
    shutil.copy(runs[-1] / TOKENIZER, out / TOKENIZER)
    return write_dev_scores(out, dev_scores(network, recipe, out, dev))
