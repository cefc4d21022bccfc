"""Heads, and the manifest of a model folder."""

import json

import pytest

from stancekit import ArtifactError
from stancekit.labels import ACTOR, HEADS
from stancekit.network.manifest import Manifest

FIELDS = {
    "name": "tiny",
    "version": "1",
    "license": "none",
    "base": "tiny",
    "window": 32,
    "stride": 12,
    "graph": "model.onnx",
    "temperatures": {"opinion": 1.5},
    "files": {"model.onnx": "00"},
    "format": 1,
}


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


def test_manifest_round_trip():
    manifest = Manifest.from_json(json.dumps(FIELDS))
    assert json.loads(manifest.to_json()) == FIELDS
    assert Manifest.from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"text"', "{}", '{"format": "1"}'])
def test_not_a_manifest(text):
    with pytest.raises(ArtifactError, match="manifest.json .* Fetch the model again"):
        Manifest.from_json(text)


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "format"])
def test_missing_field(name):
    with pytest.raises(ArtifactError, match=name):
        Manifest.from_json(json.dumps({field: value for field, value in FIELDS.items() if field != name}))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"surprise": 1}, "surprise"),
        ({"format": 2}, "format 2, this stancekit reads up to 1. Upgrade"),
        ({"window": "32"}, "'32' as window, expected .*int"),
        ({"files": []}, r"\[\] as files, expected dict"),
        ({"temperatures": None}, "None as temperatures"),
        ({"graph": None}, "None as graph"),
        ({"temperatures": {}}, r"the heads \[\]; this stancekit knows"),
        ({"temperatures": {"sarcasm": 1.0}}, r"the heads \['sarcasm'\]; this stancekit knows \['opinion', 'bias'"),
    ],
)
def test_wrong_field(changes, message):
    with pytest.raises(ArtifactError, match=message):
        Manifest.from_json(json.dumps(FIELDS | changes))
