"""Reliability diagrams as an SVG beside the model card."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from stancekit_training.audit.reliability import CorpusReliability

CHART_FILE = "reliability.svg"
COLUMNS = 3  # panels in a row
INK, LINE, GAP = "#333333", "#1b6ca8", "#d55e00"  # distinct for color-blind readers
STYLE: Any = {"svg.hashsalt": "stancekit", "font.size": 8, "text.color": INK, "axes.edgecolor": INK}


def draw_reliability(rows: Sequence[CorpusReliability], path: Path) -> None:
    """Draw a panel for each head and corpus: the share of right labels against confidence.

    The same rows give the same bytes.
    """
    height = -(-len(rows) // COLUMNS)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(2.6 * COLUMNS, 2.5 * height), layout="constrained")
        panels = figure.subplots(height, COLUMNS, squeeze=False).ravel()
        for panel, row in zip(panels, rows, strict=False):
            _draw_panel(panel, row)
        for panel in panels[len(rows) :]:
            panel.remove()
        figure.savefig(path, format="svg", metadata={"Date": None})


def _draw_panel(panel: Axes, row: CorpusReliability) -> None:
    confidence, right, _ = zip(*row.bins, strict=True)
    panel.plot((0, 1), (0, 1), color=INK, linewidth=0.8, linestyle=":")
    panel.vlines(confidence, confidence, right, color=GAP, linewidth=3, alpha=0.5)
    panel.plot(confidence, right, color=LINE, marker="o", markersize=3, linewidth=1)
    panel.set_title(f"{row.head}, {row.corpus}\nECE {row.error:.3f}, perfect {row.perfect:.3f}", fontsize=8)
    panel.set_xlim(0.3, 1.01)
    panel.set_ylim(0, 1.02)
    panel.set_xlabel("confidence")
    panel.set_ylabel("share right")
