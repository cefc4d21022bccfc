"""The metrics of the heads, as modules of `evaluate`.

They load without a network. Each scores with counts that add up over items,
so that a bootstrap evaluates a thousand samples at once; tests compare the
label metrics with scikit-learn.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import datasets
import evaluate

from stancekit.labels import ROLES
from stancekit_training.evaluation.counts import (
    Attribution,
    Counts,
    Spans,
    attribution_matches,
    confusions,
    macro_f1,
    overlap_matches,
    span_f1,
    span_matches,
    weighted_f1,
)

LABEL = datasets.Value("int64")
SPAN = {"start": LABEL, "end": LABEL, "kind": datasets.Value("string")}
Record: TypeAlias = dict[str, Any]


def _encode_spans(spans: Spans) -> list[Record]:
    return [dict(zip(SPAN, span, strict=True)) for span in sorted(spans)]


def _decode_spans(records: Iterable[Record]) -> Spans:
    return {(record["start"], record["end"], record["kind"]) for record in records}


def _encode_attributions(attributions: Iterable[Attribution]) -> list[Record]:
    return [dict(zip(ROLES, map(_encode_spans, parts), strict=True)) for parts in attributions]


def _decode_attributions(records: Iterable[Record]) -> list[Attribution]:
    return [
        (_decode_spans(record["source"]), _decode_spans(record["cue"]), _decode_spans(record["content"]))
        for record in records
    ]


@dataclass(frozen=True)
class Storage:
    """How a label or prediction is stored in the features of a metric.

    Attributes:
        feature: its type.
        encode: a label or prediction to a value of that type.
        decode: the reverse.
    """

    feature: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@dataclass(frozen=True)
class Formula:
    """How a score is computed.

    Attributes:
        counts: labels and predictions to the counts of each item. *Shape:* (items, columns)
        score: summed counts to scores. (..., columns) -> (...)
    """

    counts: Callable[[Sequence[Any], Sequence[Any]], Counts]
    score: Callable[[Counts], Counts]


LABELS = Storage(LABEL, int, int)
SPANS = Storage(datasets.List(SPAN), _encode_spans, _decode_spans)
ATTRIBUTIONS = Storage(
    datasets.List({part: datasets.List(SPAN) for part in ROLES}), _encode_attributions, _decode_attributions
)


class F1(evaluate.Metric):  # type: ignore[misc]  # evaluate has no types
    """An F1 score; a subclass says of what.

    Attributes:
        title: the metric's name in tables.
        key: its name in the result of `compute`.
        storage: how labels and predictions are stored.
        formula: how the score is computed.
    """

    title: ClassVar[str]
    key: ClassVar[str]
    storage: ClassVar[Storage]
    formula: ClassVar[Formula]

    def score(self, references: Sequence[Any], predictions: Sequence[Any]) -> float:
        """Compute the score of predictions."""
        encode = self.storage.encode
        gold, predicted = (list(map(encode, values)) for values in (references, predictions))
        return float(self.compute(references=gold, predictions=predicted)[self.key])

    def _info(self) -> evaluate.MetricInfo:
        features = datasets.Features({"predictions": self.storage.feature, "references": self.storage.feature})
        return evaluate.MetricInfo(description=self.__doc__ or "", citation="", features=features)

    def _compute(self, predictions: Sequence[Any], references: Sequence[Any]) -> dict[str, float]:
        decode = self.storage.decode
        gold, predicted = (list(map(decode, values)) for values in (references, predictions))
        return {self.key: float(self.formula.score(self.formula.counts(gold, predicted).sum(0)))}


class MacroF1(F1):
    """Macro-averaged F1 over label numbers."""

    title, key, storage = "macro-F1", "macro_f1", LABELS
    formula = Formula(confusions, macro_f1)


class WeightedF1(F1):
    """F1 over label numbers, weighted by support."""

    title, key, storage = "weighted F1", "weighted_f1", LABELS
    formula = Formula(confusions, weighted_f1)


class SpanF1(F1):
    """Exact-match micro F1 over `(start, end, kind)` spans, a list of them for each sentence."""

    title, key, storage = "span F1", "span_f1", SPANS
    formula = Formula(span_matches, span_f1)


class WordF1(SpanF1):
    """Micro F1 over labeled words, each a `(start, end, kind)` span."""

    title, key = "word F1", "word_f1"


class OverlapF1(F1):
    """Micro F1 over spans; those that share a character match."""

    title, key, storage = "overlap F1", "overlap_f1", SPANS
    formula = Formula(overlap_matches, span_f1)


class AttributionF1(F1):
    """Micro F1 over whole attributions, each the words of its source, its cue and its content."""

    title, key, storage = "F1", "attribution_f1", ATTRIBUTIONS
    formula = Formula(attribution_matches, span_f1)


class BCubed(evaluate.Metric):  # type: ignore[misc]  # evaluate has no types
    """B-cubed precision, recall and F1 of clusters (Bagga and Baldwin, LREC 1998).

    References and predictions hold the cluster of each mention. A mention
    that is alone both in its gold and in its predicted cluster is left out:
    it would be right by itself.
    """

    def _info(self) -> evaluate.MetricInfo:
        features = datasets.Features({"predictions": LABEL, "references": LABEL})
        return evaluate.MetricInfo(description=self.__doc__ or "", citation="", features=features)

    def _compute(self, predictions: Sequence[Hashable], references: Sequence[Hashable]) -> dict[str, float]:
        by_gold, by_prediction = Counter(references), Counter(predictions)
        both = Counter(zip(references, predictions, strict=True))
        kept = [
            (gold, predicted)
            for gold, predicted in zip(references, predictions, strict=True)
            if by_gold[gold] > 1 or by_prediction[predicted] > 1
        ]
        if not kept:
            return {"precision": 1.0, "recall": 1.0, "f1": 1.0, "count": 0}
        precision = sum(both[pair] / by_prediction[pair[1]] for pair in kept) / len(kept)
        recall = sum(both[pair] / by_gold[pair[0]] for pair in kept) / len(kept)
        f1 = 2 * precision * recall / (precision + recall)
        return {"precision": precision, "recall": recall, "f1": f1, "count": len(kept)}


METRICS: Mapping[str, type[F1]] = {
    "opinion": MacroF1,
    "bias": WeightedF1,
    "stance": MacroF1,
    "actor": SpanF1,
    **{f"attribution {role}": WordF1 for role in ROLES},
    "attribution whole": AttributionF1,
    "loaded": WordF1,
    "loaded spans": OverlapF1,
}


def load_metric(name: str) -> F1:
    """Load the metric of a head, or of one aspect of it, such as `loaded spans`.

    Raises:
        KeyError: no metric of `METRICS` has that name.
    """
    return METRICS[name](keep_in_memory=True)


def head_of(name: str) -> str:
    """Return the head that a metric's name belongs to."""
    return name.partition(" ")[0]
