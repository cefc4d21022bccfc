"""Marks over whole compounds."""

import pytest

from stancekit.network.compounds import whole_compounds


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("a made-for-show war", ["made"], ["made-for-show"]),
        ("a made-for-show war", ["show"], ["made-for-show"]),
        ("a made-for-show war", ["-", "-"], []),
        ("a made-for-show war", ["made", "-", "war"], ["made-for-show", "war"]),
        ("a well-off - really - man", ["really"], ["really"]),
        ("- awful", ["-", "awful"], ["awful"]),
        ('a "vile and cowardly" man', ['"vile and cowardly'], ["vile and cowardly"]),
        ("a shameless lie", ["shameless lie"], ["shameless lie"]),
    ],
)
def test_whole_compounds(text, marked, whole):
    spans, position = [], 0
    for number, word in enumerate(marked):
        start = text.index(word, position)
        position = start + len(word)
        spans.append((start, position, 0.5 + number / 10))
    assert [text[start:end] for start, end, _ in whole_compounds(text, spans, 0, len(text))] == whole


def test_the_greatest_probability_counts():
    assert whole_compounds("so-called", [(0, 2, 0.4), (3, 9, 0.7)], 0, 9) == [(0, 9, 0.7)]


def test_no_span_leaves_its_sentence():
    assert whole_compounds("a-b-c", [(2, 3, 0.5)], 2, 3) == [(2, 3, 0.5)]
