"""Do probabilities hold, head by head and corpus by corpus? Reliability diagrams (Guo et al., ICML 2017)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from stancekit.network.tagging import FloatArray, IntArray
from stancekit_training.corpora.sentence import Item
from stancekit_training.evaluation.calibration import BINS, calibration_error, cross_fitted, perfect_error
from stancekit_training.evaluation.sentences import Answers, labels_of, pooled

LENGTHS = (0, 15, 30, 10_000)  # words of a sentence, where slices end
FEWEST = 100  # labels below which a slice says nothing
COLUMNS = 3  # panels in a row of the picture
INK, LINE, SHADE = "#333333", "#1b6ca8", "#d55e00"  # told apart by people who see few colours


def measure_reliability(heads: Iterable[str], answers: Mapping[str, Mapping[str, Answers]]) -> list[dict[str, Any]]:
    """Measure calibration on each corpus that labels a head.

    Args:
        heads: of the model.
        answers: by corpus and head, as `training.evaluation.answer` gives them.

    Returns:
        Records of `head`, `corpus`, `error` and `perfect`, expected
        calibration error out of fold and that of a perfectly calibrated model,
        `count`, and `bins`: mean confidence, share right and items of ten bins
        of equal mass.
    """
    rows = []
    for head in heads:
        for corpus, by_name in answers.items():
            given = by_name.get(labels_of(head))
            if given and len(given.gold) >= FEWEST:
                probabilities = cross_fitted(given.scores, given.labels, given.sentences)
                bins = _bins(probabilities, given.labels)
                rows.append({"head": head, "corpus": corpus, **_errors(probabilities, given.labels), "bins": bins})
    return rows


def measure_lengths(
    heads: Iterable[str], answers: Mapping[str, Mapping[str, Answers]], items: Mapping[str, Sequence[Item]]
) -> list[dict[str, Any]]:
    """Measure calibration on short, middling and long sentences, over all corpora that label a head.

    Args:
        heads: of the model.
        answers: by corpus and head.
        items: by corpus, those that were answered.

    Returns:
        Records of `head`, `words`, `error`, `perfect` and `count`.
    """
    rows = []
    words = {corpus: np.array([len(item.text.split()) for item in given]) for corpus, given in items.items()}
    for head in heads:
        given = pooled(answers, labels_of(head))
        if not given.gold:
            continue
        of_label = [words[corpus][found[labels_of(head)].sentences] for corpus, found in answers.items()
                    if labels_of(head) in found]  # fmt: skip
        lengths, labels = np.concatenate(of_label), given.labels
        probabilities = cross_fitted(given.scores, labels, given.sentences)
        for low, high in pairwise(LENGTHS):
            part = (low < lengths) & (lengths <= high)
            if part.sum() >= FEWEST:
                called = f"over {low}" if high == LENGTHS[-1] else f"{low + 1} to {high}"
                rows.append({"head": head, "words": called, **_errors(probabilities[part], labels[part])})
    return rows


def _errors(probabilities: FloatArray, labels: IntArray) -> dict[str, Any]:
    error = calibration_error(probabilities, labels)
    return {"error": error, "perfect": perfect_error(probabilities), "count": len(labels)}


def _bins(probabilities: FloatArray, labels: IntArray) -> list[tuple[float, float, int]]:
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    parts = np.array_split(np.argsort(confidence, kind="stable"), BINS)
    return [(float(confidence[part].mean()), float(right[part].mean()), len(part)) for part in parts if len(part)]


def draw(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw a panel for each record, confidence against the share that is right, as SVG."""
    height = -(-len(rows) // COLUMNS)
    with matplotlib.rc_context({"svg.hashsalt": "stancekit", "font.size": 8, "text.color": INK, "axes.edgecolor": INK}):
        figure = Figure(figsize=(2.6 * COLUMNS, 2.5 * height), layout="constrained")
        panels = figure.subplots(height, COLUMNS, squeeze=False).ravel()
        for panel, row in zip(panels, rows, strict=False):
            confidence, right, _ = zip(*row["bins"], strict=True)
            panel.plot((0, 1), (0, 1), color=INK, linewidth=0.8, linestyle=":")
            panel.vlines(confidence, confidence, right, color=SHADE, linewidth=3, alpha=0.5)
            panel.plot(confidence, right, color=LINE, marker="o", markersize=3, linewidth=1)
            panel.set_title(
                f"{row['head']}, {row['corpus']}\nECE {row['error']:.3f}, perfect {row['perfect']:.3f}", fontsize=8
            )
            panel.set_xlim(0.3, 1.01)
            panel.set_ylim(0, 1.02)
            panel.set_xlabel("confidence")
            panel.set_ylabel("share right")
        for panel in panels[len(rows) :]:
            panel.remove()
        figure.savefig(path, format="svg", metadata={"Date": None})
