"""Logits to typed predictions: merged windows, calibrated probabilities and tagged spans of one sentence."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

import numpy as np

from stancekit.document.scores import Stance
from stancekit.labels import HEADS, NOMINAL, OUTPUTS, Kind, Role
from stancekit.language.folding import past_marks
from stancekit.network.compounds import whole_compounds
from stancekit.network.manifest import HeadSettings
from stancekit.network.runtime import Logits
from stancekit.network.tagging import (
    FloatArray,
    IntArray,
    best_path,
    bio_to_spans,
    bio_transitions,
    softmax,
    tokens_in,
    true_ranges,
)
from stancekit.network.tokenization import Tokens


def merge_windows(tokens: Tokens, outputs: Sequence[Logits]) -> dict[str, FloatArray]:
    """Merge the logits of a sentence's windows.

    A token takes its logits from the window in which it is most central. A
    sentence head takes the average over the windows, each weighted by the
    number of tokens that it is the first to cover.

    Args:
        tokens: the sentence.
        outputs: logits of each window, special tokens included.

    Returns:
        Logits by head: (labels,) for a sentence head, (tokens, labels) for a
        token head, special tokens left out.
    """
    windows = tokens.windows
    if len(windows) == 1:
        return {name: row if OUTPUTS[name].level == "sentence" else row[1:-1] for name, row in outputs[0].items()}
    weights = np.diff([0, *(end for _, end in windows)]).astype(np.float32)
    borders = [(before[1] + after[0]) // 2 for before, after in zip(windows, windows[1:], strict=False)]
    owned = list(zip([0, *borders], [*borders, len(tokens.ids)], strict=True))
    merged = {}
    for name in outputs[0]:
        rows = [output[name] for output in outputs]
        if OUTPUTS[name].level == "sentence":
            merged[name] = np.average(rows, axis=0, weights=weights).astype(np.float32)
        else:
            parts = zip(rows, windows, owned, strict=True)
            merged[name] = np.concatenate(
                [row[1 + first - start : 1 + stop - start] for row, (start, _), (first, stop) in parts]
            )
    return merged


@dataclass(frozen=True)
class SentenceLogits:
    """The network's output for one sentence, before calibration and decoding.

    Attributes:
        text: the whole text.
        start, end: the sentence in it.
        tokens: its tokens.
        logits: the logits by head, as `merge_windows` returns them; a model may lack heads.
    """

    text: str
    start: int
    end: int
    tokens: Tokens
    logits: Mapping[str, FloatArray]

    @cached_property
    def word_starts(self) -> IntArray:
        """The index of each word's first token. *Shape:* (words,)."""
        return np.flatnonzero(self.tokens.word_starts)

    @cached_property
    def word_bounds(self) -> list[tuple[int, int]]:
        """The characters of each word; its end includes combining marks."""
        starts = self.word_starts
        last = np.concatenate((starts[1:], [len(self.tokens.ids)]))[: len(starts)] - 1
        offsets = self.tokens.offsets
        ends = offsets[last, 1].tolist()
        if not self.text[self.start : self.end].isascii():
            ends = [min(past_marks(self.text, end), self.end) for end in ends]
        return list(zip(offsets[starts, 0].tolist(), ends, strict=True))


class TaggedSpan(NamedTuple):
    """A span that the network tags: a name, or the noun of a description.

    Attributes:
        start, end: the bounds in the text.
        kind: of the actor.
    """

    start: int
    end: int
    kind: Kind

    @property
    def bounds(self) -> tuple[int, int]:
        """`(start, end)` in the text."""
        return self.start, self.end


@dataclass(frozen=True)
class SentencePredictions:
    """The decoded predictions for one sentence.

    Attributes:
        start, end: the sentence in its text.
        opinion: P(opinion), None without that head.
        bias: P(biased wording), likewise.
        actors: the tagged names, over whole words; None without that head.
        roles: `(start, end, role)` of the tagged parts of attributions, over whole words.
        loaded: `(start, end, probability)` of loaded words; neighbors are one span with the greatest probability.
        tokens: its tokens.
        stance_logits: the stance logits of each token, None without that head. *Shape:* (tokens, 3)
        stance_temperature: divides the mean logits of a mention.
        nominals: the nouns in mentions without a name, whole words.
        references: the reference vector of each token, None without coreference. *Shape:* (tokens, 64)
        portrayal: the portrayal vector of each token, None without that head. *Shape:* (tokens, 64)
    """

    start: int
    end: int
    opinion: float | None
    bias: float | None
    actors: list[TaggedSpan] | None
    roles: list[tuple[int, int, Role]]
    loaded: list[tuple[int, int, float]]
    tokens: Tokens
    stance_logits: FloatArray | None
    stance_temperature: float
    nominals: list[TaggedSpan] = field(default_factory=list)
    references: FloatArray | None = None
    portrayal: FloatArray | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """`(start, end)` of the sentence in its text."""
        return self.start, self.end

    def covers(self, start: int, end: int) -> bool:
        """Return whether any token shares a character with the span."""
        first, stop = tokens_in(self.tokens.offsets, start, end)
        return first < stop

    def stance(self, start: int, end: int) -> Stance | None:
        """Return the calibrated stance toward the mention at a span, None without that head."""
        if self.stance_logits is None:
            return None
        logits = mention_logits(self.stance_logits, self.tokens, start, end)
        return Stance(*softmax(logits, self.stance_temperature).tolist())


@dataclass(frozen=True)
class TextPredictions:
    """The predictions for a text.

    Attributes:
        sentences: the sentences, in the order of the text.
        unscored: `(start, end)` of the sentences without a token.
    """

    sentences: list[SentencePredictions]
    unscored: list[tuple[int, int]]


def mention_logits(logits: FloatArray, tokens: Tokens, start: int, end: int) -> FloatArray:
    """Return the mean stance logits over the tokens of a span. (tokens, 3) -> (3,)."""
    first, stop = tokens_in(tokens.offsets, start, end)
    mean: FloatArray = np.add.reduce(logits[first:stop], axis=0) / (stop - first)
    return mean


class Decoder:
    """Decodes the logits of sentences with the settings in a model's manifest."""

    def __init__(self, heads: Mapping[str, HeadSettings]) -> None:
        """Prepare the costs and transitions of the tags.

        Args:
            heads: the settings of each head that the model has.
        """
        self._heads = heads
        tagging = [name for name in ("actor", "attribution") if name in heads]
        self._transitions = {
            name: bio_transitions(HEADS[name].labels, adjacent=heads[name].adjacent_cost) for name in tagging
        }
        self._costs = {name: _tag_costs(name, heads[name]) for name in self._transitions}

    def decode(self, sentence: SentenceLogits) -> SentencePredictions:
        """Return the predictions for a sentence."""
        return SentencePredictions(
            start=sentence.start,
            end=sentence.end,
            opinion=self.probability(sentence, "opinion"),
            bias=self.probability(sentence, "bias"),
            actors=self.actor_spans(sentence) if "actor" in sentence.logits else None,
            roles=self.role_spans(sentence),
            loaded=self.loaded_spans(sentence),
            tokens=sentence.tokens,
            stance_logits=sentence.logits.get("stance"),
            stance_temperature=self._heads["stance"].temperature if "stance" in self._heads else 1.0,
            nominals=nominal_nouns(sentence),
            references=sentence.logits.get("reference"),
            portrayal=sentence.logits.get("portrayal"),
        )

    def probability(self, sentence: SentenceLogits, head: str) -> float | None:
        """Return the probability of a two-label sentence head's second label, None without that head."""
        if head not in sentence.logits:
            return None
        return float(softmax(sentence.logits[head], self._heads[head].temperature)[1])

    def actor_spans(self, sentence: SentenceLogits) -> list[TaggedSpan]:
        """Return the tagged actors; a span without a letter or digit is dropped."""
        return [
            TaggedSpan(start, end, cast(Kind, kind))
            for start, end, kind in self._tagged_spans(sentence, "actor")
            if any(map(str.isalnum, sentence.text[start:end]))
        ]

    def role_spans(self, sentence: SentenceLogits) -> list[tuple[int, int, Role]]:
        """Return `(start, end, role)` of the tagged parts of attributions."""
        return [(start, end, cast(Role, role)) for start, end, role in self._tagged_spans(sentence, "attribution")]

    def loaded_spans(self, sentence: SentenceLogits) -> list[tuple[int, int, float]]:
        """Return `(start, end, probability)` of loaded words; neighbors are one span with the greatest probability.

        A compound is marked whole, a mark without a letter never.
        """
        if "loaded" not in sentence.logits:
            return []
        settings = self._heads["loaded"]
        logits = sentence.logits["loaded"][sentence.word_starts]
        margin = math.log(settings.threshold / (1 - settings.threshold)) * settings.temperature
        is_loaded = logits[:, 1] - logits[:, 0] > margin
        if not is_loaded.any():  # as in most sentences
            return []
        shares = softmax(logits, settings.temperature)[:, 1]
        bounds = sentence.word_bounds
        spans = (
            (bounds[first][0], bounds[stop - 1][1], float(shares[first:stop].max()))
            for first, stop in true_ranges(is_loaded)
        )
        return whole_compounds(sentence.text, spans, sentence.start, sentence.end)

    def _tagged_spans(self, sentence: SentenceLogits, head: str) -> list[tuple[int, int, str]]:
        """Return the spans of a BIO head: a word has the tag of its first token, the sentence the best legal path."""
        if head not in sentence.logits:
            return []
        scores = sentence.logits[head][sentence.word_starts] - self._costs[head]  # (words, tags)
        path = best_path(scores, self._transitions[head])
        if not path.any():  # as in most sentences: every word is outside
            return []
        tags = [HEADS[head].labels[number] for number in path]
        bounds = sentence.word_bounds
        return [(bounds[first][0], bounds[stop - 1][1], kind) for first, stop, kind in bio_to_spans(tags)]


def nominal_nouns(sentence: SentenceLogits) -> list[TaggedSpan]:
    """Return the nouns in mentions without a name; a word has the label of its first token."""
    if "nominal" not in sentence.logits:
        return []
    labels = sentence.logits["nominal"][sentence.word_starts].argmax(-1)
    words = labels.nonzero()[0].tolist()
    bounds = sentence.word_bounds
    return [TaggedSpan(bounds[word][0], bounds[word][1], cast(Kind, NOMINAL[labels[word]])) for word in words]


def _tag_costs(head: str, settings: HeadSettings) -> FloatArray:
    """Return what a word pays for each tag, in logits. *Shape:* (tags,)."""
    by_prefix = {"O": settings.outside_cost, "B": settings.begin_cost, "I": 0.0}
    return np.array([by_prefix[tag[0]] for tag in HEADS[head].labels], dtype=np.float32)
