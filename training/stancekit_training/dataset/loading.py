"""The corpora of a config to items, nothing of which is in what measures them."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from stancekit_training.corpora import articles, own
from stancekit_training.corpora.overlap import without_overlap
from stancekit_training.corpora.registry import CORPORA
from stancekit_training.corpora.sentence import CorpusError, Item, Part, blinded
from stancekit_training.dataset.augmentation import versions
from stancekit_training.recipe import Config, Distill

log = logging.getLogger(__name__)


def read_items(config: Config, folder: Path, part: Part) -> dict[str, list[Item]]:
    """Read one part of every corpus of a config.

    Sentences that share eight words in a row with a development sentence of
    any corpus are left out of training. Twins with other names stand after
    all of a corpus's own sentences, see `training.swap.versions`.

    Raises:
        CorpusError: a file is missing or not in its format.
    """
    measured = {name: _load(config, name, folder, "dev") for name in config.corpora}
    if part == "dev":
        return measured
    forbidden = [item for items in measured.values() for item in items]
    kept = {}
    for name in config.trained_on:
        items = _load(config, name, folder, "train")
        kept[name] = without_overlap(items, forbidden)
        left_out = len(items) - len(kept[name])
        log.info("%s: %d training sentences, %d more left out as in development", name, len(kept[name]), left_out)
        kept[name] = versions(kept[name], config.corpora[name].swap, seed=0)
    if not any(kept.values()):
        raise CorpusError("no training sentence is left: all share eight words in a row with a development sentence.")
    return kept


def read_unlabelled(settings: Distill, folder: Path, measured: Mapping[str, Sequence[Item]]) -> list[Item]:
    """Draw the sentences to distil on, none of which shares eight words in a row with a measured one."""
    source = settings.articles
    items = _load_public(source, folder, "train") if source in CORPORA else articles.load(Path(source))
    kept = without_overlap(items, [item for given in measured.values() for item in given])
    drawn = np.random.default_rng(0).permutation(len(kept))[: settings.sentences]
    return [kept[index] for index in drawn]


def _load(config: Config, name: str, folder: Path, part: Part) -> list[Item]:
    source = config.corpora[name]
    if source.train is not None:
        path = source.train if part == "train" else source.dev
        items = own.load(path, name) if path else []
    else:
        items = _load_public(name, folder, part)
    return [blinded(item) for item in items] if config.target_blind else items


def _load_public(name: str, folder: Path, part: Part) -> list[Item]:
    try:
        return CORPORA[name].load(folder, part)
    except FileNotFoundError as error:
        address = CORPORA[name].address
        raise CorpusError(f"corpus {name}: {error.filename} is missing; get it from {address}.") from error
