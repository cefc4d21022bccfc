"""The highlights of an article's sentences and its paragraphs, shared by all views."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from stancekit.document.records import Attribution, Document, Loaded, Mention, Sentence, Span
from stancekit.labels import LABEL_THRESHOLD
from stancekit.language import segmentation
from stancekit.language.quotations import find_quotations

Role: TypeAlias = Literal["quote", "paraphrase", "source", "loaded", "mention"]


@dataclass(frozen=True, eq=False)
class Highlight:
    """A highlighted part of a sentence.

    Attributes:
        start, end: the bounds in code points of the article.
        role: what the part is.
        record: the record that it shows.
    """

    start: int
    end: int
    role: Role
    record: Attribution | Mention | Loaded


class Edge(NamedTuple):
    """The start or the end of a highlight."""

    position: int
    is_end: bool
    highlight: Highlight


class Highlights:
    """The highlights of a document.

    The content of an attribution is a `quote` where it is in quotation marks
    in the text, and elsewhere a `paraphrase` if the attribution has a source
    or its actor. Loaded words are highlighted in biased sentences only.
    """

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        self._document = document

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that occur in the document."""
        sentences = map(self.of_sentence, self._document.sentences)
        return frozenset(highlight.role for highlights in sentences for highlight in highlights)

    def of_sentence(self, sentence: Sentence) -> list[Highlight]:
        """Return the highlights of a sentence; where two have the same bounds, the outer one comes first."""
        highlights = [highlight for said in sentence.attributions for highlight in self._of_content(said)]
        sources = {(said.source.start, said.source.end): said for said in sentence.attributions if said.source}
        highlights += [
            Highlight(start, end, "source", attribution)
            for (start, end), attribution in sources.items()
            if sentence.start <= start < sentence.end
        ]
        if is_biased(sentence):
            highlights += [Highlight(loaded.start, loaded.end, "loaded", loaded) for loaded in sentence.loaded]
        return highlights + [Highlight(mention.start, mention.end, "mention", mention) for mention in sentence.mentions]

    def _of_content(self, attribution: Attribution) -> Iterator[Highlight]:
        """Yield the quotes and paraphrases of an attribution, without parts that have no word."""
        for piece in attribution.content:
            for start, end, role in self._parts(piece):
                text = self._document.text[start:end]
                is_shown = role == "quote" or attribution.source is not None or attribution.actor is not None
                if is_shown and any(map(str.isalnum, text)):
                    start += len(text) - len(text.lstrip())
                    yield Highlight(start, start + len(text.strip()), role, attribution)

    def _parts(self, piece: Span) -> Iterator[tuple[int, int, Role]]:
        """Split a content at the bounds of quotations."""
        position, spans = piece.start, self._quoted_spans
        index = bisect_right(spans, piece.start, key=lambda span: span[1])
        while index < len(spans) and spans[index][0] < piece.end:
            start, end = spans[index]
            yield position, max(start, piece.start), "paraphrase"
            position = min(end, piece.end)
            yield max(start, piece.start), position, "quote"
            index += 1
        yield position, piece.end, "paraphrase"

    def edges(self, sentence: Sentence) -> list[Edge]:
        """Return the edges of a sentence's highlights in the order of the text.

        At the same position, inner highlights end first and outer ones start
        first.
        """
        starts, ends = [], []
        for number, highlight in enumerate(self.of_sentence(sentence)):
            start, end = highlight.start, highlight.end
            ends.append(((end, 0, -start, -number), Edge(end, True, highlight)))
            starts.append(((start, 1, -end, number), Edge(start, False, highlight)))
        return [edge for _, edge in sorted([*ends, *starts], key=lambda keyed: keyed[0])]

    def antecedent(self, mention: Mention) -> str:
        """Return a short name of the actor, to be shown with a pronoun or description; else "".

        It is the shortest in the text; of a person, the shortest with the surname, if there is one.
        """
        if mention.form == "name":
            return ""
        actor = self._document.actors[mention.actor]
        surname = actor.name.split()[-1:] if actor.kind == "person" else []
        found = (one.text for one in actor.mentions if one.form == "name")
        return min(found, key=lambda name: (name.split()[-1:] != surname, len(name)), default=actor.name)

    @cached_property
    def _quoted_spans(self) -> Sequence[tuple[int, int]]:
        """The spans in quotation marks, in the order of the text."""
        text = self._document.text
        quotations = find_quotations(text, segmentation.blocks(text)) if self._document.attributions else []
        return [part for quotation in quotations for part in quotation.parts]


def is_biased(sentence: Sentence) -> bool:
    """Return whether a sentence is shown as biased wording."""
    return sentence.bias is not None and sentence.bias > LABEL_THRESHOLD


def is_quoted(sentence: Sentence) -> bool:
    """Return whether a whole sentence is a source's words; its probability of opinion is then 0."""
    return sentence.opinion == 0


def paragraphs(document: Document) -> list[list[int]]:
    """Return the indices of each paragraph's sentences."""
    starts = [start for start, _ in segmentation.paragraphs(document.text)]
    groups: list[list[int]] = []
    previous_end = 0
    for index, sentence in enumerate(document.sentences):
        if not groups or bisect_left(starts, previous_end) < bisect_right(starts, sentence.start):
            groups.append([])
        groups[-1].append(index)
        previous_end = sentence.end
    return groups
