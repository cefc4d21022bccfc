"""Prodigy: JSON Lines with `spans`, `tokens`, and `options` with the accepted ones.

Offsets are in code points, as in spaCy. Spans begin and end with a token, so
the tokens are cut to fit them; an annotator can mark other words, but not a
part of one.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stancekit.annotation import flat_labels
from stancekit.annotation.flat_labels import FlatSpan
from stancekit.annotation.options import Head
from stancekit.annotation.origins import KEY, origin_fields, read_origin
from stancekit.annotation.sentence import AnnotatedSentence
from stancekit.annotation.tool import Task, Tool, list_of, text_of

ACCEPT = "accept"  # the answer of an annotator; the others are reject and ignore
WORD = re.compile(r"\w+|[^\w\s]")


def to_task(sentence: AnnotatedSentence) -> Task:
    """Return the task of a sentence."""
    spans = flat_labels.spans_of(sentence)
    tokens = _tokens(sentence.text, spans)
    first = {token["start"]: token["id"] for token in tokens}
    last = {token["end"]: token["id"] for token in tokens}
    options = flat_labels.label_set(sentence.heads).categories
    task = {
        "text": sentence.text,
        "tokens": tokens,
        "spans": [
            {"start": start, "end": end, "token_start": first[start], "token_end": last[end], "label": label}
            for start, end, label in spans
        ],
        "options": [{"id": label, "text": label} for label in options],
        "accept": flat_labels.categories_of(sentence),
        "meta": _shown(sentence),
        KEY: origin_fields(sentence),
    }
    if sentence.is_reviewed:
        task["answer"] = ACCEPT
        task |= {"_annotator_id": sentence.annotator} if sentence.annotator else {}
    return task


def _tokens(text: str, spans: Iterable[FlatSpan]) -> list[Task]:
    """Return the words of a text, cut where a span begins or ends; white space there is a token, too."""
    spans = list(spans)
    firsts, lasts = {start for start, _, _ in spans}, {end for _, end, _ in spans}
    words = {at for word in WORD.finditer(text) for at in word.span()}
    bounds = sorted({0, len(text), *firsts, *lasts, *words})
    pieces = [
        (start, end)
        for start, end in zip(bounds, bounds[1:], strict=False)
        if text[start:end].strip() or start in firsts or end in lasts
    ]
    starts = [start for start, _ in pieces[1:]] + [len(text)]
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": end < following}
        for number, ((start, end), following) in enumerate(zip(pieces, starts, strict=True))
    ]


def _shown(sentence: AnnotatedSentence) -> Task:
    """Return what the tool shows below the sentence."""
    origin = sentence.origin
    shown = {"article": origin.id, "before": origin.before, "after": origin.after, "score": origin.score}
    return {name: value for name, value in shown.items() if value is not None}


def from_task(task: Mapping[str, Any], faults: list[str]) -> list[AnnotatedSentence]:
    """Return the sentence of a task; none if the annotator rejected or ignored it."""
    answer = task.get("answer")
    if answer not in (None, ACCEPT):
        return []
    origin, heads = read_origin(task.get(KEY), faults)
    blank = AnnotatedSentence(text_of(task, faults), heads, origin=origin)
    spans = [span for each in list_of(task, "spans", faults) if (span := _span(each, faults))]
    accepted = map(str, list_of(task, "accept", faults))
    annotator = task.get("_annotator_id")
    return [
        replace(
            flat_labels.with_labels(blank, accepted, spans, faults),
            annotator=None if annotator is None else str(annotator),
            is_reviewed=answer == ACCEPT,
        )
    ]


def _span(span: Any, faults: list[str]) -> FlatSpan | None:
    if isinstance(span, Mapping):
        start, end = span.get("start"), span.get("end")
        if isinstance(start, int) and isinstance(end, int):
            return start, end, str(span.get("label"))
    faults.append(f"a span is {span!r}, expected an object with start, end and label")
    return None


def settings(heads: Sequence[Head], sentences: Sequence[AnnotatedSentence]) -> str:
    """Return a `prodigy.json` for the command `prodigy mark DATASET TASKS --view-id blocks`."""
    labels = flat_labels.label_set(heads, sentences)
    blocks: list[Task] = [{"view_id": "spans_manual", "labels": labels.spans}]
    if labels.categories:
        blocks.append({"view_id": "choice", "text": None})
    content = {"blocks": blocks, "labels": labels.spans, "choice_style": "multiple"}
    return json.dumps(content, indent=2) + "\n"


KEYS = frozenset({"spans", "accept", "answer"})
TOOL = Tool(to_task, from_task, keys=KEYS, is_array=False, settings_suffix=".prodigy.json", settings=settings)
