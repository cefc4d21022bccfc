"""Arrays with a row for each unit of a text: its reference vector, and numbers of words and of what contains it."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from stancekit.analysis.coreference.units import Unit
from stancekit.inputs.spans import Bounds
from stancekit.network.decoding import SentencePredictions
from stancekit.network.tagging import FloatArray, IntArray, tokens_in


def reference_vectors(units: Sequence[Unit], sentences: Sequence[SentencePredictions]) -> FloatArray:
    """Return the mean reference vector over the tokens of each unit, zeros without a token.

    *Shape:* (units, dimensions)
    """
    rows = []
    for unit in units:
        sentence = sentences[unit.sentence]
        references = sentence.references
        if references is None:
            raise ValueError("the predictions have no reference vectors")
        first, stop = tokens_in(sentence.tokens.offsets, unit.start, unit.end)
        if stop == first + 1:
            rows.append(references[first])  # sooner than its mean
        else:
            empty = np.zeros(references.shape[1], np.float32)
            rows.append(references[first:stop].mean(axis=0) if first < stop else empty)
    return np.array(rows, dtype=np.float32)


def word_numbers(words: Sequence[str]) -> IntArray:
    """Return a number for each word, the same for equal words. *Shape:* (words,)."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)


def group_numbers(units: Sequence[Unit], groups: Sequence[Sequence[Bounds]]) -> IntArray:
    """Return for each unit the number of the group with a span that contains it, else -1. *Shape:* (units,)."""
    spans = sorted((start, end, number) for number, group in enumerate(groups) for start, end in group)
    starts = [start for start, _, _ in spans]
    numbers = []
    for unit in units:
        before = bisect_right(starts, unit.start) - 1
        is_inside = before >= 0 and unit.end <= spans[before][1]
        numbers.append(spans[before][2] if is_inside else -1)
    return np.array(numbers, dtype=np.int64)
