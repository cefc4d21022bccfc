"""Conversions between characters, tokens and BIO tags."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float32]


def tokens_in(offsets: IntArray, start: int, end: int) -> tuple[int, int]:
    """Return the range of tokens that share a character with `[start, end)`.

    Args:
        offsets: characters of each token, ascending. *Shape:* (tokens, 2)
        start: first character.
        end: one past the last character.

    Returns:
        `(first, stop)`; equal when no token touches the span.
    """
    first = int(offsets[:, 1].searchsorted(start, side="right"))
    stop = int(offsets[:, 0].searchsorted(end, side="left"))
    return first, max(first, stop)


def softmax(logits: FloatArray, temperature: float = 1.0) -> FloatArray:
    """Return probabilities over the last axis of `logits / temperature`."""
    scaled = logits / np.float32(temperature)  # the methods max and sum take longer than their ufuncs
    exponent = np.exp(scaled - np.maximum.reduce(scaled, axis=-1, keepdims=True))
    shares: FloatArray = exponent / np.add.reduce(exponent, axis=-1, keepdims=True)
    return shares


def bio_transitions(tags: Sequence[str], *, adjacent: float) -> FloatArray:
    """Return the score of each transition between BIO tags.

    Args:
        tags: the tags by number, "O" first.
        adjacent: cost, in logits, of a span that begins where another has just ended.

    Returns:
        Negative costs; minus infinity for an `I-` that continues no span of
        its kind. *Shape:* (tags, tags), from row to column.
    """
    costs = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for before, last in enumerate(tags):
        for after, tag in enumerate(tags):
            if tag.startswith("I-") and last[2:] != tag[2:]:
                costs[before, after] = -np.inf
            elif tag.startswith("B-") and last != "O":
                costs[before, after] = -adjacent
    return costs


def best_path(scores: FloatArray, transitions: FloatArray) -> IntArray:
    """Return the sequence of tags with the greatest sum of scores and transitions (Viterbi 1967).

    Args:
        scores: the score of each tag at each position: of O, and of B and I of each
            kind. *Shape:* (positions, tags)
        transitions: see `bio_transitions`; the first position follows tag 0.

    Returns:
        Tag numbers. *Shape:* (positions,)
    """
    path: IntArray = scores.argmax(axis=1)
    if not path.any() or _is_free(path, transitions):
        return path
    for first, stop in _open_parts(scores):
        if not _is_free(path[first:stop], transitions):
            path[first:stop] = _viterbi(scores[first:stop], transitions)
    return path


def _is_free(path: IntArray, transitions: FloatArray) -> bool:
    """Return whether the transitions of the best tags cost nothing, so that no other path is better."""
    return not (transitions[0, path[0]] or transitions[path[:-1], path[1:]].any())


def _open_parts(scores: FloatArray) -> list[list[int]]:
    """Return the ranges of positions between those that are certainly outside all spans.

    Another tag than O gains no transition but that to an I at the next
    position, whose place a B can take. So a position is outside where O leads
    by more than any I leads over its B at the next one.
    """
    lead = scores[:, 0] - scores[:, 1:].max(axis=1)
    gain = np.zeros_like(lead)
    gain[:-1] = np.maximum(0, (scores[1:, 2::2] - scores[1:, 1::2]).max(axis=1))
    return true_ranges(lead <= gain)


def true_ranges(mask: npt.NDArray[np.bool_]) -> list[list[int]]:
    """Return `[first, stop]` of each run of True. *Shape of the mask:* (positions,)."""
    padded = np.zeros(len(mask) + 2, dtype=np.bool_)  # with False on each side
    padded[1:-1] = mask
    ranges: list[list[int]] = (padded[1:] != padded[:-1]).nonzero()[0].reshape(-1, 2).tolist()
    return ranges


def _viterbi(scores: FloatArray, transitions: FloatArray) -> IntArray:
    total = scores[0] + transitions[0]
    incoming = np.ascontiguousarray(transitions.T)
    origins = []
    for row in scores[1:]:
        reached = total + incoming  # (tags, tags before)
        origins.append(reached.argmax(axis=1).tolist())
        total = np.maximum.reduce(reached, axis=1) + row
    path = [int(total.argmax())]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def bio_to_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Convert BIO tags to spans `(first, stop, kind)`.

    An `I-` that continues no span of its kind begins one, as in conlleval.
    """
    spans: list[tuple[int, int, str]] = []
    opened: tuple[int, str] | None = None
    for position, tag in enumerate([*tags, "O"]):
        if tag == "O" and opened is None:  # as most tags
            continue
        prefix, _, kind = tag.partition("-")
        if opened and (prefix != "I" or kind != opened[1]):
            spans.append((opened[0], position, opened[1]))
            opened = None
        if prefix != "O" and opened is None:
            opened = (position, kind)
    return spans
