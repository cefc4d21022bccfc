"""doccano: JSON Lines of a project for intent detection and slot filling, with `entities` and `cats`.

Offsets are in UTF-16 units, as its editor stores them unless the project
counts grapheme clusters, an option that must be off.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stancekit.annotation import flat_labels
from stancekit.annotation.offsets import Utf16Offsets
from stancekit.annotation.options import Head
from stancekit.annotation.origins import KEY, origin_fields, read_origin
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.annotation.tool import Task, Tool, list_of, text_of
from stancekit.annotation.utf16_spans import flat_span

COLORS = ("#3b6ea8", "#b5533c", "#4f8a5b", "#8a5ba8", "#a8843b", "#3ba3a8", "#7a7a7a")


def to_task(sentence: AnnotatedSentence) -> Task:
    """Return the line of a sentence."""
    offsets = Utf16Offsets(sentence.text)
    spans = flat_labels.spans_of(sentence)
    return {
        "text": sentence.text,
        "entities": [[offsets.to_utf16(start), offsets.to_utf16(end), label] for start, end, label in spans],
        "cats": flat_labels.categories_of(sentence),
        KEY: origin_fields(sentence),
    }


def from_task(task: Mapping[str, Any], faults: list[str]) -> list[AnnotatedSentence]:
    """Return the sentence of a line; doccano has no mark for a model's labels, so all of them count as reviewed."""
    origin, heads = read_origin(task.get(KEY), faults)
    text = text_of(task, faults)
    offsets = Utf16Offsets(text)
    entities = [_entity(each) for each in list_of(task, "entities", faults)]
    spans = [span for each in entities if (span := flat_span(each, offsets, faults))]
    blank = AnnotatedSentence(text, heads, origin=origin)
    categories = map(str, list_of(task, "cats", faults))
    return [replace(flat_labels.with_labels(blank, categories, spans, faults), is_reviewed=True)]


def _entity(entity: Any) -> Any:
    """Return an entity as start, end and label: a list of them, or an object as projects with relations write it."""
    if isinstance(entity, Mapping):
        return [entity.get("start_offset"), entity.get("end_offset"), entity.get("label")]
    return entity


def settings(heads: Sequence[Head], sentences: Sequence[AnnotatedSentence]) -> str:
    """Return the labels of a project, as its page of span types imports them."""
    labels = flat_labels.label_set(heads, sentences).spans
    types = [{"text": label, "background_color": COLORS[at % len(COLORS)]} for at, label in enumerate(labels)]
    return json.dumps(types, indent=2) + "\n"


KEYS = frozenset({"entities", "cats"})
TOOL = Tool(to_task, from_task, keys=KEYS, is_array=False, settings_suffix=".labels.json", settings=settings)
