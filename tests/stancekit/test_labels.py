"""The heads and their labels."""

from stancekit.labels import ACTOR, HEADS


def test_heads():
    assert {name: len(head.labels) for name, head in HEADS.items()} == {
        "opinion": 2,
        "bias": 2,
        "stance": 3,
        "actor": 7,
        "attribution": 7,
        "loaded": 2,
    }
    assert ACTOR == ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place")
