"""The speech of an article: every attribution in it, with those that only several sentences together show."""

from collections.abc import Sequence

from stancekit.analysis.speech.attribution import AttributionSpans, link_parts
from stancekit.analysis.speech.continuation import continue_quotations
from stancekit.analysis.speech.headlines import find_claim, is_kicker
from stancekit.analysis.speech.passage import Passage
from stancekit.analysis.speech.reports import continue_reports
from stancekit.analysis.speech.source_blocks import attribute_blocks
from stancekit.analysis.speech.source_spans import complete_sources
from stancekit.analysis.speech.user_attributions import with_user_attributions
from stancekit.analysis.speech.viewpoints import attribute_viewpoints
from stancekit.analysis.structure.lines import SentenceStructure
from stancekit.inputs.attribution_parts import AttributionParts
from stancekit.inputs.spans import Bounds
from stancekit.language import furniture
from stancekit.language.quotations import DOUBLE_MARKS, Quotation
from stancekit.network.decoding import SentencePredictions


def attribute(
    text: str,
    sentences: Sequence[SentencePredictions],
    structures: Sequence[SentenceStructure],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Bounds],
    given: Sequence[AttributionParts] = (),
) -> list[AttributionSpans]:
    """Return the attributions of a text, in the order of its sentences.

    A content without source, cue and quotation marks is dropped, unless the
    user gives it.

    Args:
        text: the whole text.
        sentences: the sentences, with the tagged parts of attributions and the tagged actors.
        structures: the structures of the sentences.
        quotations: the quotations of the text.
        paragraphs: `(start, end)` of each.
        given: the attributions that the user gives.

    Raises:
        SpanError: the content of a user's attribution is in no sentence.
    """
    by_sentence = [link_parts(sentence.roles, index) for index, sentence in enumerate(sentences)]
    passage = Passage(text, sentences, structures, paragraphs, by_sentence)
    for sentence, attributions in zip(sentences, by_sentence, strict=True):
        complete_sources(text, sentence, attributions)
        for attribution in attributions:
            attribution.is_quoted = any(
                not DOUBLE_MARKS.isdisjoint(text[start:end]) for start, end in attribution.content
            )
    _attribute_headlines(passage, quotations)
    continue_quotations(passage, quotations)
    attribute_blocks(passage)
    attribute_viewpoints(passage)
    continue_reports(passage)
    attributions = [
        attribution for within in by_sentence for attribution in within if attribution.has_voice or attribution.cue
    ]
    bounds = [sentence.bounds for sentence in sentences]
    return with_user_attributions(text, attributions, given, bounds)


def _attribute_headlines(passage: Passage, quotations: Sequence[Quotation]) -> None:
    """Attribute the claims of headlines whose source stands before or after a colon."""
    position = 0
    for index, sentence in enumerate(passage.sentences):
        while position < len(quotations) and quotations[position].parts[0][0] < sentence.start:
            position += 1
        if _is_headline(passage, index):
            attributions = passage.by_sentence[index]
            attributions[:] = [
                attribution for attribution in attributions if not is_kicker(passage.text, attribution.source)
            ]
            claim = find_claim(passage.text, sentence, attributions, quotations[position : position + 1], index)
            attributions[:] = [claim] if claim else attributions


def _is_headline(passage: Passage, index: int) -> bool:
    """Return whether a sentence is a headline, or fills the first line and looks like one."""
    if passage.structures[index].role == "headline":
        return True
    sentence = passage.sentences[index]
    fills_line = passage.begins_paragraph(index) and (
        index + 1 == len(passage.sentences) or passage.begins_paragraph(index + 1)
    )
    is_body = passage.structures[index].role == "body"
    return index == 0 and fills_line and is_body and furniture.is_heading(passage.text[sentence.start : sentence.end])
