"""Argilla: records with suggestions or responses, as `dataset.records.to_json` and `from_json` have them.

Offsets are in UTF-16 units, as its editor stores them, while its server takes
no offset beyond the number of code points. So the text field gets a space at
the end for each character of two units, which the import removes again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stancekit.annotation import flat_labels
from stancekit.annotation.offsets import Utf16Offsets, astral_count
from stancekit.annotation.options import CHOICES, Head
from stancekit.annotation.origins import KEY, origin_fields, read_origin
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.annotation.tool import Task, Tool, list_of, object_of, text_of
from stancekit.annotation.utf16_spans import flat_span

SPANS, PADDING = "spans", "padding"
NO_USER = "00000000-0000-0000-0000-000000000000"  # of labels without an annotator: a response must have a user
PENDING = "pending"  # status of a record whose responses nobody has submitted
SPAN_HEADS: frozenset[Head] = frozenset({"stance", "actor", "attribution", "loaded"})


def to_task(sentence: AnnotatedSentence) -> Task:
    """Return the record of a sentence."""
    origin, padding = sentence.origin, astral_count(sentence.text)
    answers: dict[str, Any] = {
        name: label for name, label in (("opinion", sentence.opinion), ("bias", sentence.bias)) if label is not None
    }
    spans = _spans(sentence)
    if spans or (sentence.is_reviewed and SPAN_HEADS & set(sentence.heads)):
        answers[SPANS] = spans
    fields = {"text": sentence.text + " " * padding}
    fields |= {name: text for name, text in (("before", origin.before), ("after", origin.after)) if text}
    metadata: Task = {KEY: json.dumps(origin_fields(sentence), ensure_ascii=False)}
    metadata |= {PADDING: padding} if padding else {}
    record: Task = {"fields": fields, "metadata": metadata, "suggestions": {}, "responses": {}, "vectors": {}}
    if sentence.is_reviewed:
        user = sentence.annotator or NO_USER
        responses = {name: [{"value": value, "user_id": user}] for name, value in answers.items()}
        return {**record, "responses": responses}
    return {**record, "suggestions": {name: _suggestion(sentence, name, value) for name, value in answers.items()}}


def _spans(sentence: AnnotatedSentence) -> list[Task]:
    offsets = Utf16Offsets(sentence.text)
    return [
        {"start": offsets.to_utf16(start), "end": offsets.to_utf16(end), "label": label}
        for start, end, label in flat_labels.spans_of(sentence)
    ]


def _suggestion(sentence: AnnotatedSentence, name: str, value: Any) -> Task:
    score = sentence.origin.score if name == "opinion" else None
    return {"value": value, "score": score, "agent": sentence.origin.model}


def from_task(task: Mapping[str, Any], faults: list[str]) -> list[AnnotatedSentence]:
    """Return the sentences of a record, one for each user who responded, else that of the suggestions."""
    metadata = object_of(task, "metadata", faults)
    origin, heads = read_origin(_origin(metadata.get(KEY), faults), faults)
    text = text_of(object_of(task, "fields", faults), faults)
    text = text[: len(text) - _padding(metadata, text)]
    blank = AnnotatedSentence(text, heads, origin=origin)
    answers = _responses(object_of(task, "responses", faults))
    if answers and task.get("status") != PENDING:
        return [
            replace(_labeled(blank, values, faults), annotator=user, is_reviewed=True)
            for user, values in answers.items()
        ]
    suggestions = object_of(task, "suggestions", faults)
    values = {name: each.get("value") for name, each in suggestions.items() if isinstance(each, Mapping)}
    return [_labeled(blank, values, faults)]


def _origin(written: Any, faults: list[str]) -> Any:
    """Return the origin, which is JSON in a text, because metadata takes no objects."""
    if not isinstance(written, str):
        return written
    try:
        return json.loads(written)
    except ValueError:
        faults.append(f"{KEY} in the metadata is not JSON")
        return None


def _padding(metadata: Mapping[str, Any], text: str) -> int:
    padding = metadata.get(PADDING)
    return padding if isinstance(padding, int) and padding > 0 and text.endswith(" " * padding) else 0


def _responses(responses: Mapping[str, Any]) -> dict[str | None, dict[str, Any]]:
    """Return the answers of each user, by question."""
    by_user: dict[str | None, dict[str, Any]] = {}
    for question, answers in responses.items():
        for answer in answers if isinstance(answers, list) else []:
            if isinstance(answer, Mapping):
                user = answer.get("user_id")
                by_user.setdefault(None if user in (None, "None", NO_USER) else str(user), {})[question] = answer.get(
                    "value"
                )
    return by_user


def _labeled(blank: AnnotatedSentence, values: Mapping[str, Any], faults: list[str]) -> AnnotatedSentence:
    """Return the sentence with the values of questions."""
    offsets = Utf16Offsets(blank.text)
    parts = [_part(each) for each in list_of(values, SPANS, faults)]
    spans = [span for each in parts if (span := flat_span(each, offsets, faults))]
    bias = values.get("bias")
    categories = [str(values["opinion"])] if values.get("opinion") is not None else []
    categories += [flat_labels.category(str(bias))] if bias is not None else []
    return flat_labels.with_labels(blank, categories, spans, faults)


def _part(span: Any) -> Any:
    return [span.get("start"), span.get("end"), span.get("label")] if isinstance(span, Mapping) else span


def settings(heads: Sequence[Head], sentences: Sequence[AnnotatedSentence]) -> str:
    """Return the settings of a dataset, as `argilla.Settings.from_json` reads them."""
    fields = [_field("text", required=True), _field("before", required=False), _field("after", required=False)]
    questions = [_choice(name, labels) for name, labels in CHOICES.items() if name in heads]
    if spans := flat_labels.label_set(heads, sentences).spans:
        options = {"type": "span", "field": "text", "allow_overlapping": True, "options": _options(spans)}
        questions.append({"name": SPANS, "title": SPANS, "required": False, "settings": options})
    content = {
        "guidelines": None,
        "allow_extra_metadata": True,
        "distribution": {"strategy": "overlap", "min_submitted": 1},
        "fields": fields,
        "questions": questions,
        "vectors": [],
        "metadata": [],
    }
    return json.dumps(content, indent=2) + "\n"


def _field(name: str, *, required: bool) -> Task:
    return {"name": name, "title": name, "required": required, "settings": {"type": "text", "use_markdown": False}}


def _choice(name: str, labels: Sequence[str]) -> Task:
    settings = {"type": "label_selection", "options": _options(labels)}
    return {"name": name, "title": name, "required": True, "settings": settings}


def _options(labels: Sequence[str]) -> list[Task]:
    return [{"value": label, "text": label, "description": None} for label in labels]


KEYS = frozenset({"fields"})
TOOL = Tool(to_task, from_task, keys=KEYS, is_array=True, settings_suffix=".settings.json", settings=settings)
