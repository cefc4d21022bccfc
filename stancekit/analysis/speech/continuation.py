"""Sources over sentences: quotations that go on where the sentence alone does not name their source."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.passage import Passage
from stancekit.inputs.spans import Bounds
from stancekit.labels import ARTICLE_ROLES, PROSE_ROLES
from stancekit.language.capitals import is_title_case
from stancekit.language.quotations import MARK, SINGLE_MARKS, Quotation

BLANK_LINE = 2  # characters
MAX_SIGNATURE_LENGTH = 80  # characters of the longest signature of a quotation
MAX_HEADING_WORDS = 8  # words of the longest subheading in single marks


def continue_quotations(passage: Passage, quotations: Iterable[Quotation]) -> None:
    """Give every sentence of a quotation its source.

    The source stands in one of its sentences or directly after it; else the
    quotation resumes one before ("…," Berg said. "…"), in the same or the
    next paragraph. A sentence inside a quotation is content, tagged or not:
    read alone it looks like the author's own. A source that the quotation
    itself names speaks within it, so it is not the source of the quotation.
    """
    pieces = _Pieces(passage.by_sentence)
    for quotation in quotations:
        first, last = quotation.parts[0][0], quotation.parts[-1][1]
        count = len(passage.sentences)
        inside = range(bisect_right(passage.ends, first), min(bisect_left(passage.ends, last), count - 1) + 1)
        quoted = pieces.overlapping(quotation)
        for attribution in quoted:
            attribution.is_quoted = True
        source = _own_source(passage, quotation, quoted, inside)
        if source is None and inside:
            source = _resumed_source(passage, quotation, inside)
        if source is not None:
            _continue(passage, quotation, source, quoted, inside)


class _Pieces:
    """The pieces of contents in a text, which do not overlap, searched by position."""

    def __init__(self, by_sentence: Iterable[Iterable[AttributionSpans]]) -> None:
        attributions = [attribution for within in by_sentence for attribution in within]
        self._order = {attribution: number for number, attribution in enumerate(attributions)}
        self._pieces = sorted(
            (
                (start, end, number, attribution)
                for number, attribution in enumerate(attributions)
                for start, end in attribution.content
            ),
            key=lambda piece: piece[:3],
        )
        self._starts = [start for start, *_ in self._pieces]

    def overlapping(self, quotation: Quotation) -> list[AttributionSpans]:
        """Return the attributions with content in a quotation, in the order of the text."""
        overlapping: dict[AttributionSpans, None] = {}
        for first, last in quotation.parts:
            begin = bisect_right(self._starts, first)
            begin -= begin > 0 and self._pieces[begin - 1][1] > first
            for piece in self._pieces[begin : bisect_left(self._starts, last)]:
                overlapping[piece[3]] = None
        return sorted(overlapping, key=self._order.__getitem__)


def _own_source(
    passage: Passage, quotation: Quotation, quoted: Iterable[AttributionSpans], inside: range
) -> Bounds | None:
    """Return the source that stands beside a quotation: in its sentences, or in the one that follows directly."""
    sources = (attribution.source for attribution in quoted if attribution.source)
    source = next((source for source in sources if not quotation.covers(*source)), None)
    after = inside.stop
    if source is not None or after >= len(passage.sentences):
        return source
    if passage.sentences[after].start - quotation.parts[-1][1] > BLANK_LINE:
        return None
    if inside and _is_signature(passage, quotation, inside):
        return passage.sentences[after].start, passage.sentences[after].end
    if passage.sentences[after].start - quotation.parts[-1][1] > 1:
        return None
    after_it = (attribution for attribution in passage.by_sentence[after] if not attribution.content)
    return next(
        (attribution.source for attribution in after_it if attribution.has_verb_of_speech(passage.text)), None
    )  # “…” X said


def _is_signature(passage: Passage, quotation: Quotation, inside: range) -> bool:
    """Return whether the sentence after a quotation only names its source: "Ana Berg, Larn Gull"."""
    after = passage.sentences[inside.stop]
    text = passage.text[after.start : after.end]
    actors = after.actors or ()
    fills_sentences = passage.word_bounds[inside[-1]][1] <= quotation.parts[-1][1]
    is_last = inside.stop + 1 == len(passage.sentences) or passage.begins_paragraph(inside.stop + 1)
    if not (actors and fills_sentences and is_last) or len(text) > MAX_SIGNATURE_LENGTH or text[-1] in ".?!:":
        return False
    return ("," in text and is_title_case(text.split())) or (after.start, after.end, "person") in actors


def _resumed_source(passage: Passage, quotation: Quotation, inside: range) -> Bounds | None:
    """Return the source of a quotation that fills its sentences: that of the sentence before or after it."""
    begin, end = inside[0], inside[-1]
    if passage.structures[begin].role not in PROSE_ROLES:
        return None
    if passage.word_bounds[begin][0] < quotation.parts[0][0] or passage.word_bounds[end][1] > quotation.parts[-1][1]:
        return None
    if _is_heading(passage, begin, end):
        return None
    if not passage.begins_paragraph(begin):
        return passage.main_source(begin - 1) or passage.subject(begin - 1)
    after = end + 1
    if after < len(passage.sentences) and not passage.begins_paragraph(after):
        start = passage.sentences[after].start
        if MARK.match(passage.text, start):
            return passage.main_source(after)
    before = _article_sentence_before(passage, begin)
    return None if before is None else passage.main_source(before)


def _is_heading(passage: Passage, begin: int, end: int) -> bool:
    """Return whether sentences are a subheading in single marks: 'All Bets Are Off.'."""
    start, stop = passage.word_bounds[begin][0], passage.word_bounds[end][1]
    is_last = end + 1 == len(passage.sentences) or passage.begins_paragraph(end + 1)
    if not start or passage.text[start - 1] not in SINGLE_MARKS or not (passage.begins_paragraph(begin) and is_last):
        return False
    words = passage.text[start:stop].split(maxsplit=MAX_HEADING_WORDS)
    return 1 < len(words) <= MAX_HEADING_WORDS and is_title_case(words)


def _article_sentence_before(passage: Passage, index: int) -> int | None:
    """Return the last sentence of body before one, past captions and notices; None if a heading stands between."""
    index -= 1
    while index >= 0 and passage.structures[index].role not in ARTICLE_ROLES:
        index -= 1
    return index if index >= 0 and passage.structures[index].role in PROSE_ROLES else None


def _continue(
    passage: Passage, quotation: Quotation, source: Bounds, quoted: Iterable[AttributionSpans], inside: range
) -> None:
    """Set the source of a quotation in all its sentences."""
    whole = {index for index in inside if quotation.covers(*passage.word_bounds[index])}
    with_source = set()
    for attribution in quoted:
        is_within = attribution.source is None and attribution.cue is not None and quotation.covers(*attribution.cue)
        if is_within and attribution.sentence in whole:  # “I was told that …”
            sentence = passage.sentences[attribution.sentence]
            attribution.content = [sentence.bounds]
        attribution.source = attribution.source or source
        if not quotation.covers(*attribution.source) or attribution.source == source:
            with_source.add(attribution.sentence)
            attribution.is_continuation = attribution.is_continuation or attribution.sentence in whole
    for index in sorted(whole - with_source):
        sentence = passage.sentences[index]
        content = [sentence.bounds]
        attribution = AttributionSpans(index, source=source, content=content, is_continuation=True, is_quoted=True)
        passage.by_sentence[index].append(attribution)
