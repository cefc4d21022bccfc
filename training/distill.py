"""A last round of training: one network learns what several say together (Hinton et al. 2015)."""

import logging
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import softmax

from stancekit.artifact import TOKENIZER
from stancekit.decoding import ACTOR_TRANSITIONS
from stancekit.encoding import SPECIAL, Encoder, Encoding
from stancekit.schema import ACTOR, HEADS
from stancekit.spans import FloatArray, IntArray, best_path, bio_to_spans
from training.config import Config, Distill
from training.dataset import Example, Mix, collate, encode
from training.item import Item
from training.network import StanceNetwork
from training.run import DEV_SCORES
from training.trainer import train_network

BATCH = 16  # sentences that the teachers read at once
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
    mix.add("unlabelled", list(answers(networks, unlabelled, encoder)))
    log.info("distilling on %s", mix.sizes)
    seed = config.seeds[0]
    torch.manual_seed(seed)
    network = StanceNetwork.from_pretrained(student)
    return train_network(network, mix, dev, recipe, seed, folder, resume=resume)


def answers(networks: Sequence[StanceNetwork], items: Sequence[Item], encoder: Encoder) -> Iterator[Example]:
    """Yield sentences labelled by the mean of several networks, shortest first.

    Targets are the names that the networks find together; sentences longer
    than the window are left out.
    """
    encoded = sorted(((encoder.encode(item.text), item) for item in items), key=lambda pair: len(pair[0].ids))
    encoded = [(encoding, item) for encoding, item in encoded if 0 < len(encoding.ids) <= encoder.room]
    for first in range(0, len(encoded), BATCH):
        batch = [(encoding, encode(item, encoder, {}, Counter())) for encoding, item in encoded[first : first + BATCH]]
        given = collate([example for _, example in batch])
        inputs = {name: given[name].to(networks[0].device) for name in ("input_ids", "attention_mask", "casing")}
        with torch.inference_mode():
            read = [network(**inputs).logits for network in networks]
        for row, (encoding, example) in enumerate(batch):
            tokens = len(example.window.ids)
            shared = {name: torch.stack([logits[name][row] for logits in read]).float().cpu() for name in read[0]}
            of_tokens = {name: logits[:, :tokens] for name, logits in shared.items() if HEADS[name].level == "token"}
            yield _answered(example, encoding, shared | of_tokens)


def _answered(example: Example, encoding: Encoding, logits: Mapping[str, torch.Tensor]) -> Example:
    """Put labels on a sentence: the mean of the networks' probabilities, of a stance that of their mean logits.

    Args:
        example: without labels.
        encoding: its tokens.
        logits: by head. *Shape:* (networks, labels) or (networks, tokens, labels)
    """
    shares = {name: softmax(values, dim=-1).mean(0).numpy() for name, values in logits.items()}
    starts = np.flatnonzero(encoding.word_starts)
    targets = example.targets
    if "actor" in shares:
        targets = _targets(np.log(shares["actor"][1 + starts]), starts, len(example.window.ids))
    found = {}
    for name, share in shares.items():
        if HEADS[name].level == "sentence":
            found[name] = share
        elif name == "stance":
            found[name] = softmax(torch.from_numpy(targets) @ logits[name].mean(0), dim=-1).numpy()  # (targets, 3)
        else:
            found[name] = np.zeros_like(share)
            found[name][1 + starts] = share[1 + starts]
    return replace(example, targets=targets, labels=found)


def _targets(tags: FloatArray, starts: IntArray, tokens: int) -> FloatArray:
    """Return the weights of the names in the logits of words' tags. *Shape:* (names, tokens)."""
    stops = [*starts[1:], tokens - SPECIAL]
    names = bio_to_spans([ACTOR[label] for label in best_path(tags, ACTOR_TRANSITIONS)]) if len(starts) else []
    weights = np.zeros((len(names), tokens), dtype=np.float32)
    for row, (first, stop, _) in zip(weights, names, strict=True):
        row[1 + starts[first] : 1 + stops[stop - 1]] = 1
    weights /= weights.sum(1, keepdims=True)
    return weights
