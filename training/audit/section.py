"""The audit as a section of the model card."""

from collections.abc import Iterator, Mapping
from typing import Any

PICTURE = "reliability.svg"  # beside the card


def lines(audit: Mapping[str, Any]) -> Iterator[str]:
    """Yield the section line by line, in Markdown; `audit` is that of `training.audit.board.measure_audit`."""
    yield "## Audit"
    yield ""
    yield from _swap(audit["name_swap"])
    yield from _target(audit["target"])
    yield from _behaviour(audit["behaviour"])
    yield from _reliability(audit["reliability"])
    yield from _outlets(audit["outlets"])


def _swap(swap: Mapping[str, Any]) -> Iterator[str]:
    yield f"**Other names.** In {swap['sentences']} development sentences the person who is the target got each of"
    yield f"{swap['names']} other names. The score moves by {swap['delta']:.3f} in the mean, the label changes in"
    yield f"{swap['changed']:.1%}; between the name that scores least and the one that scores most lie"
    yield f"{swap['range']:.3f}. Macro-F1 is {swap['original']:.3f} with their own names and {swap['swapped']:.3f}"
    yield "with others. By group, the mean score minus that of all other names:"
    yield ""
    yield "| names | difference |"
    yield "| --- | --- |"
    for group, difference in swap["groups"].items():
        yield f"| {group.replace('_', ' ')} | {difference:+.3f} |"
    yield ""


def _target(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "**The target.** Stance macro-F1 on newsmtsc, beside a model that is not told which words are the target:"
    yield ""
    yield "| sentences | targets | score | 95 % interval | target-blind |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        blind = row["baselines"].get("target-blind")
        told = "" if blind is None else f"{blind:.3f}"
        interval = f"{row['low']:.3f} to {row['high']:.3f}"
        yield f"| {row['sentences']} | {row['count']:,} | {row['value']:.3f} | {interval} | {told} |"
    yield ""


def _behaviour(behaviour: Mapping[str, Any]) -> Iterator[str]:
    yield "**Behaviour.** Sentences written to test one thing each; a case is right if opinion and every stance are:"
    yield ""
    yield "| phenomenon | right | cases |"
    yield "| --- | --- | --- |"
    for row in behaviour["phenomena"]:
        yield f"| {row['phenomenon']} | {row['rate']:.0%} | {row['cases']} |"
    yield f"| all | {behaviour['rate']:.0%} | {behaviour['cases']} |"
    yield ""


def _reliability(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "**Calibration by corpus.** Expected calibration error out of fold, and of a perfect model:"
    yield ""
    yield f"![reliability diagrams]({PICTURE})"
    yield ""
    yield "| head | corpus | ECE | of a perfect model | labels |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        yield f"| {row['head']} | {row['corpus']} | {row['error']:.3f} | {row['perfect']:.3f} | {row['count']:,} |"
    yield ""


def _outlets(outlets: Mapping[str, Any]) -> Iterator[str]:
    yield "**Known groups.** An outlet's tilt is its mean stance toward leading Democrats minus that toward leading"
    yield "Republicans. AUC of tilts between left and right outlets of AllSides, on the half that the voice was chosen"
    yield f"on ({outlets['chosen']}) and on the other; and how often the more left of two articles of SEESAW on one"
    yield "story tilts more:"
    yield ""
    yield "| voice | AUC, first half | AUC, other half | 95 % interval | outlets | same story | 95 % interval | pairs |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for row, story in zip(outlets["allsides"], outlets["seesaw"], strict=True):
        cells = (
            row["voice"],
            _figure(row["auc"]),
            _figure(row["held_out"]),
            f"{_figure(row['low'])} to {_figure(row['high'])}",
            str(row["outlets"]),
            _figure(story["concordance"]),
            f"{_figure(story['low'])} to {_figure(story['high'])}",
            str(story["pairs"]),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
