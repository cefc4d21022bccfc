"""Labeled sentences as rows of a `datasets.Dataset`, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from datasets import ClassLabel, Dataset, Features, List, Value

from stancekit.labels import BIAS, KINDS, OPINION, ROLES, STANCE
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Span, Target

BOUNDS = {"start": Value("int32"), "end": Value("int32")}  # code points, end-exclusive
FEATURES = Features(
    {
        "text": Value("string"),
        "corpus": Value("string"),
        "opinion": ClassLabel(names=list(OPINION)),
        "bias": ClassLabel(names=list(BIAS)),
        "targets": List({"spans": List(BOUNDS), "stance": ClassLabel(names=list(STANCE))}),
        "actors": List({**BOUNDS, "kind": ClassLabel(names=list(KINDS))}),
        "attributions": List({role: List(BOUNDS) for role in ROLES}),
        "loaded": List(BOUNDS),
    }
)


def to_dataset(sentences: Iterable[LabeledSentence]) -> Dataset:
    """Return sentences as a dataset in memory, with `FEATURES`; None and an empty tuple stay different."""
    rows = [_row(sentence) for sentence in sentences]
    columns = {name: [row[name] for row in rows] for name in FEATURES}  # from_list refuses an empty list
    return Dataset.from_dict(columns, features=FEATURES)


def to_sentences(dataset: Dataset) -> list[LabeledSentence]:
    """Return the rows of a dataset with `FEATURES` as sentences."""
    table = dataset.with_format("arrow")[:]  # one conversion, four times faster than row by row
    return [_sentence(row) for row in table.to_pylist()]


def _row(sentence: LabeledSentence) -> dict[str, Any]:
    actors, attributions, loaded = sentence.actors, sentence.attributions, sentence.loaded
    return {
        "text": sentence.text,
        "corpus": sentence.corpus,
        "opinion": sentence.opinion,
        "bias": sentence.bias,
        "targets": [{"spans": _bounds(target.spans), "stance": target.stance} for target in sentence.targets],
        "actors": None if actors is None else [{**_bound((a, b)), "kind": kind} for a, b, kind in actors],
        "attributions": None if attributions is None else [_roles(attribution) for attribution in attributions],
        "loaded": None if loaded is None else _bounds(loaded),
    }


def _sentence(row: Mapping[str, Any]) -> LabeledSentence:
    actors, attributions, loaded = row["actors"], row["attributions"], row["loaded"]
    return LabeledSentence(
        text=row["text"],
        corpus=row["corpus"],
        opinion=None if row["opinion"] is None else OPINION[row["opinion"]],
        bias=None if row["bias"] is None else BIAS[row["bias"]],
        targets=tuple(Target(_spans(target["spans"]), STANCE[target["stance"]]) for target in row["targets"]),
        actors=None if actors is None else tuple((*_span(actor), KINDS[actor["kind"]]) for actor in actors),
        attributions=None if attributions is None else tuple(map(_attribution, attributions)),
        loaded=None if loaded is None else _spans(loaded),
    )


def _roles(attribution: LabeledAttribution) -> dict[str, list[dict[str, int]]]:
    return {role: _bounds(getattr(attribution, role)) for role in ROLES}


def _attribution(roles: Mapping[str, Any]) -> LabeledAttribution:
    return LabeledAttribution(**{role: _spans(roles[role]) for role in ROLES})


def _bound(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _bounds(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [_bound(span) for span in spans]


def _span(bound: Mapping[str, int]) -> Span:
    return bound["start"], bound["end"]


def _spans(bounds: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(_span(bound) for bound in bounds)
