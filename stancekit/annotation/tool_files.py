"""Files of tasks: written for a labeling tool, and read back with the labels of its annotators."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from stancekit.annotation import argilla, doccano, label_studio, prodigy
from stancekit.annotation.faults import check_faults
from stancekit.annotation.options import HEADS, TOOLS, ToolName
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.annotation.tool import Tool
from stancekit.errors import InputError, OptionError

MODULES: Mapping[ToolName, Tool] = {
    "label-studio": label_studio.TOOL,
    "doccano": doccano.TOOL,
    "argilla": argilla.TOOL,
    "prodigy": prodigy.TOOL,
}
TASK_SUFFIXES = {".json", ".jsonl"}


@dataclass(frozen=True)
class Annotations:
    """The sentences of a file of tasks.

    Attributes:
        sentences: the sentences in the order of the file, one for each annotator of a task.
        unreviewed: the number of those whose labels are still a model's.
        skipped: the number of tasks that annotators skipped or rejected.
    """

    sentences: list[AnnotatedSentence]
    unreviewed: int
    skipped: int


def write_tasks(sentences: Sequence[AnnotatedSentence], path: str | PathLike[str], tool: ToolName) -> Path:
    """Write a file of tasks, and a file beside it that sets up a project for them.

    Args:
        sentences: the sentences to label.
        path: the path of the file of tasks.
        tool: the name of the tool.

    Returns:
        The path of the file that sets up a project.

    Raises:
        OptionError: no such tool, or the name of the file is that of
            another format: JSON instead of JSON Lines, or the reverse.
        InputError: no sentence.
        OSError: a file cannot be written.
    """
    known = checked_tool(tool)
    _check_suffix(Path(path), tool, known)
    if not sentences:
        raise InputError("there is no sentence to export.")
    heads = [head for head in HEADS if any(head in sentence.heads for sentence in sentences)]
    settings = Path(path).with_suffix(known.settings_suffix)
    lines = (json.dumps(known.to_task(sentence), ensure_ascii=False) for sentence in sentences)
    content = "[\n" + ",\n".join(lines) + "\n]\n" if known.is_array else "".join(f"{line}\n" for line in lines)
    Path(path).write_text(content, encoding="utf-8")
    settings.write_text(known.settings(heads, sentences), encoding="utf-8")
    return settings


def read_tasks(path: str | PathLike[str], tool: ToolName) -> Annotations:
    """Read the file of tasks that a labeling tool exported.

    Heads that a task does not name, because it is not from `write_tasks`, are
    those that have a label anywhere in the file.

    Args:
        path: the path of the file: a JSON array or JSON Lines.
        tool: the name of the tool.

    Raises:
        OptionError: no such tool, or the file is that of another tool.
        InputError: the file cannot be read, or tasks have faults, of which
            the first are listed with their numbers.
    """
    known = checked_tool(tool)
    sentences: list[AnnotatedSentence] = []
    faults: list[str] = []
    skipped = 0
    for number, task in _tasks(Path(path)):
        of_task: list[str] = []
        if isinstance(task, Mapping):
            _check_tool(task, path, tool)
            new = known.from_task(task, of_task)
        else:
            new, of_task = [], [f"an entry of type {type(task).__name__}, expected an object"]
        of_task += [fault for sentence in new if sentence.text for fault in sentence.faults()]
        skipped += not new and not of_task
        sentences += new
        faults += [f"task {number}: {fault}" for fault in dict.fromkeys(of_task)]
    check_faults(str(path), faults)
    sentences = [sentence.normalized() for sentence in _with_heads(sentences)]
    return Annotations(sentences, sum(not sentence.is_reviewed for sentence in sentences), skipped)


def checked_tool(name: str) -> Tool:
    """Return the tool of a name.

    Raises:
        InputError: no such tool.
    """
    for tool in TOOLS:
        if tool == name:
            return MODULES[tool]
    raise OptionError(f"unknown tool {name!r}; valid tools: {', '.join(TOOLS)}.")


def _check_suffix(path: Path, name: ToolName, tool: Tool) -> None:
    """Raise OptionError if a name is that of JSON Lines but the tool reads JSON, or the reverse."""
    suffix, format = (".json", "JSON") if tool.is_array else (".jsonl", "JSON Lines")
    if path.suffix.lower() in TASK_SUFFIXES - {suffix}:
        raise OptionError(f"{path}: the tasks of {name} are {format}; name the file {path.with_suffix(suffix).name}.")


def _check_tool(task: Mapping[str, Any], path: str | PathLike[str], name: ToolName) -> None:
    """Raise OptionError if a task has keys that only the tasks of another tool have."""
    if MODULES[name].keys & task.keys():
        return
    for other, tool in MODULES.items():
        if tool.keys & task.keys():
            raise OptionError(f"{path} has tasks of {other}, not of {name}: name that tool (--from {other}).")


def _tasks(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the tasks of a JSON array or of JSON Lines with their numbers, from 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if text.lstrip()[:1] == "[":
        yield from enumerate(_json(text, str(path)), start=1)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _json(line, f"{path}, line {number}")


def _json(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place} is not JSON: {error}.") from error


def _with_heads(sentences: Iterable[AnnotatedSentence]) -> Iterator[AnnotatedSentence]:
    sentences = list(sentences)
    labeled = {head for sentence in sentences for head in sentence.labeled_heads}
    heads = tuple(head for head in HEADS if head in labeled)
    return (sentence if sentence.heads else replace(sentence, heads=heads) for sentence in sentences)
