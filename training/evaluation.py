"""A model against gold labels: what it answers, how good that is, and how sure one can be."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from stancekit.decoding import Reading
from stancekit.model import Model
from stancekit.schema import BIAS, HEADS, OPINION, STANCE
from stancekit.spans import FloatArray, IntArray
from stancekit.text import Text
from training.dataset import IGNORED, actor_labels
from training.item import Item
from training.metrics import Counts, confusions, macro_f1, resampled, span_f1, span_matches, weighted_f1


@dataclass
class Answers:
    """What a model says of the items of one corpus for one head.

    Attributes:
        gold: a label number, or for `actor` a set of spans, each.
        logits: *Shape:* (items, labels); for `actor` the spans found.
        sentences: index of the sentence that each belongs to, which is what a
            bootstrap resamples.
    """

    gold: list[Any] = field(default_factory=list)
    logits: list[Any] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def add(self, gold: Any, logits: Any, sentence: int) -> None:
        """Take in one answer."""
        self.gold.append(gold)
        self.logits.append(logits)
        self.sentences.append(sentence)

    @property
    def labels(self) -> IntArray:
        """Gold label numbers. *Shape:* (items,)."""
        return np.array(self.gold, dtype=np.int64)

    @property
    def scores(self) -> FloatArray:
        """Logits. *Shape:* (items, labels)."""
        return np.array(self.logits, dtype=np.float32)

    def predictions(self) -> list[Any]:
        """Return predicted label numbers, or the spans found."""
        return self.logits if self.logits and isinstance(self.logits[0], set) else self.scores.argmax(axis=1).tolist()


@dataclass(frozen=True)
class Metric:
    """How a head is scored: counts for each item, and a formula on their sum."""

    name: str
    counts: Callable[[Sequence[Any], Sequence[Any]], Counts]
    formula: Callable[[Counts], Counts]

    def __call__(self, gold: Sequence[Any], predictions: Sequence[Any]) -> float:
        """Score predictions."""
        return float(self.formula(self.counts(gold, predictions).sum(0)))


METRICS: Mapping[str, Metric] = {
    "opinion": Metric("macro-F1", confusions, macro_f1),
    "bias": Metric("weighted F1", confusions, weighted_f1),
    "stance": Metric("macro-F1", confusions, macro_f1),
    "actor": Metric("span F1", span_matches, span_f1),
}


def answer(model: Model, items: Sequence[Item]) -> dict[str, Answers]:
    """Let a model read items, each as one sentence, the targets' spans given.

    Returns:
        Answers by head, for the heads that the items carry labels of; beside
        the spans of `actor`, the tags that they are made of, as `tags`.
    """
    answers = {name: Answers() for name in (*HEADS, "tags")}
    for index, (item, reading) in enumerate(_read(model, items)):
        if item.opinion and "opinion" in reading.logits:
            answers["opinion"].add(OPINION.index(item.opinion), reading.logits["opinion"], index)
        if item.bias and "bias" in reading.logits:
            answers["bias"].add(BIAS.index(item.bias), reading.logits["bias"], index)
        for target in item.targets if "stance" in reading.logits else ():
            start, end = target.spans[0]
            answers["stance"].add(STANCE.index(target.stance), reading.mention_logits(start, end), index)
        if item.actors is not None and "actor" in reading.logits:
            answers["actor"].add(set(item.actors), set(reading.actor_spans()), index)
            labels = actor_labels(item, reading.encoding, len(reading.encoding.ids), Counter())[1:-1]
            for position in np.flatnonzero(labels != IGNORED):
                answers["tags"].add(int(labels[position]), reading.logits["actor"][position], index)
    return {name: given for name, given in answers.items() if given.gold}


def _read(model: Model, items: Sequence[Item]) -> Iterator[tuple[Item, Reading]]:
    with ThreadPoolExecutor(model.threads) as readers:
        texts = (Text(item.text, split=False) for item in items)
        for item, (reading,) in zip(items, readers.map(model.read, texts), strict=True):
            yield item, reading


def pooled(answers: Mapping[str, Mapping[str, Answers]], head: str) -> Answers:
    """Put the answers of all corpora for one head together."""
    everything = Answers()
    first = 0
    for corpus in answers.values():
        given = corpus.get(head, Answers())
        for gold, logits, sentence in zip(given.gold, given.logits, given.sentences, strict=True):
            everything.add(gold, logits, first + sentence)
        first += max(given.sentences, default=-1) + 1
    return everything


def labels_of(head: str) -> str:
    """Name the answers that hold a head's labels one by one: of actors the tags, not the spans."""
    return "tags" if head == "actor" else head


@dataclass(frozen=True)
class Score:
    """One figure with its 95 % interval."""

    corpus: str
    head: str
    metric: str
    value: float
    low: float
    high: float
    count: int


def score(corpus: str, head: str, answers: Answers) -> Score:
    """Score answers by the head's metric; the interval is a percentile bootstrap over sentences."""
    metric = METRICS[head]
    counts = metric.counts(answers.gold, answers.predictions())
    low, high = np.quantile(metric.formula(resampled(counts, answers.sentences)), (0.025, 0.975))
    value = float(metric.formula(counts.sum(0)))
    return Score(corpus, head, metric.name, value, float(low), float(high), len(answers.gold))
