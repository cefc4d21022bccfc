"""The whole audit of a model, as it is printed and kept in `metrics.json`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from stancekit.model import Model
from stancekit_training.audit import behavior
from stancekit_training.audit.name_swap import measure_name_swap
from stancekit_training.audit.outlets import measure_outlets, tilt_cells
from stancekit_training.audit.reliability import measure_lengths, measure_reliability
from stancekit_training.audit.target_blind import measure_target
from stancekit_training.corpora import newsmtsc
from stancekit_training.corpora.sentence import Item
from stancekit_training.evaluation.sentences import answer
from stancekit_training.reporting.scoreboard import score_table


def measure_audit(
    model: Model,
    corpora: Path,
    dev: Mapping[str, Sequence[Item]],
    *,
    blind: Model | None = None,
) -> dict[str, Any]:
    """Audit a model.

    Args:
        model: to audit.
        corpora: the folder that holds the corpora.
        dev: development items of the corpora that the model was made with.
        blind: a target-blind model to show beside.

    Returns:
        `name_swap`, `target`, `behaviour`, on its open half, `reliability`, `lengths` and `outlets`, see the
        functions that measure them.
    """
    items = newsmtsc.load(corpora, "dev")
    heads = list(model.artifact.manifest.temperatures)
    answers = {name: answer(model, given) for name, given in dev.items()}
    return {
        "name_swap": measure_name_swap(model, items),
        "target": measure_target(model, blind, items),
        "behaviour": behavior.measure_behaviour(model, "open"),
        "reliability": measure_reliability(heads, answers),
        "lengths": measure_lengths(heads, answers, dev),
        "outlets": measure_outlets(model, corpora),
    }


def show(audit: Mapping[str, Any], console: Console) -> None:
    """Print everything."""
    _show_swap(audit["name_swap"], console)
    console.print(score_table("does it look at the target? stance macro-F1, newsmtsc", "sentences", audit["target"]))
    behavior.show(audit["behaviour"], console)
    _show_outlets(audit["outlets"], console)


def _show_swap(swap: Mapping[str, Any], console: Console) -> None:
    console.print(
        f"other names in {swap['sentences']} sentences, {swap['names']} names: the score moves by {swap['delta']:.3f}, "
        f"the label changes in {swap['changed']:.1%}; highest minus lowest score of a sentence {swap['range']:.3f}; "
        f"macro-F1 {swap['original']:.3f} with their own names, {swap['swapped']:.3f} with others"
    )
    table = Table(title="mean score of a group of names, minus that of the others", title_justify="left")
    table.add_column("names")
    table.add_column("difference", justify="right")
    for group, difference in swap["groups"].items():
        table.add_row(group.replace("_", " "), f"{difference:+.3f}")
    console.print(table)


def _show_outlets(outlets: Mapping[str, Any], console: Console) -> None:
    table = Table(title="do tilts tell left outlets from right ones?", title_justify="left")
    for heading in (
        "voice",
        "AUC, half that chooses",
        "AUC, other half",
        "interval",
        "outlets",
        "same story",
        "",
        "pairs",
    ):
        table.add_column(heading, justify="left" if heading == "voice" else "right")
    for voice, *figures in tilt_cells(outlets, absent=""):
        table.add_row(voice + " *" * (voice == outlets["chosen"]), *figures)
    console.print(table)
