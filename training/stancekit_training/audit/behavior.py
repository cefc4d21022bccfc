"""Test sentences that show whether a model understands, one phenomenon each (CheckList; Ribeiro et al., ACL 2020).

`behavior.jsonl` holds 26 cases for each of eight phenomena. They were written
for this project before anybody changed a recipe with them in mind. Half of
them are frozen; none of them trains.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from stancekit.inputs.text import Text
from stancekit.model import Model
from stancekit_training.corpora.frozen import Portion, read_portion
from stancekit_training.resources import data_file

CASES = data_file("behavior.jsonl")


@dataclass(frozen=True)
class Case:
    """A sentence with the labels that a careful reader gives it.

    Attributes:
        phenomenon: what it tests.
        text: the sentence.
        opinion: a label of `stancekit.labels.OPINION`; None where both are right.
        stances: the stance toward each name, a label of `stancekit.labels.STANCE`.
    """

    phenomenon: str
    text: str
    opinion: str | None
    stances: dict[str, str]


@dataclass(frozen=True)
class PhenomenonScore:
    """The share of a phenomenon's cases with every label right."""

    phenomenon: str
    rate: float
    cases: int


@dataclass(frozen=True)
class BehaviorMetrics:
    """The share of cases with every label right, for each phenomenon and over all cases."""

    phenomena: tuple[PhenomenonScore, ...]
    rate: float
    cases: int


def load_cases(portion: Portion) -> list[Case]:
    """Load one portion of the cases."""
    rows = read_portion(CASES, portion)
    return [Case(row["phenomenon"], row["text"], row["opinion"], row["stances"]) for row in rows]


def faults(model: Model, case: Case) -> Iterator[str]:
    """Yield a line for each wrong label of a case."""
    spans = {name: (case.text.index(name), case.text.index(name) + len(name)) for name in case.stances}
    (sentence,) = model(Text(case.text, mentions=spans.values(), split=False)).sentences
    if case.opinion and sentence.label != case.opinion:
        yield f"{sentence.label} instead of {case.opinion}"
    stances = {(mention.start, mention.end): mention.stance for mention in sentence.mentions}
    for name, expected in case.stances.items():
        stance = stances[spans[name]]
        if stance is None or stance.label != expected:
            yield f"{name}: {stance and stance.label} instead of {expected}"


def measure_behavior(model: Model, portion: Portion = "open") -> BehaviorMetrics:
    """Score a model on one portion of the cases."""
    results: dict[str, list[bool]] = {}
    for case in load_cases(portion):
        results.setdefault(case.phenomenon, []).append(not list(faults(model, case)))
    every = [passed for group in results.values() for passed in group]
    return BehaviorMetrics(
        phenomena=tuple(PhenomenonScore(name, fmean(group), len(group)) for name, group in results.items()),
        rate=fmean(every),
        cases=len(every),
    )
