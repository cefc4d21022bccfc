"""The figures of a validation as rows of cells, which the terminal and the page share."""

from collections.abc import Iterator

from stancekit.comparison import Estimate
from stancekit.report.symbols import percent
from stancekit.report.templating import signed
from stancekit.validation import CorrectedEstimate, Figure, Validation
from stancekit.validation.targets import TARGETS

ALPHA = {False: "nominal", True: "ordinal"}


def measure(validation: Validation) -> str:
    """Return the name of the mean that is estimated."""
    toward = f" toward {validation.actor}" if validation.actor else ""
    return TARGETS[validation.target].measure + toward


def units(validation: Validation) -> str:
    """Return the plural of what is coded."""
    return TARGETS[validation.target].units


def mean_text(validation: Validation, value: float) -> str:
    """Return a mean in the style of its measure: a share in percent, or a stance with its sign."""
    return percent(value) if TARGETS[validation.target].is_share else signed(value)


def interval_text(validation: Validation, estimate: Estimate) -> str:
    """Return the interval of a mean, such as `12% to 18%`; empty without one."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{mean_text(validation, estimate.low)} to {mean_text(validation, estimate.high)}"


def error_text(estimate: Estimate | None) -> str:
    """Return a mean error with its interval."""
    if estimate is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return signed(estimate.score)
    return f"{signed(estimate.score)} [{signed(estimate.low)}, {signed(estimate.high)}]"


def share_text(figure: Figure | Estimate | None) -> str:
    """Return a figure that is at most 1 with its interval."""
    if figure is None:
        return "–"
    if figure.low is None or figure.high is None:
        return _unsigned(figure.score)
    return f"{_unsigned(figure.score)} [{_unsigned(figure.low)}, {_unsigned(figure.high)}]"


def _unsigned(value: float) -> str:
    return signed(value).lstrip("+") if value < 0 else f"{value:.2f}"


def agreement_rows(validation: Validation) -> Iterator[tuple[str, str]]:
    """Yield name and value of each figure of the agreement."""
    agreement = validation.agreement
    yield "accuracy", share_text(agreement.accuracy)
    yield "macro-F1", share_text(agreement.macro_f1)
    yield f"Krippendorff’s alpha, {ALPHA[agreement.is_ordinal]}", share_text(agreement.alpha)
    if validation.calibration:
        yield "expected calibration error", f"{validation.calibration.error:.3f}"
    if validation.gold.coders_alpha is not None:
        yield "alpha among the coders", f"{validation.gold.coders_alpha:.2f}"


def further_text(estimate: CorrectedEstimate) -> str:
    """Return the number of further labels in words."""
    if estimate.corrected is None or estimate.corrected.low is None:
        return "–"
    return "more articles" if estimate.further_labels is None else f"{estimate.further_labels:,}"


def estimates(validation: Validation) -> Iterator[CorrectedEstimate]:
    """Yield the estimates of the groups, and the one over all of them."""
    yield from validation.estimates
    if validation.overall:
        yield validation.overall


def verdict(validation: Validation) -> str:
    """Return what the test of differential error says, in words; empty without a test."""
    test = validation.differential_error
    if test is None:
        return ""
    if test.p_value < 0.05:
        says = "the model errs differently between groups, so compare corrected figures only"
    else:
        says = "no evidence that the model errs differently between groups; it may nevertheless"
    return f"p = {test.p_value:.4f} (permutation of {validation.by} over articles): {says}."
