"""The corpora of a recipe as datasets, with no development sentence among the training sentences."""

import logging
from collections.abc import Collection
from pathlib import Path

import numpy as np
from datasets import Dataset, DatasetDict, concatenate_datasets

from stancekit_training.corpora import custom, unlabeled
from stancekit_training.corpora.features import to_dataset, to_sentences
from stancekit_training.corpora.overlap import without_overlap
from stancekit_training.corpora.registry import CORPORA
from stancekit_training.corpora.sentence import LabeledSentence, Part, Split, hide_targets
from stancekit_training.dataset.augmentation import with_swapped_names
from stancekit_training.errors import CorpusError
from stancekit_training.recipe import Recipe
from stancekit_training.settings import DistillationSettings

log = logging.getLogger(__name__)


def load_corpora(recipe: Recipe, folder: Path) -> dict[str, DatasetDict]:
    """Load every corpus of a recipe, with the features of `corpora.features`.

    Training sentences that overlap with a development sentence of any corpus
    are left out. After all training sentences of a corpus come their copies
    with other names, see `dataset.augmentation`.

    Args:
        recipe: lists the corpora.
        folder: holds the public corpora.

    Returns:
        By corpus, the split `dev`, the split `test` if it has one, and, if it
        trains, the split `train`. The datasets are in memory: nothing is written to a cache.

    Raises:
        CorpusError: a file is missing or not in its format, or no training sentence is left.
    """
    corpora = {name: DatasetDict(dev=_load_split(recipe, name, folder, "dev")) for name in recipe.corpora}
    for name, corpus in corpora.items():
        if len(test := _load_split(recipe, name, folder, "test")):
            corpus["test"] = test
    measured = {text for corpus in corpora.values() for split in corpus.values() for text in split["text"]}
    for name in recipe.trained_on:
        sentences = _load_split(recipe, name, folder, "train")
        kept = without_overlap(sentences, measured)
        left_out = len(sentences) - len(kept)
        log.info("%s: %d training sentences, %d left out for overlap with development", name, len(kept), left_out)
        corpora[name]["train"] = _augment(kept, recipe.corpora[name].swap)
    if not any(corpora[name]["train"] for name in recipe.trained_on):
        raise CorpusError("no training sentence is left: all overlap with development sentences by eight words.")
    return corpora


def load_sentences(recipe: Recipe, folder: Path, split: Part) -> dict[str, list[LabeledSentence]]:
    """Load one part of every corpus of a recipe as sentences; public corpora have no part `test`.

    Raises:
        CorpusError: see `load_corpora`.
    """
    if split != "train":
        return {name: _read_split(recipe, name, folder, split) for name in recipe.corpora}
    return sentences_of(load_corpora(recipe, folder), split)


def sentences_of(corpora: dict[str, DatasetDict], split: Part) -> dict[str, list[LabeledSentence]]:
    """Return one split of loaded corpora as sentences; a corpus without that split is left out."""
    return {name: to_sentences(corpus[split]) for name, corpus in corpora.items() if split in corpus}


def load_unlabeled(settings: DistillationSettings, folder: Path, measured: Collection[str]) -> list[LabeledSentence]:
    """Draw the sentences for distillation, none of which overlaps with a text on which the student is measured.

    Raises:
        CorpusError: a file is missing or not in its format.
    """
    drawn: dict[str, LabeledSentence] = {}
    for name, number in settings.sentences.items():
        sentences = _read_public(name, folder, "train") if name in CORPORA else unlabeled.load(Path(name))
        plain = [LabeledSentence(text, name) for text in dict.fromkeys(sentence.text for sentence in sentences)]
        kept = without_overlap(to_dataset(plain), measured).shuffle(generator=np.random.default_rng(0))
        for sentence in to_sentences(kept.select(range(min(number, len(kept))))):
            drawn.setdefault(sentence.text, sentence)
    return list(drawn.values())


def _augment(sentences: Dataset, copies: int) -> Dataset:
    if not copies:
        return sentences
    copied = with_swapped_names(to_sentences(sentences), copies, np.random.default_rng(0))
    return concatenate_datasets([sentences, to_dataset(copied)])


def _load_split(recipe: Recipe, name: str, folder: Path, split: Part) -> Dataset:
    return to_dataset(_read_split(recipe, name, folder, split))


def _read_split(recipe: Recipe, name: str, folder: Path, split: Part) -> list[LabeledSentence]:
    entry = recipe.corpora[name]
    if entry.is_own:
        sentences = custom.load_parts(entry, name).get(split, [])
    else:
        sentences = [] if split == "test" else _read_public(name, folder, split)
    return list(map(hide_targets, sentences)) if recipe.target_blind else sentences


def _read_public(name: str, folder: Path, split: Split) -> list[LabeledSentence]:
    try:
        return CORPORA[name].load(folder, split)
    except FileNotFoundError as error:
        raise CorpusError(
            f"corpus {name}: {error.filename} is missing; download it from {CORPORA[name].address}."
        ) from error
