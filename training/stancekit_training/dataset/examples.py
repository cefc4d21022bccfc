"""Items to label arrays, and the mix of corpora that an epoch reads.

Text is read through `stancekit.encoding`, as the served model reads it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.utils.data import Dataset, Sampler

from stancekit.labels import BIAS, HEADS, OPINION, STANCE
from stancekit.network.tagging import FloatArray, IntArray, tokens_in
from stancekit.network.tokenization import SPECIAL, Encoder, Encoding, Window
from stancekit_training.corpora.sentence import Item
from stancekit_training.recipe import Config

IGNORED = -100  # a word without a tag


@dataclass(frozen=True)
class Example:
    """One encoded sentence, special tokens included; a label is a row of probabilities, all zero where there is none.

    Attributes:
        window: what the network reads.
        targets: a row of weights for each target of a stance, summing to one
            over the tokens of its spans. *Shape:* (targets, tokens)
        labels: by head. *Shape:* (labels,) of a sentence; (targets, 3) of
            `stance`; (tokens, labels) of other token heads, on the first
            token of each word.
    """

    window: Window
    targets: FloatArray
    labels: Mapping[str, FloatArray]


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
    labels: dict[str, IntArray] = {
        "opinion": np.array([OPINION.index(item.opinion) if item.opinion else IGNORED]),
        "bias": np.array([BIAS.index(item.bias) if item.bias else IGNORED]),
        "stance": np.array(stances, dtype=np.int64),
        **word_labels(item, encoding, length, lost, heads),
    }
    rows = {name: _smoothed(labels[name], HEADS[name].labels, smoothing) for name in heads}
    return Example(
        window=encoder.window(encoding, (0, length)),
        targets=np.array(targets, dtype=np.float32).reshape(-1, tokens),
        labels={name: row[0] if HEADS[name].level == "sentence" else row for name, row in rows.items()},
    )


def _smoothed(numbers: Sequence[int] | IntArray, labels: Sequence[str], smoothing: float) -> FloatArray:
    """Turn label numbers into rows of probabilities, IGNORED ones into zeros. *Shape:* (numbers, labels)."""
    rows = np.zeros((len(numbers), len(labels)), dtype=np.float32)
    for row, number in zip(rows, numbers, strict=True):
        if number != IGNORED:
            row[:] = smoothing / len(labels)
            row[number] += 1 - smoothing
    return rows


def word_labels(
    item: Item, encoding: Encoding, length: int, lost: Counter[str], heads: Iterable[str] = HEADS
) -> dict[str, IntArray]:
    """Return, for each head that marks words, the label of each word's first token, between two special tokens.

    *Shape of each:* (length + 2,).
    """
    starts = np.flatnonzero(encoding.word_starts[:length])
    words = word_offsets(encoding, starts, length)
    labels = {}
    for name, spans in item.marks.items():
        if name in heads:
            labels[name] = np.full(length + SPECIAL, IGNORED, dtype=np.int64)
            if spans is not None and len(starts):
                labels[name][1 + starts] = _marked(name, spans, words, lost)
    return labels


def word_offsets(encoding: Encoding, starts: IntArray, length: int) -> IntArray:
    """Return the characters of the words that open at some tokens. *Shape:* (words, 2)."""
    last = np.append(starts[1:], length)[: len(starts)] - 1
    return np.stack([encoding.offsets[starts, 0], encoding.offsets[last, 1]], axis=1)


def _marked(head: str, spans: Iterable[tuple[int, int, str]], words: IntArray, lost: Counter[str]) -> IntArray:
    """Return the label of each word, counting the spans that the words cannot hold.

    A word that two spans claim belongs to the first of them.
    """
    labels = HEADS[head].labels
    numbers = np.zeros(len(words), dtype=np.int64)
    for start, end, kind in spans:
        first, stop = tokens_in(words, start, end)
        if first == stop or words[first, 0] != start or words[stop - 1, 1] != end:
            lost[head] += 1
        free = [word for word in range(first, stop) if not numbers[word]]
        for before, word in zip([-1, *free], free, strict=False):
            tag = kind if kind in labels else f"{'I' if 0 <= before == word - 1 else 'B'}-{kind}"
            numbers[word] = labels.index(tag)
    return numbers


class Mix(Dataset[Example]):
    """The training sentences of all corpora, one after the other.

    Attributes:
        sizes: sentences of each corpus, its twins with other names not counted.
        versions: how many stand there of each sentence, see `training.swap.versions`.
        ratios: how often an epoch shows each of them, in one version or another.
        lost: labels that the window cannot hold, by sort.
    """

    def __init__(self, corpora: Mapping[str, Sequence[Item]], config: Config, encoder: Encoder) -> None:
        """Encode everything once."""
        self.lost: Counter[str] = Counter()
        self.versions = {name: 1 + config.corpora[name].swap for name in corpora}
        self.sizes = {name: len(items) // self.versions[name] for name, items in corpora.items()}
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
        self.sizes[name], self.versions[name], self.ratios[name] = len(examples), 1, 1.0

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
            sentences = np.concatenate([np.tile(np.arange(size), whole), random.permutation(size)[:rest]])
            version = random.integers(self._mix.versions[name], size=len(sentences))
            drawn += (first + sentences + size * version).tolist()
            first += size * self._mix.versions[name]
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


def collate(examples: Sequence[Example]) -> dict[str, Any]:
    """Pad examples into the arguments of `StanceNetwork.forward`."""
    batch, tokens = len(examples), max(len(example.window.ids) for example in examples)
    targets = max(len(example.targets) for example in examples)
    ids = np.zeros((batch, tokens), dtype=np.int64)
    mask = np.zeros((batch, tokens), dtype=np.int64)
    casing = np.zeros((batch, tokens), dtype=np.int64)
    weights = np.zeros((batch, targets, tokens), dtype=np.float32)
    gold = {name: np.zeros((batch, *_room(name, targets, tokens)), dtype=np.float32) for name in examples[0].labels}
    for row, example in enumerate(examples):
        length, count = len(example.window.ids), len(example.targets)
        ids[row, :length] = example.window.ids
        casing[row, :length] = example.window.casing
        mask[row, :length] = 1
        weights[row, :count, :length] = example.targets
        for name, labels in example.labels.items():
            gold[name][(row, *map(slice, labels.shape))] = labels
    return {
        "input_ids": torch.from_numpy(ids),
        "attention_mask": torch.from_numpy(mask),
        "casing": torch.from_numpy(casing),
        "target_weights": torch.from_numpy(weights),
        "gold": {name: torch.from_numpy(labels) for name, labels in gold.items()},
    }


def _room(head: str, targets: int, tokens: int) -> tuple[int, ...]:
    """Return the shape of a head's labels in a batch, beyond the batch itself."""
    labels = len(HEADS[head].labels)
    if HEADS[head].level == "sentence":
        return (labels,)
    return (targets if head == "stance" else tokens, labels)
