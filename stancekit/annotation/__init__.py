"""Sentences between stancekit and the labeling tools: exported with predicted labels, imported with corrected ones.

The public names are imported on first use: the command line needs only the
names of the tools.
"""

from typing import TYPE_CHECKING

from stancekit.lazy_names import lazy_names

if TYPE_CHECKING:
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

_MODULES = {
    "TOOLS": "options",
    "AnnotatedSentence": "sentence",
    "Head": "options",
    "LabeledActor": "sentence",
    "LabeledAttribution": "sentence",
    "LabeledTarget": "sentence",
    "Origin": "sentence",
    "Selection": "selection",
    "ToolName": "options",
    "read_labels": "label_file",
    "read_scores": "score_folder",
    "read_tasks": "tool_files",
    "write_labels": "label_file",
    "write_tasks": "tool_files",
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
