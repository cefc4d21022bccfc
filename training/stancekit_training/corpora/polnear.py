"""PolNeAR: every attribution of US political news, with source, cue and content (Newell et al., LREC 2018).

Where an article has several annotators, the annotator whose identifier sorts
first is used. An attribution is what an Attribution event links; Discuss and
Discard events are ignored. A discontiguous content stays one content with
several spans. A sentence takes the parts of an attribution that lie in it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from stancekit.language import segmentation
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence, Span, Split

ROW = re.compile(r"([TE]\d+)\t(.*)")  # other rows are continuations of a text with a line break
ROLES = ("Source", "Cue", "Content")

Spans: TypeAlias = tuple[Span, ...]


def load(folder: Path, split: Split) -> list[LabeledSentence]:
    """Read the sentences of every article of one split."""
    home = folder / "polnear" / split
    files: dict[str, Path] = {}
    for path in sorted((home / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    sentences: list[LabeledSentence] = []
    for name, path in files.items():
        text = (home / "text" / f"{name}.txt").read_bytes().decode()
        sentences += _sentences(text, path.read_text(encoding="utf-8"))
    return sentences


def _sentences(text: str, annotation: str) -> Iterator[LabeledSentence]:
    attributions = list(_attributions(annotation))
    for start, end in segmentation.split_sentences(text):
        parts = (_within(text, attribution, start, end) for attribution in attributions)
        inside = tuple(part for part in parts if part != LabeledAttribution())
        yield LabeledSentence(text[start:end], "polnear", attributions=inside)


def _attributions(annotation: str) -> Iterator[LabeledAttribution]:
    """Yield the attributions of an article in brat's standoff format."""
    spans: dict[str, Spans] = {}
    events = []
    for line in annotation.splitlines():
        if not (row := ROW.fullmatch(line)):
            continue
        name, fields = row.groups()
        if name.startswith("T"):
            bounds = fields.split("\t")[0].partition(" ")[2]
            spans[name] = tuple((int(first), int(last)) for first, last in map(str.split, bounds.split(";")))
        else:
            events.append([field.partition(":") for field in fields.split()])
    for (kind, _, _), *arguments in events:
        if kind.startswith("Attribution"):
            parts: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument, _, identifier in arguments:
                for role in filter(argument.startswith, ROLES):  # of several, brat numbers them: Source2
                    parts[role] += spans[identifier]
            yield LabeledAttribution(*(tuple(sorted(parts[role])) for role in ROLES))


def _within(text: str, attribution: LabeledAttribution, start: int, end: int) -> LabeledAttribution:
    """Return the parts that lie in a sentence, as offsets from its start, without white space at the edges."""
    roles = (attribution.source, attribution.cue, attribution.content)
    return LabeledAttribution(*(tuple(_clipped(text, spans, start, end)) for spans in roles))


def _clipped(text: str, spans: Spans, start: int, end: int) -> Iterator[Span]:
    for span in spans:
        first, last = _trimmed(text, max(span[0], start), min(span[1], end))
        if first < last:
            yield first - start, last - start


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
