"""Items to label arrays, and the mix of corpora that an epoch reads.

Text is read through `stancekit.encoding`, as the served model reads it.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import Dataset, Sampler

from stancekit.encoding import SPECIAL, Encoder, Encoding, Window
from stancekit.schema import ACTOR, BIAS, OPINION, STANCE
from stancekit.spans import FloatArray, IntArray, spans_to_bio, tokens_in
from training.config import Config, Distill
from training.corpora import CORPORA, articles, own
from training.item import CorpusError, Item, Part, blinded
from training.overlap import without_overlap

log = logging.getLogger(__name__)
IGNORED = -100  # a word without a tag


@dataclass(frozen=True)
class Example:
    """One encoded sentence, special tokens included; a label is a row of probabilities, all zero where there is none.

    Attributes:
        window: what the network reads.
        opinion, bias: *Shape:* (2,)
        targets: a row of weights for each target, summing to one over the
            tokens of its spans. *Shape:* (targets, tokens)
        stances: of each target. *Shape:* (targets, 3)
        actors: tag of the first token of each word. *Shape:* (tokens, tags)
    """

    window: Window
    opinion: FloatArray
    bias: FloatArray
    targets: FloatArray
    stances: FloatArray
    actors: FloatArray


def read_items(config: Config, folder: Path, part: Part) -> dict[str, list[Item]]:
    """Read one part of every corpus of a config.

    Sentences that share eight words in a row with a development sentence of
    any corpus are left out of training.

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


def encode(
    item: Item, encoder: Encoder, heads: Mapping[str, float], lost: Counter[str], *, smoothing: float = 0.0
) -> Example:
    """Turn an item into label arrays, counting in `lost` the labels that its first window cannot hold.

    Of each label, `smoothing` is spread over all that there are.
    """
    encoding = encoder.encode(item.text)
    length = min(len(encoding.ids), encoder.room)
    tokens = length + SPECIAL
    targets, stances = [], []
    for target in item.targets if "stance" in heads else ():
        weights = np.zeros(tokens, dtype=np.float32)
        for start, end in target.spans:
            first, stop = tokens_in(encoding.offsets[:length], start, end)
            weights[1 + first : 1 + stop] = 1
        if weights.any():
            targets.append(weights / weights.sum())
            stances.append(STANCE.index(target.stance))
        else:
            lost["target"] += 1
    tags = actor_labels(item, encoding, length, lost) if "actor" in heads else np.full(tokens, IGNORED)
    opinion = OPINION.index(item.opinion) if item.opinion and "opinion" in heads else IGNORED
    bias = BIAS.index(item.bias) if item.bias and "bias" in heads else IGNORED
    return Example(
        window=encoder.window(encoding, (0, length)),
        opinion=_smoothed([opinion], OPINION, smoothing)[0],
        bias=_smoothed([bias], BIAS, smoothing)[0],
        targets=np.array(targets, dtype=np.float32).reshape(-1, tokens),
        stances=_smoothed(stances, STANCE, smoothing),
        actors=_smoothed(tags, ACTOR, smoothing),
    )


def _smoothed(numbers: Sequence[int] | IntArray, labels: Sequence[str], smoothing: float) -> FloatArray:
    """Turn label numbers into rows of probabilities, IGNORED ones into zeros. *Shape:* (numbers, labels)."""
    rows = np.zeros((len(numbers), len(labels)), dtype=np.float32)
    for row, number in zip(rows, numbers, strict=True):
        if number != IGNORED:
            row[:] = smoothing / len(labels)
            row[number] += 1 - smoothing
    return rows


def actor_labels(item: Item, encoding: Encoding, length: int, lost: Counter[str]) -> IntArray:
    """Return the tag of each word's first token, between two special tokens. *Shape:* (length + 2,)."""
    labels = np.full(length + SPECIAL, IGNORED, dtype=np.int64)
    if item.actors is None:
        return labels
    starts = np.flatnonzero(encoding.word_starts[:length])
    if not len(starts):
        return labels
    stops = np.append(starts[1:], length)
    words = np.stack([encoding.offsets[starts, 0], encoding.offsets[stops - 1, 1]], axis=1)
    ranges = []
    for start, end, kind in item.actors:
        first, stop = tokens_in(words, start, end)
        if first == stop or words[first, 0] != start or words[stop - 1, 1] != end:
            lost["actor"] += 1
        if first < stop:
            ranges.append((first, stop, kind))
    labels[1 + starts] = [ACTOR.index(tag) for tag in spans_to_bio(ranges, len(starts))]
    return labels


class Mix(Dataset[Example]):
    """The training sentences of all corpora, one after the other.

    Attributes:
        sizes: sentences of each corpus.
        ratios: how often an epoch shows each of them.
        lost: labels that the window cannot hold, by sort.
    """

    def __init__(self, corpora: Mapping[str, Sequence[Item]], config: Config, encoder: Encoder) -> None:
        """Encode everything once."""
        self.lost: Counter[str] = Counter()
        self.sizes = {name: len(items) for name, items in corpora.items()}
        self.ratios = {name: config.corpora[name].ratio for name in corpora}
        smoothing = config.fit.label_smoothing
        self._examples = [
            encode(item, encoder, config.heads, self.lost, smoothing=smoothing)
            for items in corpora.values()
            for item in items
        ]

    def add(self, name: str, examples: Sequence[Example]) -> None:
        """Put in sentences that an epoch shows once each."""
        self._examples += examples
        self.sizes[name], self.ratios[name] = len(examples), 1.0

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self._examples)

    def __getitem__(self, index: int) -> Example:
        """Return one sentence."""
        return self._examples[index]


class MixSampler(Sampler[int]):
    """Draws an epoch: each corpus at its ratio, shuffled, then grouped by length within large pools.

    Sentences of a batch have similar lengths, so little is padded; batches
    still mix corpora.
    """

    def __init__(self, mix: Mix, *, batch_size: int, seed: int, pool: int = 64) -> None:
        """Remember what to draw from; `pool` batches are sorted together."""
        self._mix, self._batch, self._seed, self._pool = mix, batch_size, seed, pool
        self._epoch = 0
        self._lengths = [len(mix[index].window.ids) for index in range(len(mix))]

    def set_epoch(self, epoch: int) -> None:
        """Choose the epoch that is drawn next."""
        self._epoch = epoch

    def __len__(self) -> int:
        """Count the sentences of an epoch."""
        return sum(round(size * self._mix.ratios[name]) for name, size in self._mix.sizes.items())

    def __iter__(self) -> Iterator[int]:
        """Draw one epoch."""
        random = np.random.default_rng((self._seed, self._epoch))
        drawn: list[int] = []
        first = 0
        for name, size in self._mix.sizes.items():
            wanted = round(size * self._mix.ratios[name])
            whole, rest = divmod(wanted, size) if size else (0, 0)
            drawn += [first + index for index in range(size)] * whole
            drawn += (first + random.permutation(size)[:rest]).tolist()
            first += size
        order = random.permutation(drawn).tolist()
        batches: list[list[int]] = []
        width = self._batch * self._pool
        for start in range(0, len(order), width):
            pool = sorted(order[start : start + width], key=self._lengths.__getitem__)
            batches += [pool[at : at + self._batch] for at in range(0, len(pool), self._batch)]
        short = [batch for batch in batches if len(batch) < self._batch]
        full = [batch for batch in batches if len(batch) == self._batch]
        for position in random.permutation(len(full)).tolist():
            yield from full[position]
        for batch in short:
            yield from batch


def collate(examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Pad examples into the arguments of `StanceNetwork.forward`."""
    batch, tokens = len(examples), max(len(example.window.ids) for example in examples)
    targets = max(len(example.stances) for example in examples)
    ids = np.zeros((batch, tokens), dtype=np.int64)
    mask = np.zeros((batch, tokens), dtype=np.int64)
    casing = np.zeros((batch, tokens), dtype=np.int64)
    weights = np.zeros((batch, targets, tokens), dtype=np.float32)
    stances = np.zeros((batch, targets, len(STANCE)), dtype=np.float32)
    actors = np.zeros((batch, tokens, len(ACTOR)), dtype=np.float32)
    for row, example in enumerate(examples):
        length, count = len(example.window.ids), len(example.stances)
        ids[row, :length] = example.window.ids
        casing[row, :length] = example.window.casing
        mask[row, :length] = 1
        weights[row, :count, :length] = example.targets
        stances[row, :count] = example.stances
        actors[row, :length] = example.actors
    return {
        "input_ids": torch.from_numpy(ids),
        "attention_mask": torch.from_numpy(mask),
        "casing": torch.from_numpy(casing),
        "opinion_labels": torch.from_numpy(np.stack([example.opinion for example in examples])),
        "bias_labels": torch.from_numpy(np.stack([example.bias for example in examples])),
        "target_weights": torch.from_numpy(weights),
        "stance_labels": torch.from_numpy(stances),
        "actor_labels": torch.from_numpy(actors),
    }
