"""Attributions that the user gives, checked when they are made and against their text."""

import pickle

import pytest

from stancekit import ActorError, AttributionParts, SpanError, Text

TEXT = "The plan is mad, Berg said."


def test_the_parts():
    parts = AttributionParts(content=[[0, 16]], source=(17, 21), cue=(22, 26))
    assert (parts.content, parts.source, parts.cue) == (((0, 16),), (17, 21), (22, 26))
    text = Text(TEXT, attributions=[parts])
    assert text.attributions == (parts,) and pickle.loads(pickle.dumps(text)) == text
    assert AttributionParts(content=[(9, 12), (0, 8)], source="Berg").content == ((0, 8), (9, 12))


@pytest.mark.parametrize(
    ("parts", "error", "message"),
    [
        ({"content": []}, SpanError, "content is empty, expected at least one span"),
        ({"content": (0, 16)}, TypeError, r"expected a list of them: content=\[\(0, 16\)\]"),
        ({"content": [(16, 0)]}, SpanError, r"content \(16, 0\) is reversed"),
        ({"content": [(0, 16)], "source": (21, 21)}, SpanError, r"source \(21, 21\) is empty"),
        ({"content": [(0, 16)], "source": 21}, SpanError, "source 21 is not a pair"),
        ({"content": [(0, 16)], "source": "—"}, ActorError, "the source '—' has no letter or digit"),
        ({"content": [(0, 16)], "cue": (26, 22)}, SpanError, r"cue \(26, 22\) is reversed"),
    ],
)
def test_faults_are_found_when_it_is_made(parts, error, message):
    with pytest.raises(error, match=message):
        AttributionParts(**parts)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"content": [(0, 99)]}, r"content \(0, 99\) lies outside the text, which has 27 characters"),
        ({"content": [(0, 16)], "source": (17, 99)}, r"source \(17, 99\) lies outside"),
        ({"content": [(0, 16)], "cue": (21, 22)}, r"cue \(21, 22\) covers only white space"),
    ],
)
def test_a_text_names_the_bad_span(parts, message):
    with pytest.raises(SpanError, match=message):
        Text(TEXT, attributions=[AttributionParts(**parts)])


def test_an_attribution_of_the_wrong_type():
    with pytest.raises(TypeError, match=r"an attribution is of type dict, expected stancekit.AttributionParts"):
        Text(TEXT, attributions=[{"content": [(0, 16)]}])
