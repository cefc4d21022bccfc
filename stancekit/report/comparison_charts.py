"""Charts as SVG that stands in a page and takes the page's colours.

Drawn by matplotlib: its SVG is static, so that a report needs no script and
prints; Altair and Plotly draw in the browser with megabytes of script.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from io import StringIO
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup

from stancekit.comparison import Estimate, Series, Survey
from stancekit.report.sanitizing import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Drawn = TypeVar("Drawn")

INK, MUTED, LINE, OPINION, BIAS, STANCE = (f"#01010{number}" for number in range(6))  # stand for those of layout.css
COLOURS = {INK: "ink", MUTED: "muted", LINE: "strong", OPINION: "opinion-ink", BIAS: "loaded", STANCE: "a0"}
SETTINGS = {
    "svg.fonttype": "none",  # text stays text
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
WIDTH = 10.6  # inches of a chart, at 72 units an inch
LONGEST = 26  # characters of a name on an axis
TICKS = 6  # at most, of an axis of time
ABREAST = 3  # panels
STANCE_TICKS = ([-1, 0, 1], ["−1", "0", "+1"])


def shares(survey: Survey) -> Markup:
    """Draw the share of opinion and of biased wording of each group."""
    groups = survey.groups[::-1]
    figure, (opinion, bias) = _figure(1, 2, height=0.7 + 0.3 * len(groups))
    _dots(opinion, [group.opinion for group in groups], OPINION)
    _dots(bias, [group.bias for group in groups], BIAS)
    for panel, title in ((opinion, "opinion"), (bias, "biased wording")):
        _names(panel, [group.name for group in groups], shown=panel is opinion)
        panel.set_title(f"share of {title}", loc="left", fontsize=10)
        _percent(panel.xaxis)
        panel.set_xlim(0, None)
    return _svg(figure, "Share of opinion and of biased wording by group, with 95 % intervals. A table follows.")


def treatments(survey: Survey) -> Markup:
    """Draw how each group casts the most named actors."""
    groups = survey.groups[::-1]
    rows = ceil(len(survey.actors) / ABREAST)
    figure, panels = _figure(rows, ABREAST, height=rows * (0.62 + 0.22 * len(groups)))
    for number, (panel, actor) in enumerate(_filled(panels, survey.actors)):
        panel.axvline(0, color=LINE, linewidth=0.8, zorder=0)
        _dots(panel, [actor.groups.get(group.name) for group in groups], STANCE)
        _names(panel, [group.name for group in groups], shown=number % ABREAST == 0)
        panel.set_xlim(-1.05, 1.05)
        panel.set_xticks(*STANCE_TICKS)
        panel.set_title(_short(actor.name), loc="left", fontsize=10)
    return _svg(figure, "Stance toward the most named actors by group, with 95 % intervals. A table follows.")


def opinion_over_time(survey: Survey) -> Markup:
    """Draw the share of opinion in each period, of all articles and of each group."""
    every = survey.opinion_over_time
    top = max((one.high or one.score for series in every for one in series.estimates if one), default=1.0)
    figure, panels = _figure(ceil(len(every) / ABREAST), ABREAST, height=1.45 * ceil(len(every) / ABREAST))
    for panel, series in _filled(panels, every):
        _line(panel, series, survey.periods, OPINION)
        _percent(panel.yaxis)
        panel.set_ylim(0, min(1.0, 1.05 * top))
    return _svg(figure, "Share of opinion over time, with 95 % intervals.")


def actors_over_time(survey: Survey) -> Markup:
    """Draw how the most named actors are cast in each period."""
    every = survey.actors_over_time
    figure, panels = _figure(ceil(len(every) / ABREAST), ABREAST, height=1.45 * ceil(len(every) / ABREAST))
    for panel, series in _filled(panels, every):
        _line(panel, series, survey.periods, STANCE)
        panel.axhline(0, color=LINE, linewidth=0.8, zorder=0)
        panel.set_yticks(*STANCE_TICKS)
        panel.set_ylim(-1.05, 1.05)
    return _svg(figure, "Stance toward the most named actors over time, with 95 % intervals.")


def _filled(panels: "Sequence[Axes]", things: Sequence[Drawn]) -> "Iterator[tuple[Axes, Drawn]]":
    """Yield each thing with a panel to draw it in, and hide the panels that are left."""
    for panel in panels[len(things) :]:
        panel.set_visible(False)
    yield from zip(panels, things, strict=False)


def _line(panel: "Axes", series: Series, periods: Sequence[str], colour: str) -> None:
    """Draw estimates over time, with their intervals."""
    told = [(place, one) for place, one in enumerate(series.estimates) if one]
    for place, one in told:
        if one.low is not None and one.high is not None:
            panel.vlines(place, one.low, one.high, color=colour, alpha=0.45, linewidth=3)
    places, scores = [place for place, _ in told], [one.score for _, one in told]
    panel.plot(places, scores, color=colour, marker="o", markersize=3.2, linewidth=1)
    panel.set_xlim(-0.5, len(periods) - 0.5)
    step = ceil(len(periods) / TICKS)
    panel.set_xticks(range(0, len(periods), step), periods[::step], fontsize=7.5)
    panel.set_title(_short(series.name), loc="left", fontsize=10)


def _figure(rows: int, columns: int, *, height: float) -> "tuple[Figure, list[Axes]]":
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(SETTINGS):  # type: ignore[arg-type]
        figure = Figure(figsize=(WIDTH, max(height, 1.4)), layout="constrained")
        figure.patch.set_visible(False)
        panels = figure.subplots(rows, columns, squeeze=False).ravel().tolist()
    for panel in panels:
        panel.patch.set_visible(False)
    return figure, panels


def _dots(panel: "Axes", estimates: Sequence[Estimate | None], colour: str) -> None:
    """Draw estimates as dots with their intervals; without an interval, as a circle."""
    for place, one in enumerate(estimates):
        if one is None:
            continue
        if one.low is not None and one.high is not None:
            panel.hlines(place, one.low, one.high, color=colour, linewidth=2.2)
        panel.plot(
            [one.score],
            [place],
            marker="o",
            markersize=5,
            color=colour,
            markerfacecolor=colour if one.low is not None else "none",
        )
    panel.set_ylim(-0.6, len(estimates) - 0.4)


def _names(panel: "Axes", names: Sequence[str], *, shown: bool) -> None:
    panel.set_yticks(range(len(names)), [_short(name) if shown else "" for name in names])
    panel.tick_params(axis="y", length=0)


def _percent(axis: Any) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(PercentFormatter(1, decimals=0))


def _short(name: str) -> str:
    name = printable(name)
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _svg(figure: "Figure", description: str) -> Markup:
    """Write a figure as an element of a page, in the page's colours."""
    from matplotlib import rc_context

    file = StringIO()
    with rc_context(SETTINGS), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.simplefilter("ignore", UserWarning)  # of letters that matplotlib's own font lacks; browsers have them
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = file.getvalue()[file.getvalue().index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", "", drawn, flags=re.S)
    for colour, name in COLOURS.items():
        drawn = drawn.replace(colour, f"var(--{name})")
    label = Markup('<svg role="img" aria-label="{}" ').format(description)
    return label + Markup(drawn.removeprefix("<svg "))
