"""The result of a validation: frozen records."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stancekit.comparison.results import Estimate
from stancekit.validation.options import TargetName


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """A figure with its 95% interval.

    Attributes:
        score: the figure.
        low, high: ends of the interval; None if it is undefined.
    """

    score: float
    low: float | None
    high: float | None

    def __repr__(self) -> str:
        """Return one short line."""
        interval = "" if self.low is None or self.high is None else f" [{self.low:.2f}, {self.high:.2f}]"
        return f"<Figure {self.score:.2f}{interval}>"


@dataclass(frozen=True, slots=True)
class UnmatchedRows:
    """Gold rows that are not used, for one reason.

    Attributes:
        reason: why they are not used.
        rows: number of rows.
        examples: the numbers of the first such rows, counted from 1.
    """

    reason: str
    rows: int
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class GoldMatch:
    """The gold rows that match a scored unit, and those that do not.

    Attributes:
        rows: number of gold rows.
        labels: number of units with a label, which the figures are from.
        articles: number of articles that they are in.
        repeated: number of rows that code a unit again.
        coders_alpha: Krippendorff's alpha among these codes of one unit; None
            without them.
        unmatched: the other rows, by reason.
        has_probabilities: whether the gold states inclusion probabilities;
            without them it counts as a simple random sample.
        warning: what makes the corrected figures doubtful; None if nothing does.
    """

    rows: int
    labels: int
    articles: int
    repeated: int
    coders_alpha: float | None
    unmatched: tuple[UnmatchedRows, ...]
    has_probabilities: bool
    warning: str | None

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<GoldMatch: {self.labels} labels in {self.articles} articles, from {self.rows} rows>"


@dataclass(frozen=True, slots=True, repr=False)
class Agreement:
    """Agreement of the model with the gold labels, with intervals clustered by article.

    Attributes:
        accuracy: the share of equal labels.
        macro_f1: the mean F1 over the labels that occur.
        alpha: Krippendorff's alpha, with the model as the second coder.
        is_ordinal: whether alpha takes the labels as ordered; else they are nominal.
        confusion: number of units by gold label, then by the model's label.
    """

    accuracy: Figure
    macro_f1: Figure
    alpha: Figure
    is_ordinal: bool
    confusion: Mapping[str, Mapping[str, int]]

    def __repr__(self) -> str:
        """Return one short line."""
        figures = (self.accuracy.score, self.macro_f1.score, self.alpha.score)
        return "<Agreement: accuracy {:.2f}, macro-F1 {:.2f}, alpha {:.2f}>".format(*figures)


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """The units whose label has about the same probability.

    Attributes:
        low, high: ends of the bin.
        labels: number of units.
        confidence: mean probability of the model's label.
        accuracy: share of them in which it is right.
    """

    low: float
    high: float
    labels: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, repr=False)
class Calibration:
    """Calibration of the probability of the model's label.

    Attributes:
        error: the expected calibration error over bins of equal width
            (Naeini et al., AAAI 2015; Guo et al., ICML 2017).
        bins: the bins that have a unit.
    """

    error: float
    bins: tuple[CalibrationBin, ...]

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Calibration: error {self.error:.3f}>"


@dataclass(frozen=True, slots=True)
class GroupError:
    """The errors of the model in one group.

    Attributes:
        group: the name of the group.
        labels: number of units with a gold label.
        accuracy: share of equal labels; None without gold.
        error: mean of the model's score minus the gold value; None without gold.
    """

    group: str
    labels: int
    accuracy: Estimate | None
    error: Estimate | None


@dataclass(frozen=True, slots=True)
class DifferentialError:
    """A permutation test of the hypothesis that the model's errors do not depend on the group.

    The groups are permuted over articles. The statistic is the variance of
    the groups' mean error, weighted by their labels.

    Attributes:
        p_value: the p-value of the test.
        permutations: number of permutations.
        spread: the largest difference between the mean errors of two groups.
    """

    p_value: float
    permutations: int
    spread: float


@dataclass(frozen=True, slots=True)
class CorrectedEstimate:
    """A group's share or mean stance, uncorrected and corrected.

    Attributes:
        group: the name of the group.
        units: number of scored units.
        labels: number of them with a gold label.
        model: the mean of the model's scores, whose interval ignores the model's errors.
        corrected: the prediction-powered mean; its `articles` are those with
            gold labels. None without gold.
        tuning: weight of the model's scores in the correction: 0 ignores them.
        further_labels: labels to add for an interval as wide as asked for;
            None if no number of labels is enough, or there is no interval.
        note: what the reader must know, such as why there is no interval.
    """

    group: str
    units: int
    labels: int
    model: Estimate
    corrected: Estimate | None
    tuning: float | None
    further_labels: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """The difference between the corrected means of two groups.

    Attributes:
        higher, lower: names of the groups, the higher corrected mean first.
        model: difference between the model's means.
        difference: the difference between the corrected means.
        low, high: ends of its 95% interval.
        is_significant: whether the interval stays above 0 when it is corrected
            for all pairs of groups (Bonferroni).
    """

    higher: str
    lower: str
    model: float
    difference: float
    low: float
    high: float
    is_significant: bool


@dataclass(frozen=True, slots=True, repr=False)
class Validation:
    """Scores validated against gold labels.

    Attributes:
        target: the label that is coded: `opinion`, `bias`, `stance` or `actor`.
        by: the column with the group; None without groups.
        models, digests: names with versions, and SHA-256, of the models that scored the articles.
        articles, units: number of scored articles and units.
        actor: the actor that the stance is toward; None for all.
        other_groups: number of groups that are too small to be included.
        gold: the gold rows that are used and those that are not.
        agreement: the agreement of the model with the gold labels.
        calibration: the calibration of the model's probabilities; None for actors, which have none.
        errors: the errors by group.
        differential_error: the test whether they differ; None with fewer than two groups.
        overall: the corrected estimate over all groups; None if a group lacks one.
        estimates: the corrected estimates by group.
        differences: the differences between pairs of groups, the largest first.
        margin: half the width of an interval that `further_labels` is for.
        methods: a paragraph for a paper, with these figures filled in.
    """

    target: TargetName
    by: str | None
    models: tuple[str, ...]
    digests: tuple[str, ...]
    articles: int
    units: int
    actor: str | None
    other_groups: int
    gold: GoldMatch
    agreement: Agreement
    calibration: Calibration | None
    errors: tuple[GroupError, ...]
    differential_error: DifferentialError | None
    overall: CorrectedEstimate | None
    estimates: tuple[CorrectedEstimate, ...]
    differences: tuple[GroupDifference, ...]
    margin: float
    methods: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return all figures, ready for JSON."""
        return asdict(self)

    def __repr__(self) -> str:
        """Return one short line."""
        groups = f", {len(self.estimates)} groups" if self.by else ""
        return f"<Validation of {self.target}: {self.gold.labels} labels{groups}>"
