"""A text with its sentences and the attributions that are known so far."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.structure.lines import SentenceStructure
from stancekit.inputs.spans import Bounds
from stancekit.language import lexicon, pronouns
from stancekit.language.names import APOSTROPHES
from stancekit.network.decoding import SentencePredictions

MAX_SUBJECT_WORDS = 7  # words before the name of a person who is the subject: "Last week former mayor"
SUBJECT_START = 100  # characters that they take


@dataclass(eq=False)
class Passage:
    """A text with its sentences and the attributions that are known so far.

    Attributes:
        text: the whole text.
        sentences: the sentences, with their tagged actors.
        structures: the structures of the sentences.
        paragraphs: `(start, end)` of each.
        by_sentence: the attributions of each sentence.
    """

    text: str
    sentences: Sequence[SentencePredictions]
    structures: Sequence[SentenceStructure]
    paragraphs: Sequence[Bounds]
    by_sentence: list[list[AttributionSpans]]

    @cached_property
    def paragraph_numbers(self) -> list[int]:
        """The number of the paragraph of each sentence."""
        starts = [start for start, _ in self.paragraphs]
        return [bisect_right(starts, sentence.start) - 1 for sentence in self.sentences]

    @cached_property
    def ends(self) -> list[int]:
        """The end of each sentence."""
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def word_bounds(self) -> list[Bounds]:
        """The bounds of each sentence without the marks at its ends."""
        return [self._trimmed(*sentence.bounds) for sentence in self.sentences]

    def _trimmed(self, start: int, end: int) -> Bounds:
        while start < end and not self.text[start].isalnum():
            start += 1
        while start < end and not self.text[end - 1].isalnum():
            end -= 1
        return start, end

    def begins_paragraph(self, index: int) -> bool:
        """Return whether a sentence begins its paragraph."""
        return index == 0 or self.paragraph_numbers[index - 1] != self.paragraph_numbers[index]

    def main_source(self, index: int) -> Bounds | None:
        """Return the source of a sentence's words: of its last quotation, else of its last attribution.

        A source within the content of another attribution speaks only in somebody's words.
        """
        sources = [attribution for attribution in self.by_sentence[index] if attribution.source is not None]
        pieces = sorted(piece for attribution in sources for piece in attribution.content)
        outer = [
            attribution
            for attribution in sources
            if attribution.source is not None and not _covered(pieces, attribution.source)
        ]
        quoted = [attribution for attribution in outer if attribution.is_quoted]
        return next((attribution.source for attribution in reversed(quoted or outer)), None)

    def subject(self, index: int) -> Bounds | None:
        """Return the person or pronoun that a sentence begins with, if one is its subject."""
        sentence = self.sentences[index]
        start = self.text[sentence.start : sentence.start + SUBJECT_START]
        first = start.split(maxsplit=1)
        if first and pronouns.is_personal(first[0]):
            return sentence.start, sentence.start + len(first[0])
        persons = (actor.bounds for actor in sentence.actors or () if actor.kind == "person")
        person = min(persons, default=None)
        if person is None or self.text[person[1] : person[1] + 1] in APOSTROPHES:
            return None
        return person if can_be_subject(self.text, sentence.start, person[0]) else None


def can_be_subject(text: str, start: int, position: int) -> bool:
    """Return whether the words between the start of a sentence and a name leave the name as its subject."""
    if position - start > SUBJECT_START:
        return False
    words = [word.strip(",.:;()") for word in text[start:position].lower().split()]
    no_subjects = (
        lexicon.words("prepositions", of="boundaries") | lexicon.words("addressing") | lexicon.words("subject_pronouns")
    )
    return len(words) <= MAX_SUBJECT_WORDS and no_subjects.isdisjoint(words)


def _covered(pieces: Sequence[Bounds], span: Bounds) -> bool:
    position = bisect_right(pieces, (span[0], span[1])) - 1
    before = pieces[max(0, position) : position + 2]
    return any(first <= span[0] and span[1] <= last for first, last in before)
