"""Sentences that tell whether a model understands, phenomenon by phenomenon (CheckList; Ribeiro et al., ACL 2020).

`behaviour.jsonl` holds them: 26 of each of eight phenomena, written
for this project before any recipe was changed with an eye on them. Half are
frozen, for one last look; none of them trains.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from stancekit.inputs.text import Text
from stancekit.model import Model
from stancekit_training.corpora.halves import Half, read_half
from stancekit_training.resources import data_file

CASES = data_file("behavior.jsonl")


@dataclass(frozen=True)
class Case:
    """One sentence and what a reader would answer.

    Attributes:
        phenomenon: what it tests.
        text: the sentence.
        opinion: of `stancekit.schema.OPINION`; None where both would do.
        stances: name to the stance toward it, of `stancekit.schema.STANCE`.
    """

    phenomenon: str
    text: str
    opinion: str | None
    stances: dict[str, str]


def cases(half: Half) -> list[Case]:
    """Return one half of the cases."""
    return [Case(row["phenomenon"], row["text"], row["opinion"], row["stances"]) for row in read_half(CASES, half)]


def passes(model: Model, case: Case) -> bool:
    """Tell whether a model answers a case as a reader would, in every point."""
    return not list(faults(model, case))


def faults(model: Model, case: Case) -> Iterator[str]:
    """Yield what a model gets wrong about a case, one line each."""
    spans = {name: (case.text.index(name), case.text.index(name) + len(name)) for name in case.stances}
    (sentence,) = model(Text(case.text, mentions=spans.values(), split=False)).sentences
    if case.opinion and sentence.label != case.opinion:
        yield f"{sentence.label} instead of {case.opinion}"
    found = {(mention.start, mention.end): mention.stance for mention in sentence.mentions}
    for name, stance in case.stances.items():
        given = found[spans[name]]
        if given is None or given.label != stance:
            yield f"{name}: {given and given.label} instead of {stance}"


def measure_behaviour(model: Model, half: Half = "open") -> dict[str, Any]:
    """Score a model on one half of the cases.

    Returns:
        `phenomena`, records of `phenomenon`, `rate`, the share of cases that
        are right in every point, and `cases`; `rate` and `cases` over all.
    """
    results: dict[str, list[bool]] = {}
    for case in cases(half):
        results.setdefault(case.phenomenon, []).append(passes(model, case))
    everything = [passed for group in results.values() for passed in group]
    return {
        "phenomena": [
            {"phenomenon": name, "rate": fmean(group), "cases": len(group)} for name, group in results.items()
        ],
        "rate": fmean(everything),
        "cases": len(everything),
    }


def show(behaviour: dict[str, Any], console: Console) -> None:
    """Print the pass rates."""
    table = Table(title="behaviour: cases right in every point", title_justify="left")
    for heading in ("phenomenon", "rate", "cases"):
        table.add_column(heading, justify="left" if heading == "phenomenon" else "right")
    overall = {"phenomenon": "all", **{name: behaviour[name] for name in ("rate", "cases")}}
    rows: Sequence[dict[str, Any]] = [*behaviour["phenomena"], overall]
    for row in rows:
        table.add_row(row["phenomenon"], f"{row['rate']:.1%}", str(row["cases"]))
    console.print(table)
