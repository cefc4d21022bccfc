"""Sentences between stancekit and the labeling tools: exported with predicted labels, imported with corrected ones.

The public names are imported on first use: the command line needs only the
names of the tools.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return sorted(__all__)
