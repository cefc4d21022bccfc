"""The methods paragraph of a validation, for a paper."""

from collections.abc import Iterator

from stancekit.comparison.results import Estimate
from stancekit.validation.results import CorrectedEstimate, Figure, Validation
from stancekit.validation.targets import TARGETS

CODED = {
    "opinion": "whether the author gives an opinion or reports a fact",
    "bias": "whether its wording is biased",
    "stance": "whether the sentence is against, neutral toward or in favor of the actor",
    "actor": "whether the article is against, neutral toward or in favor of the actor",
}
SIGNIFICANT = 0.05
REFERENCES = (
    "References: Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I., & Zrnic, T. (2023). Prediction-powered "
    "inference. Science, 382, 669–674. Angelopoulos, A. N., Duchi, J. C., & Zrnic, T. (2023). PPI++: Efficient "
    "prediction-powered inference. arXiv:2311.01453. Krippendorff, K. (2011). Computing Krippendorff’s "
    "alpha-reliability."
)


def methods(validation: Validation) -> str:
    """Return the paragraph, with the figures of a validation and the references that it cites."""
    return " ".join((*_sentences(validation), REFERENCES))


def figure_text(figure: Figure | Estimate, *, percent: bool = False, signed: bool = False) -> str:
    """Return a figure with its interval, such as `0.84 [0.79, 0.88]`."""

    def shown(value: float) -> str:
        if percent:
            return f"{100 * value:.1f} %"
        return f"{value + 0:+.2f}".replace("-", "−") if signed else f"{value:.2f}".replace("-", "−")

    if figure.low is None or figure.high is None:
        return shown(figure.score)
    return f"{shown(figure.score)} [{shown(figure.low)}, {shown(figure.high)}]"


def _sentences(validation: Validation) -> Iterator[str]:
    target = TARGETS[validation.target]
    yield f"The {target.units} were scored with stancekit by {_models(validation)}."
    of_actor = f" of {validation.actor}" if validation.actor else ""
    yield (
        f"Of {validation.units:,} {target.units}{of_actor} in {validation.articles:,} articles, we coded "
        f"{validation.gold.labels:,} in {validation.gold.articles:,} articles by {CODED[validation.target]}, "
        f"{_sampling(validation)}."
    )
    if validation.gold.coders_alpha is not None:
        yield f"Krippendorff’s α among the coders was {validation.gold.coders_alpha:.2f}."
    yield _agreement(validation)
    yield from _errors(validation)
    yield from _estimates(validation)


def _models(validation: Validation) -> str:
    names = ", ".join(validation.models) or "a model without a name"
    digests = f" (SHA-256 {', '.join(digest[:16] for digest in validation.digests)}…)" if validation.digests else ""
    return f"{names}{digests}, whose model card lists the training corpora"


def _sampling(validation: Validation) -> str:
    if validation.gold.has_probabilities:
        return "drawn with known inclusion probabilities, whose inverses are the weights of all figures"
    return "taken as a simple random sample" + (f" of each {validation.by}" if validation.by else "")


def _agreement(validation: Validation) -> str:
    agreement = validation.agreement
    kind = "ordinal" if agreement.is_ordinal else "nominal"
    calibration = validation.calibration
    beside = f"; the expected calibration error was {calibration.error:.3f}" if calibration else ""
    return (
        f"The model agreed with the codes with an accuracy of {figure_text(agreement.accuracy)}, a macro-F1 of "
        f"{figure_text(agreement.macro_f1)} and a Krippendorff’s α ({kind}) of {figure_text(agreement.alpha)} (95% "
        f"intervals, bootstrap of articles){beside}."
    )


def _errors(validation: Validation) -> Iterator[str]:
    test = validation.differential_error
    errors = sorted((each.error.score, each.group) for each in validation.errors if each.error)
    if test is None or not errors:
        return
    (low, first), (high, last) = errors[0], errors[-1]
    verdict = "differed" if test.p_value < SIGNIFICANT else "did not differ significantly"
    yield (
        f"Its mean error (model minus code) {verdict} by {validation.by}, from {_signed(low)} ({first}) to "
        f"{_signed(high)} ({last}); permutation test over articles, {test.permutations:,} permutations, "
        f"p = {test.p_value:.4f}."
    )


def _estimates(validation: Validation) -> Iterator[str]:
    target = TARGETS[validation.target]
    toward = f" toward {validation.actor}" if validation.actor else ""
    strata = f", separately for each {validation.by}" if validation.by else ""
    yield (
        f"We estimated the {target.measure}{toward} by prediction-powered inference with power tuning (Angelopoulos et "
        f"al., 2023; Angelopoulos, Duchi & Zrnic, 2023){strata}, with variances clustered by article:"
    )
    shown = [_estimate(each, is_share=target.is_share) for each in validation.estimates if each.corrected]
    yield "; ".join(shown) + "."


def _estimate(estimate: CorrectedEstimate, *, is_share: bool) -> str:
    if estimate.corrected is None:
        return ""
    corrected = figure_text(estimate.corrected, percent=is_share, signed=not is_share)
    model = f"{100 * estimate.model.score:.1f} %" if is_share else _signed(estimate.model.score)
    return f"{estimate.group} {corrected} (uncorrected {model})"


def _signed(value: float) -> str:
    return f"{value + 0:+.2f}".replace("-", "−")
