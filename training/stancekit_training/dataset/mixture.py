"""The mixture of corpora for training, and the sampler of its epochs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from torch.utils.data import Dataset, Sampler

from stancekit.network.tokenization import SentenceTokenizer, Window
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.examples import Example, HalfArray, encode
from stancekit_training.recipe import Recipe


class States(Protocol):
    """The output of the frozen layers for examples, see `fitting.hidden_states`."""

    def __getitem__(self, row: int) -> HalfArray:
        """Return the states of one example, (tokens, width)."""
        ...


class Mixture(Dataset[Example]):
    """The training sentences of all corpora, one corpus after the other.

    Attributes:
        sizes: the number of sentences in each corpus, without their copies.
        versions: the number of versions of each sentence, itself included;
            see `dataset.augmentation`.
        ratios: how often an epoch shows each sentence, in any of its versions.
        lost: the number of labels that the tokens cannot represent, by head.
        intercepts: for each head with intercepts, the corpora that label it.
    """

    def __init__(
        self, corpora: Mapping[str, Sequence[LabeledSentence]], recipe: Recipe, tokenizer: SentenceTokenizer
    ) -> None:
        """Tokenize all sentences.

        Args:
            corpora: the sentences of each corpus; its copies of all sentences
                follow the sentences.
            recipe: gives the heads, ratios and numbers of copies.
            tokenizer: the tokenizer of the model.
        """
        self.lost: Counter[str] = Counter()
        self.versions = {name: 1 + recipe.corpora[name].swap for name in corpora}
        self.sizes = {name: len(sentences) // self.versions[name] for name, sentences in corpora.items()}
        self.ratios = {name: recipe.corpora[name].ratio for name in corpora}
        smoothing = recipe.fit.label_smoothing
        self.intercepts: dict[str, list[str]] = {head: [] for head in recipe.intercepts}
        self._hidden: States | None = None
        self._rows: dict[int, int] = {}  # of the states, by index of the example
        self._examples: list[Example] = []
        for name, sentences in corpora.items():
            examples = [
                encode(sentence, tokenizer, recipe.heads, self.lost, smoothing=smoothing) for sentence in sentences
            ]
            self._examples += self._with_intercepts(name, examples)

    def _with_intercepts(self, name: str, examples: Sequence[Example]) -> list[Example]:
        """Number the corpus among those that label a head with intercepts."""
        numbers = {}
        for head, corpora in self.intercepts.items():
            if any(example.labels[head].any() for example in examples):
                numbers[head] = len(corpora)
                corpora.append(name)
        return [replace(example, intercepts=numbers) for example in examples]

    @property
    def windows(self) -> list[Window]:
        """The input of the network for every example."""
        return [example.window for example in self._examples]

    def attach(self, hidden: States, indices: Iterable[int]) -> None:
        """Attach the output of the frozen layers to the examples of these indices, in their order."""
        self._hidden, self._rows = hidden, {index: row for row, index in enumerate(indices)}

    def add(self, name: str, examples: Sequence[Example]) -> None:
        """Add examples as a corpus, which an epoch shows once."""
        self._examples += examples
        self.sizes[name], self.versions[name], self.ratios[name] = len(examples), 1, 1.0

    def __len__(self) -> int:
        """Return the number of examples."""
        return len(self._examples)

    def __getitem__(self, index: int) -> Example:
        """Return one example."""
        example = self._examples[index]
        return example if self._hidden is None else replace(example, hidden=self._hidden[self._rows[index]])


class MixtureSampler(Sampler[int]):
    """Samples an epoch: each corpus at its ratio, shuffled, then grouped by length within large pools.

    The sentences of a batch have similar lengths, so there is little padding;
    batches still mix corpora. `datasets.interleave_datasets` cannot replace
    it: it draws a corpus by probability for each row until one or all are
    exhausted, so it shows no corpus exactly 1.5 times, knows no versions of a
    sentence, and does not group its rows by length.
    """

    def __init__(self, mixture: Mixture, *, batch_size: int, seed: int, pool: int = 64) -> None:
        """Prepare to sample.

        Args:
            mixture: the examples.
            batch_size: the number of examples in a batch.
            seed: determines the sample, with the number of the epoch.
            pool: the number of batches that are sorted together.
        """
        self._mixture, self._batch, self._seed, self._pool = mixture, batch_size, seed, pool
        self._epoch = 0
        self._lengths = [len(window.ids) for window in mixture.windows]

    def set_epoch(self, epoch: int) -> None:
        """Set the number of the epoch to sample next."""
        self._epoch = epoch

    def __len__(self) -> int:
        """Return the number of examples in an epoch."""
        return sum(map(self._count, self._mixture.sizes))

    def __iter__(self) -> Iterator[int]:
        """Yield the indices of one epoch, batch by batch."""
        random = np.random.default_rng((self._seed, self._epoch))
        batches = self._batches(random.permutation(self._sample(random)).tolist())
        full = [batch for batch in batches if len(batch) == self._batch]
        short = [batch for batch in batches if len(batch) < self._batch]
        for position in random.permutation(len(full)).tolist():
            yield from full[position]
        for batch in short:
            yield from batch

    def _count(self, name: str) -> int:
        """Return how many sentences of a corpus an epoch shows."""
        return round(self._mixture.sizes[name] * self._mixture.ratios[name])

    def _sample(self, random: np.random.Generator) -> list[int]:
        """Sample each corpus at its ratio, and a version of each sentence."""
        indices: list[int] = []
        first = 0
        for name, size in self._mixture.sizes.items():
            repeats, rest = divmod(self._count(name), size) if size else (0, 0)
            sentences = np.concatenate([np.tile(np.arange(size), repeats), random.permutation(size)[:rest]])
            version = random.integers(self._mixture.versions[name], size=len(sentences))
            indices += (first + sentences + size * version).tolist()
            first += size * self._mixture.versions[name]
        return indices

    def _batches(self, order: list[int]) -> list[list[int]]:
        """Group indices into batches of similar lengths."""
        batches: list[list[int]] = []
        width = self._batch * self._pool
        for start in range(0, len(order), width):
            pool = sorted(order[start : start + width], key=self._lengths.__getitem__)
            batches += [pool[at : at + self._batch] for at in range(0, len(pool), self._batch)]
        return batches


def shown(mixture: Mixture, recipe: Recipe) -> list[int]:
    """Return the indices of the examples that the fits of a recipe show in any epoch, in order."""
    indices: set[int] = set()
    for seed in recipe.seeds:
        sampler = MixtureSampler(mixture, batch_size=recipe.fit.batch_size, seed=seed)
        for epoch in range(recipe.fit.epochs):
            sampler.set_epoch(epoch)
            indices.update(sampler)
    return sorted(indices)
