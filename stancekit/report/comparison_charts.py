"""Charts as inline SVG in the colors of the page.

They are made by matplotlib, because its SVG is static: the page needs no
script and can be printed. Altair and Plotly need megabytes of script.
"""

import warnings
from collections.abc import Iterator, Sequence
from io import StringIO
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup

from stancekit.comparison import Comparison, Estimate, Series
from stancekit.report.inline_svg import inline
from stancekit.report.sanitizing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Item = TypeVar("Item")

INK, MUTED, LINE, OPINION, BIAS, STANCE = (f"#01010{number}" for number in range(6))  # placeholders
COLORS = {  # of layout.css, which replace the placeholders
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    LINE: "var(--strong)",
    OPINION: "var(--opinion-ink)",
    BIAS: "var(--loaded)",
    STANCE: "var(--a0)",
}
SETTINGS = {
    "svg.fonttype": "none",  # text, not paths
    "svg.hashsalt": "stancekit",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": LINE,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
WIDTH = 10.6  # inches, at 72 units an inch
MAX_NAME = 26  # characters of a name on an axis
MAX_TICKS = 6  # of an axis of time
COLUMNS = 3  # of panels
STANCE_TICKS = ([-1, 0, 1], ["−1", "0", "+1"])


def shares(comparison: Comparison) -> Markup:
    """Draw the share of opinion and of biased wording of each group."""
    groups = comparison.groups[::-1]
    figure, (opinion, bias) = figure_of_panels(1, 2, height=0.7 + 0.3 * len(groups))
    _dots(opinion, [group.opinion for group in groups], OPINION)
    _dots(bias, [group.bias for group in groups], BIAS)
    for panel, title in ((opinion, "opinion"), (bias, "biased wording")):
        draw_names(panel, [group.name for group in groups], shown=panel is opinion)
        panel.set_title(f"share of {title}", loc="left", fontsize=10)
        percent_axis(panel.xaxis)
        panel.set_xlim(0, None)
    return svg(figure, "Share of opinion and of biased wording by group, with 95% intervals. A table follows.")


def treatments(comparison: Comparison) -> Markup:
    """Draw the stance toward the most frequent actors, by group."""
    groups = comparison.groups[::-1]
    rows = ceil(len(comparison.actors) / COLUMNS)
    figure, panels = figure_of_panels(rows, COLUMNS, height=rows * (0.62 + 0.22 * len(groups)))
    for number, (panel, actor) in enumerate(_filled(panels, comparison.actors)):
        panel.axvline(0, color=LINE, linewidth=0.8, zorder=0)
        _dots(panel, [actor.groups.get(group.name) for group in groups], STANCE)
        draw_names(panel, [group.name for group in groups], shown=number % COLUMNS == 0)
        panel.set_xlim(-1.05, 1.05)
        panel.set_xticks(*STANCE_TICKS)
        panel.set_title(shorten(actor.name, MAX_NAME), loc="left", fontsize=10)
    return svg(figure, "Stance toward the most frequent actors by group, with 95% intervals. A table follows.")


def opinion_over_time(comparison: Comparison) -> Markup:
    """Draw the share of opinion in each period, of all articles and of each group."""
    estimates = [estimate for series in comparison.opinion_over_time for estimate in series.estimates if estimate]
    top = max((estimate.high or estimate.score for estimate in estimates), default=1.0)
    figure, panels = _timeline_figure(comparison.opinion_over_time)
    for panel, series in _filled(panels, comparison.opinion_over_time):
        _line(panel, series, comparison.periods, OPINION)
        percent_axis(panel.yaxis)
        panel.set_ylim(0, min(1.0, 1.05 * top) or 1.0)
    return svg(figure, "Share of opinion over time, with 95% intervals.")


def actors_over_time(comparison: Comparison) -> Markup:
    """Draw the stance toward the most frequent actors in each period."""
    figure, panels = _timeline_figure(comparison.actors_over_time)
    for panel, series in _filled(panels, comparison.actors_over_time):
        _line(panel, series, comparison.periods, STANCE)
        panel.axhline(0, color=LINE, linewidth=0.8, zorder=0)
        panel.set_yticks(*STANCE_TICKS)
        panel.set_ylim(-1.05, 1.05)
    return svg(figure, "Stance toward the most frequent actors over time, with 95% intervals.")


def _filled(panels: "Sequence[Axes]", items: Sequence[Item]) -> "Iterator[tuple[Axes, Item]]":
    """Yield each item with its panel, and hide the remaining panels."""
    for panel in panels[len(items) :]:
        panel.set_visible(False)
    yield from zip(panels, items, strict=False)


def _line(panel: "Axes", series: Series, periods: Sequence[str], color: str) -> None:
    """Draw estimates over time with their intervals."""
    estimates = {x: estimate for x, estimate in enumerate(series.estimates) if estimate}
    for x, estimate in estimates.items():
        if estimate.low is not None and estimate.high is not None:
            panel.vlines(x, estimate.low, estimate.high, color=color, alpha=0.45, linewidth=3)
    panel.plot(
        list(estimates),
        [estimate.score for estimate in estimates.values()],
        color=color,
        marker="o",
        markersize=3.2,
        linewidth=1,
    )
    panel.set_xlim(-0.5, len(periods) - 0.5)
    step = ceil(len(periods) / MAX_TICKS)
    panel.set_xticks(range(0, len(periods), step), periods[::step], fontsize=7.5)
    panel.set_title(shorten(series.name, MAX_NAME), loc="left", fontsize=10)


def _timeline_figure(series: Sequence[Series]) -> "tuple[Figure, list[Axes]]":
    rows = ceil(len(series) / COLUMNS)
    return figure_of_panels(rows, COLUMNS, height=1.45 * rows)


def figure_of_panels(rows: int, columns: int, *, height: float) -> "tuple[Figure, list[Axes]]":
    """Return a figure and its panels, row by row; the height is in inches."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(SETTINGS):  # type: ignore[arg-type]
        figure = Figure(figsize=(WIDTH, max(height, 1.4)), layout="constrained")
        figure.patch.set_visible(False)
        panels = figure.subplots(rows, columns, squeeze=False).ravel().tolist()
    for panel in panels:
        panel.patch.set_visible(False)
    return figure, panels


def _dots(panel: "Axes", estimates: Sequence[Estimate | None], color: str) -> None:
    """Draw estimates as dots with their intervals, or as rings without an interval."""
    for y, estimate in enumerate(estimates):
        if estimate is not None:
            draw_estimate(panel, estimate, y, color)
    panel.set_ylim(-0.6, len(estimates) - 0.4)


def draw_estimate(panel: "Axes", estimate: Estimate, y: float, color: str) -> None:
    """Draw an estimate as a dot with its interval, or as a ring without an interval."""
    fill = "none"
    if estimate.low is not None and estimate.high is not None:
        panel.hlines(y, estimate.low, estimate.high, color=color, linewidth=2.2)
        fill = color
    panel.plot([estimate.score], [y], marker="o", markersize=5, color=color, markerfacecolor=fill)


def draw_names(panel: "Axes", names: Sequence[str], *, shown: bool) -> None:
    """Name the rows of a panel; without `shown` their names are left blank."""
    panel.set_yticks(range(len(names)), [shorten(name, MAX_NAME) if shown else "" for name in names])
    panel.tick_params(axis="y", length=0)


def percent_axis(axis: Any, *, ticks: int = 4) -> None:
    """Label an axis in percent, with at most this number of steps."""
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(PercentFormatter(1, decimals=0))


def svg(figure: "Figure", description: str) -> Markup:
    """Return a figure as an inline element in the colors of the page."""
    from matplotlib import rc_context
    from matplotlib.text import Text

    for text in figure.findobj(Text):  # those of ticks have matplotlib's own settings
        text.set_parse_math(False)
    file = StringIO()
    with rc_context(SETTINGS), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.simplefilter("ignore", UserWarning)  # about glyphs that matplotlib's font lacks; browsers have them
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return inline(file.getvalue(), colors=COLORS, description=description)
