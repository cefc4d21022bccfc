"""Captions of pictures, and lines that repeat them."""

from collections.abc import Sequence
from itertools import pairwise

from stancekit.analysis.structure.lines import Line
from stancekit.language import furniture

REPEATED = 40  # characters that two captions share if they are one


def mark_captions(lines: Sequence[Line]) -> None:
    """Mark captions, and lines that repeat the beginning of one."""
    for line in lines:
        if line.structure is None and furniture.describes_picture(line.text):
            line.mark("caption")
    for label, line in pairwise(lines):
        if line.structure is None and furniture.labels_caption(label.text):
            line.mark("caption")
    beginnings = {line.text[:REPEATED] for line in lines if line.role == "caption" and len(line.text) >= REPEATED}
    for line in lines:
        if line.structure is None and line.text[:REPEATED] in beginnings:
            line.mark("caption")
