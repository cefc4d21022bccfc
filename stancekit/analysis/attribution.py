"""Attributions: whose words these are.

The network tags sources, cues and contents within a sentence. This step links
the parts of each attribution, and continues a quotation over its sentences.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TypeAlias

from stancekit.document.records import Mention
from stancekit.labels import Role
from stancekit.language import lexicon, names
from stancekit.language.quotations import DOUBLE_MARKS, Quotation, find_quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import SentencePredictions

Bounds: TypeAlias = tuple[int, int]
TaggedRole: TypeAlias = tuple[int, int, Role]

PRONOUN_MENTIONS = 8  # mentions before a pronoun that are searched for its antecedent
PRONOUN_SENTENCES = 2  # sentences over which "he" still means the previous source
CUE_DISTANCE = 1_000  # characters that another cue between two parts counts for


@dataclass(eq=False)
class AttributionSpans:
    """One attribution before its source is linked to an actor; any part may be absent.

    Attributes:
        sentence: index of the sentence.
        source, cue: `(start, end)`; the source may be in another sentence of
            the same quotation.
        content: in the order of the text.
        is_continuation: whether the sentence as a whole continues a
            quotation, which the network did not see.
        is_quoted: whether some of the content is in quotation marks.
    """

    sentence: int
    source: Bounds | None = None
    cue: Bounds | None = None
    content: list[Bounds] = field(default_factory=list)
    is_continuation: bool = False
    is_quoted: bool = False

    @property
    def has_voice(self) -> bool:
        """Whether the content is in somebody's voice: there is a source, or there are quotation marks."""
        return self.source is not None or self.is_quoted


def attribute(text: str, sentences: Sequence[SentencePredictions]) -> list[AttributionSpans]:
    """Return the attributions of a text, in the order of its sentences."""
    linked = [spans for index, sentence in enumerate(sentences) for spans in link_parts(sentence.roles, index)]
    if not linked:
        return []
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    return continue_quotations(text, linked, bounds, find_quotations(text, blocks(text)))


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
    return [attributed for attributed in by_cue.values() if attributed.content or attributed.source]


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


def continue_quotations(
    text: str, attributions: Iterable[AttributionSpans], sentences: Sequence[Bounds], quotations: Iterable[Quotation]
) -> list[AttributionSpans]:
    """Give all sentences of a longer quotation its source.

    A sentence inside such a quotation is content, tagged or not: read alone
    it looks like the author's own. Quotations of one sentence, and quotations
    without a source, stay as they are. A content without source, cue and
    quotation marks is dropped.

    Args:
        text: the whole text.
        attributions: from `link_parts`.
        sentences: `(start, end)` of each sentence.
        quotations: of the text.

    Returns:
        All attributions, in the order of the sentences.
    """
    by_sentence: list[list[AttributionSpans]] = [[] for _ in sentences]
    for attributed in attributions:
        attributed.is_quoted = any(not DOUBLE_MARKS.isdisjoint(text[start:end]) for start, end in attributed.content)
        by_sentence[attributed.sentence].append(attributed)
    pieces = _Pieces(by_sentence)
    ends = [end for _, end in sentences]
    for quotation in quotations:
        first, last = quotation.parts[0][0], quotation.parts[-1][1]
        inside = range(bisect_right(ends, first), min(bisect_left(ends, last), len(ends) - 1) + 1)
        quoted = pieces.overlapping(quotation)
        for spans in quoted:
            spans.is_quoted = True
        source = next((spans.source for spans in quoted if spans.source), None)
        if source is None and inside.stop < len(ends) and sentences[inside.stop][0] - last <= 1:
            source = next((spans.source for spans in by_sentence[inside.stop] if not spans.content), None)  # “…” X said
        if len(inside) > 1 and source is not None:
            _continue(quotation, source, quoted, inside, sentences, by_sentence)
    return [spans for within in by_sentence for spans in within if spans.has_voice or spans.cue]


class _Pieces:
    """The pieces of contents in a text, which do not overlap, searched by position."""

    def __init__(self, by_sentence: Iterable[Iterable[AttributionSpans]]) -> None:
        attributed = [spans for within in by_sentence for spans in within]
        self._order = {spans: number for number, spans in enumerate(attributed)}
        self._pieces = sorted(
            ((start, end, number, spans) for number, spans in enumerate(attributed) for start, end in spans.content),
            key=lambda piece: piece[:3],
        )
        self._starts = [start for start, *_ in self._pieces]

    def overlapping(self, quotation: Quotation) -> list[AttributionSpans]:
        """Return the attributions with content in a quotation, in the order of the text."""
        found: dict[AttributionSpans, None] = {}
        for first, last in quotation.parts:
            begin = bisect_right(self._starts, first)
            begin -= begin > 0 and self._pieces[begin - 1][1] > first
            for piece in self._pieces[begin : bisect_left(self._starts, last)]:
                found[piece[3]] = None
        return sorted(found, key=self._order.__getitem__)


def _continue(
    quotation: Quotation,
    source: Bounds,
    quoted: Iterable[AttributionSpans],
    inside: range,
    sentences: Sequence[Bounds],
    by_sentence: Sequence[list[AttributionSpans]],
) -> None:
    """Set the source of a quotation in all its sentences."""
    attributed = set()
    for spans in quoted:
        spans.source = spans.source or source
        attributed.add(spans.sentence)
    for index in set(inside) - attributed:
        if quotation.covers(*sentences[index]):
            content = [sentences[index]]
            by_sentence[index].append(AttributionSpans(index, source=source, content=content, is_continuation=True))


class ContentIndex:
    """The contents of attributions, searched by position."""

    def __init__(self, attributions: Iterable[AttributionSpans]) -> None:
        """Index the contents, which do not overlap within a sentence."""
        pieces = [
            (attributed.sentence, start, end, index)
            for index, attributed in enumerate(attributions)
            for start, end in attributed.content
        ]
        self._pieces = sorted(pieces)

    def around(self, sentence: int, start: int, end: int) -> int | None:
        """Return the index of the attribution whose content contains a span, None outside of any."""
        before = bisect_left(self._pieces, (sentence, start + 1)) - 1
        if before < 0:
            return None
        number, first, last, index = self._pieces[before]
        return index if number == sentence and first <= start and end <= last else None


def source_actors(text: str, attributions: Sequence[AttributionSpans], mentions: Sequence[Mention]) -> list[int | None]:
    """Return for each attribution the index of the actor that is its source, None where it is unknown.

    A source is the first person that it mentions, else the first actor, but
    not an actor for whom somebody else speaks ("Berg's lawyer", "a Berg
    aide", "a spokesman for Berg"). "He", "she" and "who" are the person
    mentioned before them in the sentence, else the person who was the source
    shortly before.

    Args:
        text: the whole text.
        attributions: in the order of the text.
        mentions: likewise.
    """
    starts = [mention.start for mention in mentions]
    actors: list[int | None] = []
    latest: tuple[int, int | None] = (-PRONOUN_SENTENCES - 1, None)  # sentence and actor of the last personal source
    for attributed in attributions:
        actor = None
        if attributed.source is not None:
            start, end = attributed.source
            before, after = bisect_left(starts, start), bisect_left(starts, end)
            if text[start:end].casefold() in lexicon.words("source_pronouns"):
                candidates = mentions[max(0, before - PRONOUN_MENTIONS) : before]
                actor = _antecedent(attributed.sentence, candidates, latest)
            else:
                actor, is_person = _source_actor(text, attributed.source, mentions[before:after])
                latest = (attributed.sentence, actor) if is_person else latest
        actors.append(actor)
    return actors


def _antecedent(sentence: int, before: Sequence[Mention], latest: tuple[int, int | None]) -> int | None:
    """Return the actor that a pronoun means, from the mentions before it and the last source that was a person."""
    for mention in reversed(before):
        if mention.kind == "person" and mention.sentence == sentence:
            return mention.actor
    return latest[1] if sentence - latest[0] <= PRONOUN_SENTENCES else None


def _source_actor(text: str, source: Bounds, mentions: Iterable[Mention]) -> tuple[int | None, bool]:
    """Return the actor who speaks, of those that a source mentions, and whether it is a person."""
    start, end = source
    modifies = lexicon.pattern("modifier").match
    speaking = [
        mention
        for mention in mentions
        if not modifies(text, mention.end, end) and not _is_spoken_for(text[start : mention.start])
    ]
    if not speaking:
        return None, False
    speaker = next((mention for mention in speaking if mention.kind == "person"), speaking[0])
    return speaker.actor, speaker.kind == "person"


def _is_spoken_for(before: str) -> bool:
    """Tell whether the words before a name introduce somebody who speaks for it: "a spokesman for the"."""
    skipped = lexicon.words("articles") | lexicon.words("titles")
    content = [word for word in names.normalize(before) if word not in skipped]
    return bool(content) and content[-1] in lexicon.words("spoken_for")
