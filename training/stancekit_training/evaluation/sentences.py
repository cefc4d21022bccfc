"""A model against gold labels: what it answers, how good that is, and how sure one can be."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from stancekit.analysis.attribution import tie
from stancekit.inputs.text import Text
from stancekit.labels import BIAS, OPINION, ROLES, STANCE
from stancekit.model import Model
from stancekit.network.decoding import Reading
from stancekit.network.tagging import FloatArray, IntArray, tokens_in
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.examples import IGNORED, word_labels
from stancekit_training.evaluation.metrics import (
    Counts,
    attribution_matches,
    confusions,
    macro_f1,
    overlap_matches,
    resampled,
    span_f1,
    span_matches,
    weighted_f1,
)

MARKING = ("actor", "attribution", "loaded")  # heads that mark words

Mark: TypeAlias = tuple[int, int, str]  # start, end, kind


@dataclass
class Answers:
    """What a model says of the items of one corpus for one head.

    Attributes:
        gold: a label number, or of marked spans and words a set of them, each.
        logits: *Shape:* (items, labels); of marked spans those found.
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
        is_marked = self.logits and isinstance(self.logits[0], set | list)
        return self.logits if is_marked else self.scores.argmax(axis=1).tolist()


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
    **{f"attribution {role}": Metric("word F1", span_matches, span_f1) for role in ROLES},
    "attribution whole": Metric("F1", attribution_matches, span_f1),
    "loaded": Metric("word F1", span_matches, span_f1),
    "loaded spans": Metric("overlap F1", overlap_matches, span_f1),
}


def head_of(name: str) -> str:
    """Return the head that a metric's name belongs to."""
    return name.partition(" ")[0]


def answer(model: Model, items: Sequence[Item]) -> dict[str, Answers]:
    """Let a model read items, each as one sentence, the targets' spans given.

    Returns:
        Answers by name, as in `METRICS`, of what the items carry labels of;
        beside marked spans and words the tags that they are made of, as
        `actor tags` and so on.
    """
    answers = {name: Answers() for name in (*METRICS, *(f"{head} tags" for head in MARKING))}
    for index, (item, reading) in enumerate(_read(model, items)):
        if item.opinion and "opinion" in reading.logits:
            answers["opinion"].add(OPINION.index(item.opinion), reading.logits["opinion"], index)
        if item.bias and "bias" in reading.logits:
            answers["bias"].add(BIAS.index(item.bias), reading.logits["bias"], index)
        for target in item.targets if "stance" in reading.logits else ():
            start, end = target.spans[0]
            answers["stance"].add(STANCE.index(target.stance), reading.mention_logits(start, end), index)
        for head, marks in item.marks.items():
            if marks is not None and head in reading.logits:
                for name, gold, found in _marked(head, marks, item, reading):
                    answers[name].add(gold, found, index)
                labels = word_labels(item, reading.encoding, len(reading.encoding.ids), Counter(), (head,))[head][1:-1]
                for position in np.flatnonzero(labels != IGNORED):
                    answers[f"{head} tags"].add(int(labels[position]), reading.logits[head][position], index)
    return {name: given for name, given in answers.items() if given.gold}


def _marked(head: str, marks: list[Mark], item: Item, reading: Reading) -> Iterator[tuple[str, Any, Any]]:
    """Yield what is marked and what is found: spans of actors, words of roles and loaded stretches, attributions."""
    if head == "actor":
        yield head, set(marks), set(reading.actor_spans())
    elif head == "attribution":
        for role in ROLES:
            given, found = ([mark for mark in spans if mark[2] == role] for spans in (marks, reading.role_spans()))
            yield f"{head} {role}", _words(given, reading), _words(found, reading)
        quotes = [(quote.source, quote.cue, quote.content) for quote in item.quotes or ()]
        said = [([one.source], [one.cue], one.content) for one in tie(reading.role_spans())]
        yield f"{head} whole", _parts(quotes, reading), _parts(said, reading)
    else:
        found = [(start, end, head) for start, end, _ in reading.loaded_spans()]
        yield head, _words(marks, reading), _words(found, reading)
        yield f"{head} spans", set(marks), set(found)


def _parts(attributions: Sequence[Any], reading: Reading) -> list[tuple[set[Mark], ...]]:
    """Return the words of source, cue and content of each attribution."""
    return [tuple(_words([(*span, "") for span in part if span], reading) for part in parts) for parts in attributions]


def _words(spans: Sequence[Mark], reading: Reading) -> set[Mark]:
    """Return the words that spans touch."""
    bounds = np.array(reading.word_bounds, dtype=np.int64).reshape(-1, 2)
    return {
        (int(bounds[word, 0]), int(bounds[word, 1]), kind)
        for start, end, kind in spans
        for word in range(*tokens_in(bounds, start, end))
    }


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
    """Name the answers that hold a head's labels one by one: of one that marks spans the tags."""
    return f"{head} tags" if head in MARKING else head


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
