"""Logits to what a person reads: merged windows, probabilities, the spans of actors."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from stancekit.document.records import Stance
from stancekit.labels import ACTOR, ATTRIBUTION, HEADS, Kind, Role
from stancekit.language import names
from stancekit.network.runtime import Logits
from stancekit.network.tagging import FloatArray, IntArray, best_path, bio_to_spans, bio_transitions, softmax, tokens_in
from stancekit.network.tokenization import Encoding

# Names hardly ever touch (28 of 21,105 in CrossNER's training parts): a second one is mostly the first one's rest.
ACTOR_TRANSITIONS = bio_transitions(ACTOR, adjacent=2.0)
# What a word pays for its tag, in logits: the network is shy of names in short, plain sentences, and cuts them short.
ACTOR_COSTS = np.array([1.6 if tag == "O" else 1.0 if tag.startswith("B-") else 0.0 for tag in ACTOR], dtype=np.float32)
ROLE_TRANSITIONS = bio_transitions(ATTRIBUTION, adjacent=0.0)
LOADED_FROM = 0.25  # probability from which a word is shown as loaded: experts mark one in thirty
LOADED_MARGIN = math.log(LOADED_FROM / (1 - LOADED_FROM))  # the same in logits


def merge(encoding: Encoding, outputs: Sequence[Logits]) -> dict[str, FloatArray]:
    """Join the logits of a sentence's windows.

    A token's logits come from the window in which it is most central. A
    sentence's are averaged with the number of tokens that each window is the
    first to cover as weights.

    Args:
        encoding: the sentence.
        outputs: logits of each window, special tokens included.

    Returns:
        Logits by head: (labels,) for a sentence head, (tokens, labels) for a
        token head, special tokens left out.
    """
    windows = encoding.windows
    if len(windows) == 1:
        return {name: row if HEADS[name].level == "sentence" else row[1:-1] for name, row in outputs[0].items()}
    weights = np.diff([0, *(end for _, end in windows)]).astype(np.float32)
    borders = [(before[1] + after[0]) // 2 for before, after in zip(windows, windows[1:], strict=False)]
    owned = list(zip([0, *borders], [*borders, len(encoding.ids)], strict=True))
    merged = {}
    for name in outputs[0]:
        rows = [output[name] for output in outputs]
        if HEADS[name].level == "sentence":
            merged[name] = np.average(rows, axis=0, weights=weights).astype(np.float32)
        else:
            parts = zip(rows, windows, owned, strict=True)
            merged[name] = np.concatenate(
                [row[1 + first - start : 1 + stop - start] for row, (start, _), (first, stop) in parts]
            )
    return merged


@dataclass(frozen=True)
class Reading:
    """One sentence as the network read it.

    Attributes:
        text: the whole text.
        start, end: the sentence in it.
        encoding: its tokens.
        logits: by head, as `merge` returns them; a model may lack heads.
        temperatures: by head; each divides its logits.
    """

    text: str
    start: int
    end: int
    encoding: Encoding
    logits: Mapping[str, FloatArray]
    temperatures: Mapping[str, float]

    def probability(self, head: str) -> float | None:
        """Return the probability of a two-label sentence head's second label, None without that head."""
        if head not in self.logits:
            return None
        return float(softmax(self.logits[head], self.temperatures[head])[1])

    def covers(self, start: int, end: int) -> bool:
        """Tell whether any token shares a character with the span."""
        first, stop = tokens_in(self.encoding.offsets, start, end)
        return first < stop

    def mention_logits(self, start: int, end: int) -> FloatArray:
        """Return the mean stance logits over the tokens of a span. *Shape:* (3,)."""
        first, stop = tokens_in(self.encoding.offsets, start, end)
        return np.asarray(self.logits["stance"][first:stop].mean(axis=0), dtype=np.float32)

    def stance(self, start: int, end: int) -> Stance | None:
        """Return the calibrated stance toward the mention at a span, None without that head."""
        if "stance" not in self.logits:
            return None
        shares = softmax(self.mention_logits(start, end), self.temperatures["stance"])
        return Stance(*(float(share) for share in shares))

    def actor_spans(self) -> list[tuple[int, int, Kind]]:
        """Return `(start, end, kind)` of the actors that the tag head finds, over whole words.

        What has no letter or digit is no name.
        """
        spans = self._tagged("actor", ACTOR_TRANSITIONS, ACTOR_COSTS)
        return [
            (start, end, cast(Kind, kind)) for start, end, kind in spans if any(map(str.isalnum, self.text[start:end]))
        ]

    def role_spans(self) -> list[tuple[int, int, Role]]:
        """Return `(start, end, role)` of the parts of attributions that the tag head finds, over whole words."""
        return [(start, end, cast(Role, role)) for start, end, role in self._tagged("attribution", ROLE_TRANSITIONS)]

    def loaded_spans(self) -> list[tuple[int, int, float]]:
        """Return `(start, end, probability)` of stretches of loaded words; the probability is that of the likeliest."""
        if "loaded" not in self.logits:
            return []
        logits = self.logits["loaded"][self._word_starts]
        margin = LOADED_MARGIN * self.temperatures["loaded"]
        is_loaded = logits[:, 1] - logits[:, 0] > margin
        if not is_loaded.any():  # as in most sentences
            return []
        shares = softmax(logits, self.temperatures["loaded"])[:, 1]
        edges = np.flatnonzero(np.diff(is_loaded, prepend=False, append=False)).reshape(-1, 2)
        return [
            (self.word_bounds[first][0], self.word_bounds[stop - 1][1], float(shares[first:stop].max()))
            for first, stop in edges
        ]

    def _tagged(
        self, head: str, transitions: FloatArray, costs: FloatArray | None = None
    ) -> list[tuple[int, int, str]]:
        """Return what a BIO head marks: a word has the tag of its first token, the sentence the best legal path.

        `costs` is what a word pays for each tag.
        """
        if head not in self.logits:
            return []
        labels = HEADS[head].labels
        scores = self.logits[head][self._word_starts]  # (words, tags)
        numbers = best_path(scores if costs is None else scores - costs, transitions)
        if not numbers.any():  # as in most sentences: nothing is marked
            return []
        tags = [labels[number] for number in numbers]
        bounds = self.word_bounds
        return [(bounds[first][0], bounds[stop - 1][1], kind) for first, stop, kind in bio_to_spans(tags)]

    @cached_property
    def _word_starts(self) -> IntArray:
        return np.flatnonzero(self.encoding.word_starts)

    @cached_property
    def word_bounds(self) -> list[tuple[int, int]]:
        """The characters of each word; its end takes in combining marks."""
        starts = self._word_starts
        last = np.append(starts[1:], len(self.encoding.ids))[: len(starts)] - 1
        offsets = self.encoding.offsets
        return [(int(offsets[a, 0]), self._word_end(int(offsets[b, 1]))) for a, b in zip(starts, last, strict=True)]

    def _word_end(self, end: int) -> int:
        return min(names.past_marks(self.text, end), self.end)
