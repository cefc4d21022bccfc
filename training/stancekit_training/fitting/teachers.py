"""What several networks say together of sentences that nobody has labelled."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn.functional import softmax

from stancekit.labels import ACTOR, HEADS
from stancekit.network.decoding import ACTOR_TRANSITIONS
from stancekit.network.tagging import FloatArray, best_path, bio_to_spans
from stancekit.network.tokenization import SPECIAL, Encoder, Encoding
from stancekit_training.corpora.sentence import Item, Target
from stancekit_training.dataset.augmentation import renamed
from stancekit_training.dataset.examples import Example, collate, encode, word_offsets
from stancekit_training.fitting.network import StanceNetwork

BATCH = 16  # sentences that are read at once


@dataclass(frozen=True)
class Reading:
    """What several networks make of one sentence.

    Attributes:
        item: the sentence.
        encoding: its tokens.
        logits: by head. *Shape:* (networks, labels) or (networks, tokens, labels)
    """

    item: Item
    encoding: Encoding
    logits: Mapping[str, torch.Tensor]


def answers(
    networks: Sequence[StanceNetwork], items: Sequence[Item], encoder: Encoder, *, twins: int = 0
) -> Iterator[Example]:
    """Yield sentences labelled by the mean of several networks, shortest first, each with so many twins.

    Targets are the names that the networks find together. A stance is that of
    the mean of all networks' logits over a sentence and its twins with other
    names, the same for all of them. Sentences longer than the window are left out.
    """
    random = np.random.default_rng(0)
    lengths = {item.text: len(encoder.encode(item.text).ids) for item in items}
    kept = sorted((item for item in items if 0 < lengths[item.text] <= encoder.room), key=lambda it: lengths[it.text])
    for first in range(0, len(kept), BATCH):
        batch = [_with_names(reading) for reading in _read(networks, kept[first : first + BATCH], encoder)]
        others = [[renamed(reading.item, random) for _ in range(twins)] for reading in batch]
        fitting = [[it for it in row if it and len(encoder.encode(it.text).ids) <= encoder.room] for row in others]
        read = iter(_read(networks, [twin for row in fitting for twin in row], encoder))
        for reading, row in zip(batch, fitting, strict=True):
            yield from _answered([reading, *(next(read) for _ in row)], encoder)


def _read(networks: Sequence[StanceNetwork], items: Sequence[Item], encoder: Encoder) -> list[Reading]:
    """Let networks read sentences, all at once."""
    if not items:
        return []
    given = collate([encode(item, encoder, {}, Counter()) for item in items])
    inputs = {name: given[name].to(networks[0].device) for name in ("input_ids", "attention_mask", "casing")}
    with torch.inference_mode():
        read = [network(**inputs).logits for network in networks]
    shared = {name: torch.stack([logits[name] for logits in read], dim=1).float().cpu() for name in read[0]}
    return [
        Reading(item, encoder.encode(item.text), {name: logits[row] for name, logits in shared.items()})
        for row, item in enumerate(items)
    ]


def _with_names(reading: Reading) -> Reading:
    """Make targets of the names that the networks find together, by the best path through their tags."""
    starts = np.flatnonzero(reading.encoding.word_starts)
    if "actor" not in reading.logits or not len(starts):
        return reading
    tags = softmax(reading.logits["actor"], dim=-1).mean(0).log().numpy()[1 + starts]
    words = word_offsets(reading.encoding, starts, len(reading.encoding.ids))
    found = bio_to_spans([ACTOR[label] for label in best_path(tags, ACTOR_TRANSITIONS)])
    names = tuple((int(words[first, 0]), int(words[stop - 1, 1]), kind) for first, stop, kind in found)
    targets = tuple(Target((name[:2],), "neutral") for name in names)  # whatever their stance, it is replaced
    return replace(reading, item=replace(reading.item, targets=targets, actors=names))


def _answered(readings: Sequence[Reading], encoder: Encoder) -> Iterator[Example]:
    """Yield a sentence and its twins with what the networks say of each, and of stances over all of them."""
    examples = [encode(reading.item, encoder, {"stance": 1.0}, Counter()) for reading in readings]
    pairs = list(zip(examples, readings, strict=True))
    logits = [
        torch.from_numpy(example.targets) @ reading.logits["stance"][:, : len(example.window.ids)].mean(0)
        for example, reading in pairs
        if "stance" in reading.logits
    ]  # each (targets, 3)
    for example, reading in pairs:
        labels = {}
        for name, values in reading.logits.items():
            share = softmax(values, dim=-1).mean(0).numpy()
            labels[name] = share if HEADS[name].level == "sentence" else _on_words(share, reading.encoding)
        if logits:
            labels["stance"] = softmax(torch.stack(logits).mean(0), dim=-1).numpy()
        yield replace(example, labels=labels)


def _on_words(shares: FloatArray, encoding: Encoding) -> FloatArray:
    """Keep the labels of words' first tokens, without padding. *Shape:* (tokens, labels)."""
    starts = 1 + np.flatnonzero(encoding.word_starts)
    kept = np.zeros((len(encoding.ids) + SPECIAL, shares.shape[1]), dtype=np.float32)
    kept[starts] = shares[starts]
    return kept
