"""The figure of a Document, for papers."""

from typing import TYPE_CHECKING

from stancekit.document.records import Document
from stancekit.report.figure_axes import AxesOf, draw_dots, name_rows, plain, stance_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_actors(document: Document, axes_of: AxesOf, *, actors: int = 8) -> "Axes":
    """Draw the stance of an article toward its actors; see `Document.plot_actors`."""
    shown = [(actor.name, actor.stance) for actor in document.actors if actor.stance is not None][:actors]
    axes = axes_of(0.65 + 0.24 * len(shown))
    draw_dots(axes, list(range(len(shown))), [measure for _, measure in shown], 0)
    name_rows(axes, [name for name, _ in shown])
    stance_axis(axes)
    return plain(axes)
