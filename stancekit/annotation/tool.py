"""The interface of a labeling tool."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from stancekit.annotation.options import Head
from stancekit.annotation.sentence import AnnotatedSentence

Task: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Tool:
    """How a labeling tool writes a sentence.

    Attributes:
        to_task: returns the task of a sentence, with its labels as those of
            a model or, once reviewed, of an annotator.
        from_task: returns the sentences of a task, one for each annotator;
            adds a line to the list for each fault.
        keys: keys that only tasks of this tool have, at least one of them in
            each task with labels.
        is_array: whether a file is one JSON array; else it is JSON Lines.
        settings_suffix: the suffix of the file that sets up a project, beside the tasks.
        settings: the content of that file, for heads and the sentences to label.
    """

    to_task: Callable[[AnnotatedSentence], Task]
    from_task: Callable[[Mapping[str, Any], list[str]], list[AnnotatedSentence]]
    keys: frozenset[str]
    is_array: bool
    settings_suffix: str
    settings: Callable[[Sequence[Head], Sequence[AnnotatedSentence]], str]


def text_of(task: Mapping[str, Any], faults: list[str], key: str = "text") -> str:
    """Return the text of a task; a fault and an empty text if it has none."""
    text = task.get(key)
    if isinstance(text, str) and text.strip():
        return text
    faults.append(f"{key} is {text!r}, expected a sentence")
    return ""


def list_of(task: Mapping[str, Any], key: str, faults: list[str]) -> list[Any]:
    """Return a list in a task; a fault and an empty list if it is no list, an empty list if it is missing."""
    values = task.get(key)
    if values is None or isinstance(values, list):
        return values or []
    faults.append(f"{key} is of type {type(values).__name__}, expected a list")
    return []


def object_of(task: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    """Return an object in a task; a fault and an empty object if it is none, an empty object if it is missing."""
    value = task.get(key)
    if value is None or isinstance(value, Mapping):
        return value or {}
    faults.append(f"{key} is of type {type(value).__name__}, expected an object")
    return {}
