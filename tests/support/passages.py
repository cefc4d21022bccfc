"""Passages with their tags written into them, for tests of attributions over sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.analysis.speech.sources import source_actors
from stancekit.analysis.speech.text_attributions import attribute
from stancekit.analysis.structure.lines import SentenceStructure
from stancekit.document.records import Mention
from stancekit.labels import SentenceRole
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import SentencePredictions
from tests.support.marked_sentences import predictions, spans


@dataclass(frozen=True)
class MarkedPassage:
    """A text with the predictions for its sentences."""

    text: str
    sentences: list[SentencePredictions]

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """The start and end of each sentence."""
        return [(sentence.start, sentence.end) for sentence in self.sentences]

    @property
    def mentions(self) -> list[Mention]:
        """A mention of each tagged name; its actor is numbered by the last word of the name."""
        tagged = [(number, *actor) for number, one in enumerate(self.sentences) for actor in one.actors or ()]
        actors = list(dict.fromkeys(self.text[start:end].split()[-1] for _, start, end, _ in tagged))
        return [
            Mention(start, end, name := self.text[start:end], kind, number, actors.index(name.split()[-1]), None, None)
            for number, start, end, kind in tagged
        ]

    def attributions(
        self, roles: Sequence[SentenceRole] = (), speakers: Sequence[str | None] = ()
    ) -> list[AttributionSpans]:
        """Attribute the passage, with the roles of its sentences and the words that name their speakers."""
        paragraphs = list(blocks(self.text))
        quotations = find_quotations(self.text, paragraphs)
        return attribute(self.text, self.sentences, self.structures(roles, speakers), quotations, paragraphs)

    def structures(
        self, roles: Sequence[SentenceRole] = (), speakers: Sequence[str | None] = ()
    ) -> list[SentenceStructure]:
        """Return the structure of each sentence; body by default."""
        roles = roles or ["body"] * len(self.sentences)
        labels = [self._label(name) for name in speakers or [None] * len(roles)]
        return [SentenceStructure(*pair) for pair in zip(roles, labels, strict=True)]

    def _label(self, name: str | None) -> tuple[int, int] | None:
        return None if name is None else (self.text.index(name), self.text.index(name) + len(name))

    def sources(
        self, roles: Sequence[SentenceRole] = (), speakers: Sequence[str | None] = ()
    ) -> list[tuple[str | None, str]]:
        """Return the source of each content, in the order of the text."""
        pieces = sorted(
            (start, end, None if one.source is None else self.text[slice(*one.source)])
            for one in self.attributions(roles, speakers)
            for start, end in one.content
        )
        return [(source, self.text[start:end]) for start, end, source in pieces]

    def actors(self, roles: Sequence[SentenceRole] = (), speakers: Sequence[str | None] = ()) -> list[str | None]:
        """Return the last word of the name of each attribution's source, in the order of the sentences."""
        names = list(dict.fromkeys(mention.text.split()[-1] for mention in self.mentions))
        attributions = self.attributions(roles, speakers)
        actors = source_actors(self.text, self.bounds, attributions, self.mentions, {})
        return [None if actor is None else names[actor] for actor in actors]


def passage(*paragraphs: str) -> MarkedPassage:
    """Return a passage of paragraphs; " | " ends a sentence within one."""
    lines = [paragraph.split(" | ") for paragraph in paragraphs]
    text = "\n\n".join(" ".join(spans(sentence)[0] for sentence in line) for line in lines)
    sentences = []
    start = 0
    for line in lines:
        for sentence in line:
            sentences.append(predictions(text, sentence, start))
            start = sentences[-1].end + 1
        start += 1
    return MarkedPassage(text, sentences)
