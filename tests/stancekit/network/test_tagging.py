"""Characters, tokens and BIO tags."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancekit.network.tagging import (
    best_path,
    bio_to_spans,
    bio_transitions,
    softmax,
    tokens_in,
    true_ranges,
)

OFFSETS = np.array([[0, 3], [4, 6], [6, 9], [10, 11]])


@pytest.mark.parametrize(
    ("span", "tokens"),
    [
        ((0, 3), (0, 1)),
        ((2, 5), (0, 2)),
        ((4, 9), (1, 3)),
        ((6, 7), (2, 3)),
        ((0, 11), (0, 4)),
        ((10, 99), (3, 4)),
    ],
)
def test_tokens_that_share_a_character(span, tokens):
    assert tokens_in(OFFSETS, *span) == tokens


@pytest.mark.parametrize("span", [(3, 4), (9, 10), (11, 12)])
def test_a_span_between_tokens_has_none(span):
    first, stop = tokens_in(OFFSETS, *span)
    assert first == stop


def test_tokens_of_one_character_are_all_taken():
    assert tokens_in(np.array([[0, 1], [1, 2], [1, 2], [2, 3]]), 1, 2) == (1, 3)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-person I-person O", [(1, 3, "person")]),
        ("B-person B-person", [(0, 1, "person"), (1, 2, "person")]),
        ("O I-place", [(1, 2, "place")]),
        ("B-person I-place I-place", [(0, 1, "person"), (1, 3, "place")]),
        ("O O", []),
        ("", []),
    ],
)
def test_bio_to_spans(tags, spans):
    assert bio_to_spans(tags.split()) == spans


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["person", "place"]))))
def test_spans_survive_bio(pieces):
    spans, tags = [], []
    for gap, length, kind in pieces:
        tags += ["O"] * gap
        spans.append((len(tags), len(tags) + length, kind))
        tags += [f"B-{kind}", *[f"I-{kind}"] * (length - 1)]
    assert bio_to_spans(tags) == spans


@pytest.mark.parametrize(
    ("mask", "ranges"), [([], []), ([0, 0], []), ([1, 1], [[0, 2]]), ([1, 0, 0, 1, 1, 0, 1], [[0, 1], [3, 5], [6, 7]])]
)
def test_true_ranges(mask, ranges):
    assert true_ranges(np.array(mask, dtype=np.bool_)) == ranges


def test_softmax():
    logits = np.array([[0.0, np.log(3.0)], [1000.0, 0.0]], dtype=np.float32)
    assert softmax(logits) == pytest.approx(np.array([[0.25, 0.75], [1.0, 0.0]]))


def test_temperature_divides_the_logits():
    logits = np.array([0.0, 2 * np.log(3.0)], dtype=np.float32)
    assert softmax(logits, temperature=2.0) == pytest.approx([0.25, 0.75])


TAGS = ("O", "B-x", "I-x", "B-y", "I-y")


def test_bio_transitions():
    costs = bio_transitions(TAGS, adjacent=2.0)
    assert costs[0].tolist() == [0, 0, -np.inf, 0, -np.inf]
    assert costs[2].tolist() == [0, -2, 0, -2, -np.inf]


@given(st.integers(1, 6), st.integers(0, 2**32 - 1), st.sampled_from([0, 2, 4]))
def test_best_path_is_the_best_of_all(length, seed, lead_of_o):
    scores = np.random.default_rng(seed).normal(scale=2, size=(length, len(TAGS))).astype(np.float32)
    scores[:, 0] += lead_of_o
    costs = bio_transitions(TAGS, adjacent=2.0)

    def total(path):
        steps = zip((0, *path), path, strict=False)
        return sum(scores[range(length), path]) + sum(costs[before, after] for before, after in steps)

    found = best_path(scores, costs)
    assert total(tuple(found)) == pytest.approx(max(map(total, product(range(len(TAGS)), repeat=length))), abs=1e-4)


def test_best_path_of_nothing():
    assert best_path(np.empty((0, 5), dtype=np.float32), bio_transitions(TAGS, adjacent=2.0)).tolist() == []
