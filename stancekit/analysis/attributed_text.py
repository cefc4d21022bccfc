"""An article before its mentions are found: what each sentence is, and whose words it reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from operator import not_

from stancekit.analysis.speech.attribution import AttributionSpans, ContentIndex
from stancekit.analysis.speech.text_attributions import attribute
from stancekit.analysis.structure.lines import SentenceStructure
from stancekit.analysis.structure.sentences import find_structure
from stancekit.document.records import Span
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text
from stancekit.labels import ARTICLE_ROLES, QUOTED_ROLES
from stancekit.language import lexicon
from stancekit.language.quotations import Quotation, find_quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import SentencePredictions

OWN_VIEW = 0.95  # P(opinion) of "I think that": 72 of 74 such sentences of the labeled corpora are opinions


@dataclass(frozen=True)
class AttributedText:
    """A text with all that is known of it before its mentions are found.

    Attributes:
        source: the text with its options.
        sentences: the predictions, without the tagged attributions of
            sentences that are not measured.
        structures: of the sentences.
        is_measured: whether each sentence counts in the measures.
        paragraphs: `(start, end)` of each.
        quotations: in the order of the text.
        attributions: in the order of the sentences.
    """

    source: Text
    sentences: Sequence[SentencePredictions]
    structures: Sequence[SentenceStructure]
    is_measured: Sequence[bool]
    paragraphs: Sequence[Bounds]
    quotations: Sequence[Quotation]
    attributions: Sequence[AttributionSpans]

    @classmethod
    def from_predictions(cls, source: Text, predictions: Sequence[SentencePredictions]) -> "AttributedText":
        """Find the structure, the quotations and the attributions of a text.

        Raises:
            SpanError: the content of a user's attribution is in no sentence.
        """
        text = source.text
        structures = find_structure(source, [sentence.bounds for sentence in predictions])
        is_measured = [source.measured == "everything" or structure.role in ARTICLE_ROLES for structure in structures]
        sentences = [
            sentence if counts else replace(sentence, roles=[])
            for sentence, counts in zip(predictions, is_measured, strict=True)
        ]
        paragraphs = list(blocks(text))
        quotations = find_quotations(text, paragraphs)
        attributions = attribute(text, sentences, structures, quotations, paragraphs, source.attributions)
        return cls(source, sentences, structures, is_measured, paragraphs, quotations, attributions)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @property
    def bounds(self) -> list[Bounds]:
        """`(start, end)` of each sentence."""
        return [sentence.bounds for sentence in self.sentences]

    @cached_property
    def unmeasured(self) -> list[Bounds]:
        """`(start, end)` of each sentence that is not measured."""
        return list(compress(self.bounds, map(not_, self.is_measured)))

    @property
    def speaker_labels(self) -> list[Bounds]:
        """The words that name the speakers of turns and the authors of posts, in the order of the text."""
        return sorted({structure.speaker for structure in self.structures if structure.speaker is not None})

    @cached_property
    def contents(self) -> ContentIndex:
        """The contents of the attributions, searched by position."""
        return ContentIndex(self.attributions)

    @cached_property
    def opinions(self) -> list[float | None]:
        """Each sentence's P(opinion): 0 if all of it is a source's words, at least OWN_VIEW if it says "I think"."""
        opinions = [
            0.0 if sentence.opinion is not None and structure.role in QUOTED_ROLES else self._opinion(index)
            for index, (sentence, structure) in enumerate(zip(self.sentences, self.structures, strict=True))
        ]
        for attribution in self.attributions:
            if attribution.is_continuation and opinions[attribution.sentence] is not None:
                opinions[attribution.sentence] = 0.0
        return opinions

    def _opinion(self, index: int) -> float | None:
        sentence = self.sentences[index]
        if sentence.opinion is None:
            return None
        view = lexicon.pattern("own_view").match(self.text, sentence.start, sentence.end)
        is_reported = view is not None and self.contents.around(index, *view.span()) is not None
        return sentence.opinion if view is None or is_reported else max(sentence.opinion, OWN_VIEW)

    def is_quoted(self, sentence: int, start: int, end: int) -> bool:
        """Return whether a span of a sentence is in a source's words; the author's "I fear that" is not."""
        if self.structures[sentence].role in QUOTED_ROLES:
            return True
        number = self.contents.around(sentence, start, end)
        attribution = None if number is None else self.attributions[number]
        return attribution is not None and attribution.has_voice and not self._is_authors(attribution)

    def _is_authors(self, attribution: AttributionSpans) -> bool:
        """Return whether the source is the author, who speaks without quotation marks."""
        source = attribution.source
        if source is None or attribution.given or attribution.is_quoted or not attribution.is_first_person(self.text):
            return False
        return self.contents.around(attribution.sentence, *source) is None

    def span(self, start: int, end: int) -> Span:
        """Return a span of the text."""
        return Span(start, end, self.text[start:end])
