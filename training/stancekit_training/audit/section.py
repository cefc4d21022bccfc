"""The audit as a section of the model card."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stancekit_training.audit import cross_corpus
from stancekit_training.audit.outlets import tilt_cells
from stancekit_training.reporting.markdown import table

PICTURE = "reliability.svg"  # beside the card


def lines(metrics: Mapping[str, Any]) -> Iterator[str]:
    """Yield the section line by line, in Markdown.

    Args:
        metrics: of the model: `audit`, see `training.audit.board.measure_audit`, and, where they were
            measured, `frozen`, the other half of the behaviour cases, and `cross`, see
            `training.audit.cross_corpus.measure_cross`.
    """
    audit = metrics["audit"]
    yield "## Audit"
    yield ""
    yield from _swap(audit["name_swap"])
    yield from _target(audit["target"])
    yield from _behaviour(audit["behaviour"], metrics.get("frozen"))
    yield from _cross(metrics.get("cross", ()))
    yield from _reliability(audit["reliability"])
    yield from _lengths(audit["lengths"])
    yield from _outlets(audit["outlets"])


def _swap(swap: Mapping[str, Any]) -> Iterator[str]:
    yield f"**Other names.** In {swap['sentences']} development sentences the person who is the target got each of"
    yield f"{swap['names']} other names. The score moves by {swap['delta']:.3f} in the mean, the label changes in"
    yield f"{swap['changed']:.1%}; between the name that scores least and the one that scores most lie"
    yield f"{swap['range']:.3f}. Macro-F1 is {swap['original']:.3f} with their own names and {swap['swapped']:.3f}"
    yield "with others. By group, the mean score minus that of all other names:"
    yield ""
    groups = ((group.replace("_", " "), f"{difference:+.3f}") for group, difference in swap["groups"].items())
    yield from table(("names", "difference"), groups)
    yield ""


def _target(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "**The target.** Stance macro-F1 on newsmtsc, beside a model that is not told which words are the target:"
    yield ""
    yield from table(
        ("sentences", "targets", "score", "95 % interval", "target-blind"),
        (
            (
                row["sentences"],
                f"{row['count']:,}",
                f"{row['value']:.3f}",
                f"{row['low']:.3f} to {row['high']:.3f}",
                "".join(f"{blind:.3f}" for blind in row["baselines"].values()),
            )
            for row in rows
        ),
    )
    yield ""


def _behaviour(behaviour: Mapping[str, Any], frozen: Mapping[str, Any] | None) -> Iterator[str]:
    yield "**Behaviour.** Sentences written to test one thing each; a case is right if opinion and every stance are."
    yield "The frozen half is looked at once, when the recipe stands:"
    yield ""
    halves = [half for half in (behaviour, frozen) if half]
    rows = [[*half["phenomena"], {**half, "phenomenon": "all"}] for half in halves]
    cells = (
        (both[0]["phenomenon"], *(cell for row in both for cell in (f"{row['rate']:.0%}", str(row["cases"]))))
        for both in zip(*rows, strict=True)
    )
    yield from table(("phenomenon", "right", "cases", "frozen", "cases")[: 1 + 2 * len(halves)], cells)
    yield ""


def _cross(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield "**Other corpora.** A head trained alone, on all corpora that label it but one, and tested on that one:"
    yield ""
    yield from table(cross_corpus.HEADINGS, map(cross_corpus.cells, rows))
    yield ""


def _reliability(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "**Calibration by corpus.** Expected calibration error out of fold, and of a perfect model:"
    yield ""
    yield f"![reliability diagrams]({PICTURE})"
    yield ""
    yield from table(
        ("head", "corpus", "ECE", "of a perfect model", "labels"),
        (
            (row["head"], row["corpus"], f"{row['error']:.3f}", f"{row['perfect']:.3f}", f"{row['count']:,}")
            for row in rows
        ),
    )
    yield ""


def _lengths(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "**Calibration by length**, over all corpora of a head:"
    yield ""
    cells = (
        (row["head"], row["words"], f"{row['error']:.3f}", f"{row['perfect']:.3f}", f"{row['count']:,}") for row in rows
    )
    yield from table(("head", "words", "ECE", "of a perfect model", "labels"), cells)
    yield ""


def _outlets(outlets: Mapping[str, Any]) -> Iterator[str]:
    yield "**Known groups.** An outlet's tilt is its mean stance toward leading Democrats minus that toward leading"
    yield "Republicans. AUC of tilts between left and right outlets of AllSides, on the half that the voice was chosen"
    yield f"on ({outlets['chosen']}) and on the other; and how often the more left of two articles of SEESAW on one"
    yield "story tilts more:"
    yield ""
    headings = ("voice", "AUC, first half", "AUC, other half", "95 % interval", "outlets", "same story")
    yield from table((*headings, "95 % interval", "pairs"), tilt_cells(outlets, absent="–"))
    yield ""
