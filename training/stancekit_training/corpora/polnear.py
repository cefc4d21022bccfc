"""PolNeAR: who says what in US political news, every attribution with its source, cue and content (Newell et al. 2018).

Of an article with several annotators the first, in the order of their
identifiers, is read. Only what an event ties together is an attribution, not
what is marked as Discuss or Discard. A content in several pieces keeps them,
as pieces of one attribution. A sentence has the parts that lie in it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from stancekit.language.segmentation import split
from stancekit_training.corpora.sentence import Item, Part, Quote

ROW = re.compile(r"([TE]\d+)\t(.*)")  # texts with a line break run over rows, which hold nothing else of use
ROLES = ("Source", "Cue", "Content")

Spans: TypeAlias = tuple[tuple[int, int], ...]


def load(folder: Path, part: Part) -> list[Item]:
    """Read the sentences of every article of one part."""
    home = folder / "polnear" / part
    files: dict[str, Path] = {}
    for path in sorted((home / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    return [
        item
        for name, path in files.items()
        for item in _items((home / "text" / f"{name}.txt").read_bytes().decode(), path)
    ]


def _items(text: str, path: Path) -> Iterator[Item]:
    quotes = list(_quotes(path.read_text(encoding="utf-8")))
    for start, end in split(text):
        within = (_within(text, quote, start, end) for quote in quotes)
        yield Item(text[start:end], "polnear", quotes=tuple(quote for quote in within if quote != Quote()))


def _quotes(annotation: str) -> Iterator[Quote]:
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
    for (kind, _, _), *parts in events:
        if kind.startswith("Attribution"):
            tied = {
                role: [span for name, _, t in parts if name.startswith(role) for span in spans[t]] for role in ROLES
            }
            yield Quote(*(tuple(sorted(tied[role])) for role in ROLES))


def _within(text: str, quote: Quote, start: int, end: int) -> Quote:
    """Return what lies in a sentence, its offsets from the sentence's start, without white space at the edges."""
    return Quote(
        *(
            tuple(
                (first - start, last - start)
                for span in spans
                for first, last in [_trimmed(text, max(span[0], start), min(span[1], end))]
                if first < last
            )
            for spans in (quote.source, quote.cue, quote.content)
        )
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
