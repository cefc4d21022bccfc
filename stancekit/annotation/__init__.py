"""Sentences between stancekit and the labeling tools: exported with predicted labels, imported with corrected ones."""

from stancekit.annotation.label_file import read_labels, write_labels
from stancekit.annotation.options import TOOLS, Head, ToolName
from stancekit.annotation.score_folder import read_scores
from stancekit.annotation.selection import Selection
from stancekit.annotation.sentence import (
    AnnotatedSentence,
    LabeledActor,
    LabeledAttribution,
    LabeledTarget,
    Origin,
)
from stancekit.annotation.tool_files import read_tasks, write_tasks

__all__ = [
    "TOOLS",
    "AnnotatedSentence",
    "Head",
    "LabeledActor",
    "LabeledAttribution",
    "LabeledTarget",
    "Origin",
    "Selection",
    "ToolName",
    "read_labels",
    "read_scores",
    "read_tasks",
    "write_labels",
    "write_tasks",
]
