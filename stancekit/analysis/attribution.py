"""Parts of attributions to attributions: who says what, in which words.

The network tags sources, cues and contents within a sentence. Here the parts
of one attribution are tied together, and a quotation that runs over several
sentences carries its source along.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from stancekit.document.records import Mention
from stancekit.labels import Role
from stancekit.language.names import TITLES, words
from stancekit.language.quotations import DOUBLE, Quotation

Bounds: TypeAlias = tuple[int, int]
Tagged: TypeAlias = tuple[int, int, Role]

PRONOUNS = frozenset(("he", "she", "who"))
ARTICLES = frozenset(("a", "an", "the"))
BEFORE_OTHERS = frozenset("of for from at with by to in on about against".split())  # in whose name another speaks
MODIFIER = re.compile(  # what follows a name that only tells whose: "Berg's lawyer", "a Berg aide"
    r"['’]s?\b|['’](?=\s)|\s(?!(?:and|or|who|in|of|at|from|on|for|himself|herself|itself|themselves)\b)\w"
)
NEAREST = 8  # mentions in front of a pronoun that are looked at
NEAR = 2  # sentences over which "he" still means the source before
ACROSS_CUE = 1_000  # characters that another cue between two parts counts for


@dataclass(eq=False)
class Said:
    """One attribution before it is known who its source is: any part may be absent.

    Attributes:
        sentence: index of the sentence.
        source, cue: `(start, end)`; a source may lie in another sentence of
            the same quotation.
        content: in the order of the text.
        is_carried: True where all of a sentence is a part of a longer
            quotation, which the network did not see.
        is_marked: True where quotation marks hold some of its content.
    """

    sentence: int
    source: Bounds | None = None
    cue: Bounds | None = None
    content: list[Bounds] = field(default_factory=list)
    is_carried: bool = False
    is_marked: bool = False

    @property
    def is_heard(self) -> bool:
        """Whether the content is in somebody's voice: a source is named, or there are quotation marks."""
        return self.source is not None or self.is_marked


def tie(spans: Sequence[Tagged], sentence: int = 0) -> list[Said]:
    """Tie the parts that a sentence holds to attributions, one for each cue.

    A part goes to the nearest cue; what other parts fill between them does
    not count, another cue counts much. A cue that is left without a source
    shares that of the cue before it ("Berg said … and added …"). A source or
    a cue all alone is no attribution.
    """
    cues, sources, contents = (
        [(start, end) for start, end, role in spans if role == wanted] for wanted in ("cue", "source", "content")
    )
    if not cues:
        return [Said(sentence, source=sources[0] if sources else None, content=contents)] if contents else []
    said = {cue: Said(sentence, cue=cue) for cue in cues}
    for source in sources:
        if free := [cue for cue in cues if said[cue].source is None]:
            said[min(free, key=lambda cue: _distance(source, cue, spans))].source = source
    for content in contents:
        _extend(said[min(cues, key=lambda cue: _distance(content, cue, spans))].content, content)
    for before, cue in pairwise(cues):
        said[cue].source = said[cue].source or said[before].source
    return [one for one in said.values() if one.content or one.source]


def _extend(content: list[Bounds], piece: Bounds) -> None:
    """Add a piece, as one with the last where no more than a blank is between them."""
    if content and piece[0] - content[-1][1] <= 1:
        content[-1] = (content[-1][0], piece[1])
    else:
        content.append(piece)


def _distance(part: Bounds, cue: Bounds, spans: Iterable[Tagged]) -> int:
    """Return the characters between a part and a cue that no other part fills."""
    first, last = (part[1], cue[0]) if part[1] <= cue[0] else (cue[1], part[0])
    between = [(end - start, role) for start, end, role in spans if first <= start and end <= last]
    filled = sum(length for length, role in between if role != "cue")
    return max(0, last - first - filled) + ACROSS_CUE * sum(role == "cue" for _, role in between)


def carry(text: str, said: Iterable[Said], sentences: Sequence[Bounds], quotations: Iterable[Quotation]) -> list[Said]:
    """Give the parts of a quotation that runs over several sentences the one source that it has.

    A sentence that lies within such a quotation is content, tagged or not: it
    looks like the author's own when it is read alone. Quotations of one
    sentence, and those without a source, stay as they are. A content that has
    neither source nor cue nor quotation marks is left out.

    Args:
        text: the whole text.
        said: from `tie`.
        sentences: `(start, end)` of each sentence.
        quotations: of the text.

    Returns:
        All of them, in the order of the sentences.
    """
    by_sentence: list[list[Said]] = [[] for _ in sentences]
    for one in said:
        one.is_marked = any(not DOUBLE.isdisjoint(text[start:end]) for start, end in one.content)
        by_sentence[one.sentence].append(one)
    ends = [end for _, end in sentences]
    for quotation in quotations:
        first, last = quotation.stretches[0][0], quotation.stretches[-1][1]
        inside = range(bisect_right(ends, first), min(bisect_left(ends, last), len(ends) - 1) + 1)
        parts = [one for index in inside for one in by_sentence[index] if _touch(quotation, one)]
        for one in parts:
            one.is_marked = True
        if len(inside) < 2:
            continue
        source = next((one.source for one in parts if one.source), None)
        if source is None and inside.stop < len(ends) and sentences[inside.stop][0] - last <= 1:
            source = next((one.source for one in by_sentence[inside.stop] if not one.content), None)  # “…” Berg said.
        if source is None:
            continue
        for one in parts:
            one.source = one.source or source
        for index in set(inside) - {one.sentence for one in parts}:
            if quotation.covers(*sentences[index]):
                by_sentence[index].append(Said(index, source=source, content=[sentences[index]], is_carried=True))
    return [one for within in by_sentence for one in within if one.is_heard or one.cue]


def _touch(quotation: Quotation, said: Said) -> bool:
    return any(quotation.touches(*span) for span in said.content)


class Contents:
    """The contents of attributions, searched by what they cover."""

    def __init__(self, said: Iterable[Said]) -> None:
        """Sort them by sentence."""
        self._by_sentence: dict[int, list[tuple[Bounds, int]]] = defaultdict(list)
        for index, one in enumerate(said):
            self._by_sentence[one.sentence] += [(piece, index) for piece in one.content]

    def around(self, sentence: int, start: int, end: int) -> int | None:
        """Return the index of the attribution in whose content a span lies, None outside of any."""
        near = self._by_sentence.get(sentence, ())
        return next((index for (first, last), index in near if first <= start and end <= last), None)


def speakers(text: str, said: Sequence[Said], mentions: Sequence[Mention]) -> list[int | None]:
    """Return for each attribution the index of the actor that its source names, None where nothing tells.

    A source is the first person named in it, else the first actor; not one in
    whose name another speaks ("Berg's lawyer", "a Berg aide", "a spokesman for
    Berg"). "He", "she" and "who" are the person named before them in the
    sentence, else the person who was the source shortly before.

    Args:
        text: the whole text.
        said: in the order of the text.
        mentions: likewise.
    """
    starts = [mention.start for mention in mentions]
    found: list[int | None] = []
    latest: tuple[int, int | None] = (-NEAR - 1, None)  # sentence and actor of the last source that is a person
    for one in said:
        actor = None
        if one.source is not None:
            start, end = one.source
            before, after = bisect_left(starts, start), bisect_left(starts, end)
            if text[start:end].casefold() in PRONOUNS:
                actor = _meant(one.sentence, mentions[max(0, before - NEAREST) : before], latest)
            else:
                actor, is_person = _named(text, one.source, mentions[before:after])
                latest = (one.sentence, actor) if is_person else latest
        found.append(actor)
    return found


def _meant(sentence: int, before: Sequence[Mention], latest: tuple[int, int | None]) -> int | None:
    """Return whom a pronoun means, from the mentions in front of it and the last source that was a person."""
    for mention in reversed(before):
        if mention.kind == "person" and mention.sentence == sentence:
            return mention.actor
    return latest[1] if sentence - latest[0] <= NEAR else None


def _named(text: str, source: Bounds, inside: Iterable[Mention]) -> tuple[int | None, bool]:
    """Return the actor who speaks, of those that a source mentions, and whether it is a person."""
    start, end = source
    speaking = [
        mention
        for mention in inside
        if not MODIFIER.match(text, mention.end, end) and not _is_spoken_for(text[start : mention.start])
    ]
    if not speaking:
        return None, False
    speaker = next((mention for mention in speaking if mention.kind == "person"), speaking[0])
    return speaker.actor, speaker.kind == "person"


def _is_spoken_for(before: str) -> bool:
    """Tell whether the words before a name let another speak in it: "a spokesman for the"."""
    told = [word for word in words(before) if word not in ARTICLES | TITLES]
    return bool(told) and told[-1] in BEFORE_OTHERS
