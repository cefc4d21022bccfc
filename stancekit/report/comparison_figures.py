"""Figures of a comparison, for papers; see `stancekit.report.figure_axes`."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from stancekit.comparison.results import Comparison, Estimate, Series
from stancekit.errors import OptionError
from stancekit.report.comparison_charts import STANCE_TICKS, percent_axis
from stancekit.report.figure_axes import (
    BLACK,
    GRAY,
    MARKERS,
    MAX_NAME,
    AxesOf,
    add_legend,
    color_of,
    draw_dots,
    legend_height,
    name_rows,
    plain,
    stance_axis,
)
from stancekit.report.sanitizing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_ACTORS = 8  # by default
PAGE = 7.5  # inches of all rows on a page
MAX_TICKS = 8  # of an axis of time
SPREAD = 0.72  # of a row, that the markers of its groups cover


def plot_opinion(comparison: Comparison, axes_of: AxesOf) -> "Axes":
    """Draw the share of opinion of each group; see `Comparison.plot_opinion`."""
    return _plot_shares({group.name: group.opinion for group in comparison.groups}, axes_of, "share of opinion")


def plot_bias(comparison: Comparison, axes_of: AxesOf) -> "Axes":
    """Draw the share of biased wording of each group; see `Comparison.plot_bias`."""
    return _plot_shares({group.name: group.bias for group in comparison.groups}, axes_of, "share of biased wording")


def plot_actors(comparison: Comparison, axes_of: AxesOf, *, actors: int | None = None) -> "Axes":
    """Draw the stance toward actors by group; see `Comparison.plot_actors`."""
    groups = [group.name for group in comparison.groups]
    row = 0.16 + 0.11 * len(groups)
    shown = comparison.actors[: actors or min(MAX_ACTORS, int(PAGE / row) or 1)]
    rows = [[actor.groups.get(group) for group in groups] for actor in shown]
    names = [actor.name for actor in shown]
    axes = axes_of(0.75 + len(shown) * row + legend_height(groups, rows=names))
    for number, group in enumerate(groups):
        offset = SPREAD * ((number + 0.5) / len(groups) - 0.5)
        ys = [y + offset for y in range(len(shown))]
        draw_dots(axes, ys, [estimates[number] for estimates in rows], number, label=shorten(group, MAX_NAME))
    for y in range(1, len(shown)):
        axes.axhline(y - 0.5, color=GRAY, linewidth=0.4, zorder=0)
    name_rows(axes, names)
    stance_axis(axes)
    if len(groups) > 1:
        add_legend(axes, rows=names)
    return plain(axes)


def plot_opinion_over_time(comparison: Comparison, axes_of: AxesOf, *, groups: int = 5) -> "Axes":
    """Draw the share of opinion over time; see `Comparison.plot_opinion_over_time`."""
    _check_periods(comparison)
    every, *others = comparison.opinion_over_time[: groups + 1]
    axes = axes_of(2.4 + legend_height([series.name for series in others] or [every.name]))
    _lines(axes, others, comparison.periods)
    _line(axes, every, 0.0, BLACK, "o", label="all articles", width=1.6)
    percent_axis(axes.yaxis)
    axes.set_ylim(0, None)
    axes.set_ylabel("share of opinion")
    if others:
        add_legend(axes)
    return plain(axes)


def plot_actors_over_time(comparison: Comparison, axes_of: AxesOf, *, actors: int = 4) -> "Axes":
    """Draw the stance toward actors over time; see `Comparison.plot_actors_over_time`."""
    _check_periods(comparison)
    axes = axes_of(2.8)
    axes.axhline(0, color=GRAY, linewidth=0.6, zorder=0)
    _lines(axes, comparison.actors_over_time[:actors], comparison.periods)
    axes.set_ylim(-1.05, 1.05)
    axes.set_yticks(*STANCE_TICKS)
    axes.set_ylabel("stance, against to favor")
    if comparison.actors_over_time:
        add_legend(axes)
    return plain(axes)


def _plot_shares(shares: Mapping[str, Estimate | None], axes_of: AxesOf, label: str) -> "Axes":
    axes = axes_of(0.6 + 0.24 * len(shares))
    draw_dots(axes, list(range(len(shares))), list(shares.values()), 0)
    name_rows(axes, list(shares))
    percent_axis(axes.xaxis, ticks=8)
    axes.set_xlim(0, None)
    axes.set_xlabel(label)
    return plain(axes)


def _lines(axes: "Axes", series: Sequence[Series], periods: Sequence[str]) -> None:
    """Draw several series side by side, and name the periods."""
    for number, each in enumerate(series):
        offset = 0.3 * ((number + 0.5) / len(series) - 0.5)
        _line(axes, each, offset, color_of(number), MARKERS[number % len(MARKERS)], label=shorten(each.name, MAX_NAME))
    step = ceil(len(periods) / MAX_TICKS)
    axes.set_xticks(range(0, len(periods), step), periods[::step])
    axes.set_xlim(-0.5, len(periods) - 0.5)


def _line(
    axes: "Axes", series: Series, offset: float, color: str, marker: str, *, label: str, width: float = 0.9
) -> None:
    """Draw estimates over time with their intervals; a period without articles interrupts the line."""
    for x, estimate in enumerate(series.estimates):
        if estimate is not None and estimate.low is not None and estimate.high is not None:
            axes.vlines(x + offset, estimate.low, estimate.high, color=color, alpha=0.5, linewidth=1.2)
    scores = [float("nan") if estimate is None else estimate.score for estimate in series.estimates]
    xs = [x + offset for x in range(len(scores))]
    axes.plot(xs, scores, color=color, marker=marker, markersize=3.4, linewidth=width, label=label)
    bare = [x for x, estimate in enumerate(series.estimates) if estimate is not None and estimate.low is None]
    points = [scores[x] for x in bare]
    axes.plot(
        [x + offset for x in bare],
        points,
        color=color,
        marker=marker,
        markersize=3.4,
        linestyle="none",
        markerfacecolor="white",
    )


def _check_periods(comparison: Comparison) -> None:
    if not comparison.periods:
        raise OptionError("the comparison has no dates: name their column, compare(…, over=COLUMN).")
