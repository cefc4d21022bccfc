"""Attributions within a sentence: the tagged source, cue and content that belong together."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TypeAlias

from stancekit.inputs.spans import Bounds
from stancekit.labels import Role
from stancekit.language import lexicon

TaggedRole: TypeAlias = tuple[int, int, Role]

CUE_DISTANCE = 1_000  # characters that another cue between two parts counts for


@dataclass(eq=False)
class AttributionSpans:
    """One attribution before its source is linked to an actor; any part may be absent.

    Attributes:
        sentence: index of the sentence.
        source, cue: `(start, end)`; the source may be in another sentence.
        content: the parts of the content, in the order of the text.
        is_continuation: whether the sentence as a whole is a source's words,
            which only other sentences or its line show.
        is_quoted: whether some of the content is in quotation marks.
        given: whether the user gave it.
        source_name: the name or id of the source that the user gave instead
            of a span.
    """

    sentence: int
    source: Bounds | None = None
    cue: Bounds | None = None
    content: list[Bounds] = field(default_factory=list)
    is_continuation: bool = False
    is_quoted: bool = False
    given: bool = False
    source_name: str | None = None

    @property
    def has_voice(self) -> bool:
        """Whether the content is in somebody's voice: there is a source, or there are quotation marks."""
        return self.source is not None or self.source_name is not None or self.is_quoted

    def is_first_person(self, text: str) -> bool:
        """Return whether the source is only a pronoun of the first person; see `lexicon.is_first_person`."""
        return self.source is not None and lexicon.is_first_person(text[slice(*self.source)])

    def has_verb_of_speech(self, text: str) -> bool:
        """Return whether the cue has a verb of speech."""
        return self.cue is not None and not lexicon.speech().isdisjoint(text[slice(*self.cue)].lower().split())


def link_parts(spans: Sequence[TaggedRole], sentence: int = 0) -> list[AttributionSpans]:
    """Link the tagged parts of a sentence to attributions, one for each cue.

    A part is linked to the nearest cue; characters of other parts between
    them do not count, another cue counts heavily. A cue without a source
    takes that of the previous cue ("Berg said … and added …"). A source or a
    cue alone is no attribution.
    """
    cues, sources, contents = (
        [(start, end) for start, end, role in spans if role == wanted] for wanted in ("cue", "source", "content")
    )
    if not cues:
        source = sources[0] if sources else None
        return [AttributionSpans(sentence, source=source, content=contents)] if contents else []
    by_cue = {cue: AttributionSpans(sentence, cue=cue) for cue in cues}
    gaps = _Gaps(spans)
    free = list(cues)  # without a source so far
    for source in sources:
        if nearest := gaps.nearest(source, free):
            by_cue[nearest].source = source
            del free[bisect_left(free, nearest)]
    for content in contents:
        if nearest := gaps.nearest(content, cues):
            _extend(by_cue[nearest].content, content)
    for before, cue in pairwise(cues):
        by_cue[cue].source = by_cue[cue].source or by_cue[before].source
    return [attribution for attribution in by_cue.values() if attribution.content or attribution.source]


def _extend(content: list[Bounds], piece: Bounds) -> None:
    """Append a piece, or extend the last one if at most one space separates them."""
    if content and piece[0] - content[-1][1] <= 1:
        content[-1] = (content[-1][0], piece[1])
    else:
        content.append(piece)


class _Gaps:
    """The distances between the parts of attributions in a sentence, whose spans do not overlap."""

    def __init__(self, spans: Iterable[TaggedRole]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _, _ in ordered]
        self._filled = [0, *accumulate(0 if role == "cue" else end - start for start, end, role in ordered)]
        self._cues = [0, *accumulate(role == "cue" for _, _, role in ordered)]

    def nearest(self, part: Bounds, cues: Sequence[Bounds]) -> Bounds | None:
        """Return the nearest of some cues in the order of the text, which is the one before or after the part."""
        after = bisect_left(cues, part)
        return min(cues[max(0, after - 1) : after + 1], key=lambda cue: self._distance(part, cue), default=None)

    def _distance(self, part: Bounds, cue: Bounds) -> int:
        """Return the characters between a part and a cue that belong to no other part."""
        first, last = (part[1], cue[0]) if part[1] <= cue[0] else (cue[1], part[0])
        left, right = bisect_left(self._starts, first), bisect_left(self._starts, last)
        filled = self._filled[right] - self._filled[left]
        return max(0, last - first - filled) + CUE_DISTANCE * (self._cues[right] - self._cues[left])


class ContentIndex:
    """The contents of attributions, searched by position; one may lie within another."""

    def __init__(self, attributions: Iterable[AttributionSpans]) -> None:
        """Index the contents."""
        self._pieces = sorted(
            (attribution.sentence, start, -end, index)
            for index, attribution in enumerate(attributions)
            for start, end in attribution.content
        )
        self._outer: list[int | None] = []  # of each piece, the position of the piece around it
        around: list[int] = []
        for position, (sentence, _, end, _) in enumerate(self._pieces):
            while around and (self._pieces[around[-1]][0] != sentence or -self._pieces[around[-1]][2] < -end):
                around.pop()
            self._outer.append(around[-1] if around else None)
            around.append(position)

    def around(self, sentence: int, start: int, end: int) -> int | None:
        """Return the index of the attribution with the innermost content around a span, None outside of any."""
        position: int | None = bisect_left(self._pieces, (sentence, start + 1)) - 1
        while position is not None and position >= 0:
            number, first, last, index = self._pieces[position]
            if number != sentence:
                return None
            if first <= start and end <= -last:
                return index
            position = self._outer[position]
        return None
