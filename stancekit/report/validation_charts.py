"""Charts of a validation as inline SVG; see `stancekit.report.comparison_charts`."""

from markupsafe import Markup

from stancekit.report import comparison_charts as charts
from stancekit.report import validation_figures as figures
from stancekit.validation.results import Validation
from stancekit.validation.targets import TARGETS

SIZE = 0.34  # inches of a group's row
OFFSET = 0.17  # of the corrected mean and of the model's from the middle of the row


def corrected(validation: Validation) -> Markup:
    """Draw the corrected mean of each group above the model's."""
    estimates = list(figures.estimates(validation))[::-1]
    is_share = TARGETS[validation.target].is_share
    figure, (panel,) = charts.figure_of_panels(1, 1, height=0.9 + SIZE * len(estimates))
    for y, each in enumerate(estimates):
        charts.draw_estimate(panel, each.model, y - OFFSET, charts.MUTED)
        if each.corrected:
            charts.draw_estimate(panel, each.corrected, y + OFFSET, charts.OPINION if is_share else charts.STANCE)
    charts.draw_names(panel, [each.group for each in estimates], shown=True)
    panel.set_ylim(-0.6, len(estimates) - 0.4)
    if is_share:
        charts.percent_axis(panel.xaxis, ticks=10)
        panel.set_xlim(0, None)
    else:
        panel.axvline(0, color=charts.LINE, linewidth=0.8, zorder=0)
        panel.set_xlim(-1.05, 1.05)
        panel.set_xticks(*charts.STANCE_TICKS)
    description = f"Corrected {figures.measure(validation)} by group, with 95% intervals. A table follows."
    return charts.svg(figure, description)


def reliability(validation: Validation) -> Markup:
    """Draw how often the model is right at each probability of its label."""
    figure, (panel, blank) = charts.figure_of_panels(1, 2, height=2.6)
    blank.set_visible(False)
    bins = validation.calibration.bins if validation.calibration else ()
    panel.plot([0, 1], [0, 1], color=charts.LINE, linewidth=0.8, zorder=0)
    panel.scatter(
        [each.confidence for each in bins],
        [each.accuracy for each in bins],
        s=[12 + 120 * each.labels / validation.gold.labels for each in bins],
        color=charts.STANCE,
    )
    panel.set_xlabel("probability of the model’s label")
    panel.set_ylabel("share that is right")
    for axis in (panel.xaxis, panel.yaxis):
        charts.percent_axis(axis)
    panel.set_xlim(min((each.low for each in bins), default=0), 1)
    panel.set_ylim(0, 1.05)
    return charts.svg(figure, "Share of right labels by their probability. A table follows.")
