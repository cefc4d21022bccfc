"""Texts with their names and nominals written into them, for tests of coreference."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stancekit.analysis.coreference.named_text import NamedText
from stancekit.analysis.linking.actors import link
from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.speech.attribution import AttributionSpans
from stancekit.labels import Kind
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import SentencePredictions, TaggedSpan
from tests.support.marked_sentences import predictions, spans

DIMENSIONS = 64
NOMINAL = re.compile(r"\[(?:([og]) )?(\w+)\]")  # of a description: "the [mayor]", "the [o party]"
KINDS: Mapping[str | None, Kind] = {None: "person", "o": "organization", "g": "place"}


@dataclass(frozen=True)
class MarkedText:
    """A text, its predictions, its names and the actors that they are linked to."""

    text: str
    sentences: list[SentencePredictions]
    mentions: list[MentionSpan]
    actors: list[LinkedActor]

    def named(self, attributions: Sequence[AttributionSpans] = ()) -> NamedText:
        """Return the text as coreference gets it."""
        paragraphs = list(blocks(self.text))
        return NamedText(
            self.text,
            self.sentences,
            attributions,
            self.mentions,
            self.actors,
            quotations=find_quotations(self.text, paragraphs),
            paragraphs=paragraphs,
        )


def marked_text(*sentences: str) -> MarkedText:
    """Return the text of sentences such as `<p Ann Pell> met the [mayor].`"""
    plain = [spans(NOMINAL.sub(r"\2", sentence))[0] for sentence in sentences]
    text = " ".join(plain)
    found: list[SentencePredictions] = []
    mentions: list[MentionSpan] = []
    start = 0
    for sentence, bare in zip(sentences, plain, strict=True):
        decoded = predictions(text, NOMINAL.sub(r"\2", sentence), start)
        nominals = [TaggedSpan(start + at, start + at + len(noun), kind) for noun, kind, at in _nouns(sentence)]
        vectors = np.zeros((len(decoded.tokens.ids), DIMENSIONS), np.float32)
        found.append(replace(decoded, nominals=nominals, references=vectors))
        mentions += [MentionSpan(*actor) for actor in decoded.actors or ()]
        start += len(bare) + 1
    return MarkedText(text, found, mentions, link(text, mentions, []))


def _nouns(sentence: str) -> list[tuple[str, Kind, int]]:
    """Return each marked noun with its kind and its place in the plain sentence."""
    return [
        (match[2], KINDS[match[1]], len(spans(NOMINAL.sub(r"\2", sentence[: match.start()]))[0]))
        for match in NOMINAL.finditer(sentence)
    ]
