"""The tables of the metrics, as text: the terminal and the model card show the same cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from stancekit_training.audit.behavior import BehaviorMetrics
from stancekit_training.audit.name_swap import NameSwapMetrics
from stancekit_training.audit.outlets import OutletMetrics
from stancekit_training.audit.portrayal import Separation
from stancekit_training.audit.reliability import CorpusReliability, LengthReliability
from stancekit_training.audit.target_blind import TargetScore
from stancekit_training.evaluation.articles import ArticleScore
from stancekit_training.evaluation.calibration import Calibration
from stancekit_training.evaluation.coreference import CoreferenceMetrics
from stancekit_training.evaluation.parity import HeadParity
from stancekit_training.evaluation.sentences import ComparedScore, CrossScore

ABSENT = "–"
INTERVAL = "95% interval"


@dataclass(frozen=True)
class ReportTable:
    """A table of text.

    Attributes:
        headings: the headings of the columns.
        rows: the cells of each row.
        names: how many columns from the left hold names; the others hold figures.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    names: int = 1


class ComparedRow(Protocol):
    """A score with an interval and the scores of baselines."""

    @property
    def value(self) -> float:
        """The score."""

    @property
    def low(self) -> float:
        """The lower end of its interval."""

    @property
    def high(self) -> float:
        """The upper end of its interval."""

    @property
    def count(self) -> int:
        """The number of items."""

    @property
    def baselines(self) -> Mapping[str, float]:
        """The score of each baseline on the same items."""


Row = TypeVar("Row", bound=ComparedRow)


def figure(value: float | None, digits: int = 3) -> str:
    """Return a figure, or a dash for an absent one."""
    return ABSENT if value is None else f"{value:.{digits}f}"


def interval(low: float | None, high: float | None, digits: int = 3) -> str:
    """Return an interval, such as `0.734 to 0.788`."""
    return f"{figure(low, digits)} to {figure(high, digits)}"


def baseline_names(rows: Sequence[ComparedRow]) -> list[str]:
    """Return the names of all baselines, in the order of their first row."""
    return list(dict.fromkeys(name for row in rows for name in row.baselines))


def _compared(rows: Sequence[Row], names: Mapping[str, Callable[[Row], str]], lead: Sequence[str] = ()) -> ReportTable:
    """Return a table of scores beside baselines.

    Args:
        rows: the scores.
        names: the first columns, by heading.
        lead: the cells of a last column, for no such column empty.
    """
    baselines = baseline_names(rows)
    cells = [
        [
            *(name(row) for name in names.values()),
            figure(row.value),
            interval(row.low, row.high),
            f"{row.count:,}",
            *(figure(row.baselines[name]) if name in row.baselines else "" for name in baselines),
            *lead[index : index + 1],
        ]
        for index, row in enumerate(rows)
    ]
    headings = [*names, "score", INTERVAL, "items", *baselines, *(["lead"] if lead else [])]
    return ReportTable(headings, cells, len(names))


def score_table(scores: Sequence[ComparedScore]) -> ReportTable:
    """Return the scores on sentences."""
    return _compared(
        scores, {"head": lambda row: row.head, "corpus": lambda row: row.corpus, "metric": lambda row: row.metric}
    )


def models_table(scores: Mapping[str, Sequence[ComparedScore]]) -> ReportTable:
    """Return the scores that several models have in common, side by side.

    Args:
        scores: the scores on sentences, by the name of the model.
    """
    by_model = [{(row.head, row.corpus, row.metric): row.value for row in rows} for rows in scores.values()]
    common = [key for key in by_model[0] if all(key in values for values in by_model)]
    rows = [[*key, *(figure(values[key]) for values in by_model)] for key in common]
    return ReportTable(["head", "corpus", "metric", *scores], rows, 3)


def article_table(scores: Sequence[ArticleScore]) -> ReportTable:
    """Return the scores on whole articles, with the lead over the best baseline."""
    return _compared(scores, {"articles": lambda row: row.articles}, [f"{row.lead_low:+.3f}" for row in scores])


def coreference_table(coreference: CoreferenceMetrics) -> ReportTable:
    """Return the accuracy and the F1 of the links for each kind of anaphor; for GAP, the F1 of its scorer."""
    rows = [
        [kind, figure(score.accuracy), figure(score.f1), f"{score.count:,}"]
        for kind, score in coreference.by_kind.items()
    ]
    gap = ["gap, he and she", ABSENT, figure(coreference.gap), ABSENT]
    return ReportTable(["anaphors", "accuracy", "F1", "items"], [gap, *rows])


def separation_table(rows: Sequence[Separation]) -> ReportTable:
    """Return how well portrayals rank actors, beside the mean of the sentences."""
    headings = ["articles", "AUC", INTERVAL, "mean of sentences", "actors"]
    cells = [
        [row.articles, figure(row.auc), interval(row.low, row.high), figure(row.mean), f"{row.count:,}"] for row in rows
    ]
    return ReportTable(headings, cells)


def target_table(scores: Sequence[TargetScore]) -> ReportTable:
    """Return the scores of stance beside a target-blind model."""
    return _compared(scores, {"sentences": lambda row: row.sentences})


def cross_table(scores: Sequence[CrossScore]) -> ReportTable:
    """Return the scores on corpora that a head was not trained on."""
    rows = [
        [row.head, row.corpus, ", ".join(row.trained_on), row.metric]
        + [figure(row.value), interval(row.low, row.high), f"{row.count:,}"]
        for row in scores
    ]
    return ReportTable(["head", "tested on", "trained on", "metric", "score", INTERVAL, "items"], rows, 4)


def calibration_table(calibration: Mapping[str, Calibration]) -> ReportTable:
    """Return the calibration of each head."""
    headings = ["head", "temperature", "ECE", "of a perfect model", "excess", "NLL", "Brier", "items"]
    rows = []
    for head, row in calibration.items():
        figures = (row.temperature, row.error, row.perfect, row.excess, row.nll, row.brier)
        rows.append([head, *map(figure, figures), f"{row.count:,}"])
    return ReportTable(headings, rows)


def reliability_table(rows: Sequence[CorpusReliability]) -> ReportTable:
    """Return the calibration of each head by corpus."""
    headings = ["head", "corpus", "ECE", "of a perfect model", "labels"]
    cells = [[row.head, row.corpus, figure(row.error), figure(row.perfect), f"{row.count:,}"] for row in rows]
    return ReportTable(headings, cells, 2)


def length_table(rows: Sequence[LengthReliability]) -> ReportTable:
    """Return the calibration of each head by length of the sentence."""
    headings = ["head", "words", "ECE", "of a perfect model", "labels"]
    cells = [[row.head, row.words, figure(row.error), figure(row.perfect), f"{row.count:,}"] for row in rows]
    return ReportTable(headings, cells, 2)


def parity_table(heads: Sequence[HeadParity]) -> ReportTable:
    """Return the int8 graph beside the fp32 graph."""
    rows = [[row.head, f"{row.agreement:.1%}", figure(row.fp32), figure(row.int8)] for row in heads]
    return ReportTable(["head", "equal labels", "fp32 score", "int8 score"], rows)


def name_group_table(swap: NameSwapMetrics) -> ReportTable:
    """Return how far the mean score of each group of names is from that of the others."""
    rows = [[group.replace("_", " "), f"{difference:+.3f}"] for group, difference in swap.groups.items()]
    return ReportTable(["names", "difference"], rows)


def behavior_table(behavior: BehaviorMetrics, frozen: BehaviorMetrics | None = None) -> ReportTable:
    """Return the share of cases with every label right; the frozen portion in columns of its own."""
    portions = [behavior] if frozen is None else [behavior, frozen]
    headings = ["phenomenon", "right", "cases", "frozen", "cases"][: 1 + 2 * len(portions)]
    rows = [[row.phenomenon, f"{row.rate:.0%}", str(row.cases)] for row in behavior.phenomena]
    rows.append(["all", f"{behavior.rate:.0%}", str(behavior.cases)])
    if frozen is not None:
        other = behavior_table(frozen).rows
        rows = [[*row, *cells[1:]] for row, cells in zip(rows, other, strict=True)]
    return ReportTable(headings, rows)


def outlet_table(outlets: OutletMetrics, mark: str = "") -> ReportTable:
    """Return how well the tilts of each voice separate leanings; `mark` follows the chosen voice."""
    headings = ["voice", "AUC, choosing half", "AUC, other half", INTERVAL, "outlets", "same story", INTERVAL, "pairs"]
    rows = [
        [
            row.voice + mark * (row.voice == outlets.chosen),
            figure(row.auc, 2),
            figure(row.held_out, 2),
            interval(row.low, row.high, 2),
            str(row.outlets),
            figure(story.concordance, 2),
            interval(story.low, story.high, 2),
            str(story.pairs),
        ]
        for row, story in zip(outlets.allsides, outlets.seesaw, strict=True)
    ]
    return ReportTable(headings, rows)
