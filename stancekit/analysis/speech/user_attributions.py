"""Attributions that the user gives, among those of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from stancekit.analysis.mentions.mention_spans import MentionSpan, Overlaps
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.errors import SpanError
from stancekit.inputs.attribution_parts import AttributionParts
from stancekit.inputs.spans import Bounds
from stancekit.language.quotations import DOUBLE_MARKS


def with_user_attributions(
    text: str, attributions: list[AttributionSpans], given: Sequence[AttributionParts], sentences: Sequence[Bounds]
) -> list[AttributionSpans]:
    """Add the attributions that the user gives, in the order of the sentences.

    Others that share a character of the content or of the cue with them give
    way.

    Args:
        text: the whole text.
        attributions: the attributions of the text.
        given: the attributions that the user gave.
        sentences: `(start, end)` of each.

    Raises:
        SpanError: content is in no sentence.
    """
    if not given:
        return attributions
    contents = Overlaps(MentionSpan(*piece, None) for parts in given for piece in parts.content)
    cues = Overlaps(MentionSpan(*parts.cue, None) for parts in given if parts.cue is not None)
    kept = [
        attribution
        for attribution in attributions
        if not any(contents.of(*piece) for piece in attribution.content)
        and not (attribution.cue is not None and cues.of(*attribution.cue))
    ]
    added = [attribution for parts in given for attribution in _by_sentence(text, parts, sentences)]
    return sorted([*kept, *added], key=lambda attribution: attribution.sentence)


def _by_sentence(text: str, parts: AttributionParts, sentences: Sequence[Bounds]) -> list[AttributionSpans]:
    """Return an attribution for each sentence with content; the cue is in its own sentence's, else in the first."""
    by_sentence: dict[int, AttributionSpans] = {}
    for piece in parts.content:
        for number, part in _cut(text, piece, sentences):
            attribution = by_sentence.setdefault(number, AttributionSpans(number, given=True))
            attribution.content.append(part)
    if not by_sentence:
        start, end = parts.content[0]
        raise SpanError(f"content ({start}, {end}), {text[start:end]!r}, covers no token that the model reads.")
    for attribution in by_sentence.values():
        if isinstance(parts.source, str):
            attribution.source_name = parts.source
        else:
            attribution.source = parts.source
        attribution.is_quoted = any(_is_quoted(text, part) for part in attribution.content)
        is_whole = _is_whole(text, attribution.content, sentences[attribution.sentence])
        attribution.is_continuation = parts.source is not None and is_whole
    if parts.cue is not None:
        beside = next(iter(_cut(text, parts.cue, sentences)), (min(by_sentence), parts.cue))[0]
        by_sentence.get(beside, by_sentence[min(by_sentence)]).cue = parts.cue
    return list(by_sentence.values())


def _cut(text: str, span: Bounds, sentences: Sequence[Bounds]) -> list[tuple[int, Bounds]]:
    """Return the parts of a span in each sentence, with the number of the sentence, without blank ones."""
    first = bisect_right(sentences, span[0], key=lambda sentence: sentence[1])
    last = bisect_left(sentences, span[1], key=lambda sentence: sentence[0])
    cut = ((number, _shared(span, sentences[number])) for number in range(first, last))
    return [(number, (start, end)) for number, (start, end) in cut if text[start:end].strip()]


def _shared(span: Bounds, sentence: Bounds) -> Bounds:
    return max(span[0], sentence[0]), min(span[1], sentence[1])


def _is_quoted(text: str, part: Bounds) -> bool:
    """Return whether content is in quotation marks, which may stand around it."""
    start, end = part
    return not DOUBLE_MARKS.isdisjoint(text[max(0, start - 1) : end + 1])


def _is_whole(text: str, content: Iterable[Bounds], sentence: Bounds) -> bool:
    """Return whether content covers all words of a sentence."""
    position = sentence[0]
    for start, end in content:
        if any(map(str.isalnum, text[position:start])):
            return False
        position = end
    return not any(map(str.isalnum, text[position : sentence[1]]))
