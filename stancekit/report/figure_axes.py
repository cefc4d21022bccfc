"""Axes of figures for papers, by matplotlib: the user's, or new ones.

Colors are those of Okabe and Ito (2008), which people with color blindness
tell apart; each group has its own marker as well.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import east_asian_width

from stancekit.document.scores import Measure
from stancekit.extras import import_extra
from stancekit.report.sanitizing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from stancekit.comparison.results import Estimate

AxesOf: TypeAlias = "Callable[[float], Axes]"  # returns axes; a new figure has this height in inches

SETTINGS = {
    "font.family": "sans-serif",
    "font.size": 8,
    "axes.labelsize": 8,
    "axes.titlesize": 8,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "pdf.fonttype": 42,  # fonts that journals accept
    "text.parse_math": False,
}
WIDTH = 6.5  # inches of a page's text
GRAY, BLACK = "#b8b8b8", "#222222"
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7a6a00", "#666666")
MARKERS = "osD^vPX"  # seven and eight have no common factor: 56 different pairs
MAX_NAME = 32  # characters of a name
LEGEND_COLUMNS = 4
LEGEND_CHARACTERS = 110  # in a line of the legend across the page
KEY = 10  # characters that the marker of a name in the legend takes


def settings() -> AbstractContextManager[None]:
    """Return the context of matplotlib settings in which new figures are made and saved."""
    context: AbstractContextManager[None] = _matplotlib().rc_context(SETTINGS)
    return context


def on(axes: "Axes | None") -> AxesOf:
    """Return the user's axes for any height; without them, new ones that a notebook and `pyplot.show` know."""
    return _shown_axes if axes is None else lambda height: axes


def unshown_axes(height: float) -> "Axes":
    """Return the axes of a new figure that is only for a file; the height is in inches."""
    _matplotlib()
    from matplotlib.figure import Figure

    return _with_axes(Figure(figsize=(WIDTH, height), layout="constrained"))


def _shown_axes(height: float) -> "Axes":
    _matplotlib()
    from matplotlib import pyplot

    return _with_axes(pyplot.figure(figsize=(WIDTH, height), layout="constrained"))


def _with_axes(figure: "Figure") -> "Axes":
    """Return axes in a figure, which is made before: a notebook's backend changes settings with its first figure."""
    with settings():
        axes: Axes = figure.subplots()
    axes.tick_params(labelsize=SETTINGS["xtick.labelsize"], width=SETTINGS["xtick.major.width"])  # of ticks to come
    return axes


def draw_dots(
    axes: "Axes", ys: Sequence[float], estimates: "Sequence[Estimate | Measure | None]", number: int, label: str = ""
) -> None:
    """Draw estimates as markers with their intervals; an open marker has none."""
    color, marker = color_of(number), MARKERS[number % len(MARKERS)]
    for y, estimate in zip(ys, estimates, strict=True):
        if estimate is None:
            continue
        fill = "white"
        if estimate.low is not None and estimate.high is not None:
            axes.hlines(y, estimate.low, estimate.high, color=color, linewidth=1.3)
            fill = color
        axes.plot([estimate.score], [y], marker=marker, markersize=4, color=color, markerfacecolor=fill)
    if label:
        axes.plot([], [], marker=marker, markersize=4, color=color, label=label)


def color_of(number: int) -> str:
    """Return the color of a group, by its rank."""
    return COLORS[number % len(COLORS)]


def name_rows(axes: "Axes", names: Sequence[str]) -> None:
    """Name the rows, the first at the top."""
    axes.set_yticks(range(len(names)), [shorten(name, MAX_NAME) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)


def stance_axis(axes: "Axes") -> None:
    """Make the horizontal axis one of stances, from -1 to +1."""
    axes.axvline(0, color=GRAY, linewidth=0.6, zorder=0)
    axes.set_xlim(-1.05, 1.05)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    axes.set_xlabel("stance, against to favor")


def legend_columns(names: Sequence[str], *, rows: Sequence[str] = ()) -> int:
    """Return the number of columns of a legend that fit the page, beside the names of the rows."""
    available = LEGEND_CHARACTERS - max(map(_width, rows), default=0)
    for columns in range(min(LEGEND_COLUMNS, len(names)), 1, -1):
        height = ceil(len(names) / columns)
        tops = range(0, len(names), height)
        if sum(KEY + max(map(_width, names[top : top + height])) for top in tops) <= available:
            return columns
    return 1


def legend_height(names: Sequence[str], *, rows: Sequence[str] = ()) -> float:
    """Return the height of a legend in inches; see `legend_columns`."""
    return 0.16 * ceil(len(names) / legend_columns(names, rows=rows))


def _width(name: str) -> int:
    """Return the width of a name in characters; those of East Asian scripts are twice as wide."""
    return sum(1 + (east_asian_width(character) in "FW") for character in shorten(name, MAX_NAME))


def add_legend(axes: "Axes", *, rows: Sequence[str] = ()) -> None:
    """Put the legend above the axes, where it covers no marker."""
    size = axes.xaxis.label.get_fontsize()
    names = axes.get_legend_handles_labels()[1]
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=legend_columns(names, rows=rows),
        frameon=False,
        borderaxespad=0.2,
        fontsize=size,
    )


def plain(axes: "Axes") -> "Axes":
    """Show names as they are: matplotlib reads a pair of dollar signs as a formula."""
    from matplotlib.text import Text

    for text in axes.findobj(Text):
        text.set_parse_math(False)
    return axes


def _matplotlib() -> Any:
    return import_extra("matplotlib", need="figures need matplotlib", extra="figures")
