"""Sentences of news with marked spans, written for this project: attributions, biased wording, and names.

The spans are marked in the text, as in `<s Ana Roth> <c said> <t she would
resign>`: the initial of a label, and the words.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from stancekit.labels import Kind
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Span, Split
from stancekit_training.corpora.split import own_split
from stancekit_training.resources import data_file

ATTRIBUTIONS, WORDING, NAMES = map(data_file, ("attributions.jsonl", "wording.jsonl", "names.jsonl"))
TRAINING_ALONE = {"attributions": 2720, "wording": 3255, "names": 2080}  # rows, see `own_split`
MARK = re.compile(r"<([a-z]) ([^<>]+)>")
KINDS: Mapping[str, Kind] = {"p": "person", "o": "organization", "l": "place"}

Marks = list[tuple[int, int, str]]


def load_attributions(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read sentences with the sources, cues and contents of their attributions.

    The parts of all attributions of a sentence are in one, since each token
    has one label.
    """

    def labeled(text: str, marks: Marks, row: Mapping[str, Any]) -> LabeledSentence:
        source, cue, content = (_spans(marks, initial) for initial in "sct")
        attributions = (LabeledAttribution(source, cue, content),) if marks else ()
        return LabeledSentence(text, "attributions", attributions=attributions)

    return _sentences(ATTRIBUTIONS, split, labeled, alone=TRAINING_ALONE["attributions"])


def load_wording(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read sentences with biased or neutral wording, their loaded words, and for many whether they give an opinion."""

    def labeled(text: str, marks: Marks, row: Mapping[str, Any]) -> LabeledSentence:
        opinion = row.get("opinion")
        return LabeledSentence(text, "wording", opinion=opinion, bias=row["bias"], loaded=_spans(marks, "l"))

    return _sentences(WORDING, split, labeled, alone=TRAINING_ALONE["wording"])


def load_names(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read sentences with the names of persons, organizations and places of all regions."""

    def labeled(text: str, marks: Marks, row: Mapping[str, Any]) -> LabeledSentence:
        actors = tuple((start, end, KINDS[initial]) for start, end, initial in marks)
        return LabeledSentence(text, "names", actors=actors)

    return _sentences(NAMES, split, labeled, alone=TRAINING_ALONE["names"])


def _sentences(
    path: Path, split: Split, labeled: Callable[[str, Marks, Mapping[str, Any]], LabeledSentence], *, alone: int
) -> list[LabeledSentence]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [labeled(*_unmarked(row["text"]), row) for row in rows]
    return own_split(sentences, split, alone=alone)


def _unmarked(marked: str) -> tuple[str, Marks]:
    """Return a text without its marks, and the span and initial of each."""
    text, position, marks = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        position = match.end()
    return text + marked[position:], marks


def _spans(marks: Marks, initial: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end, label in marks if label == initial)
