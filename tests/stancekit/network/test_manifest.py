"""The manifest of a model folder."""

import json

import pytest

from stancekit import ArtifactError
from stancekit.network.manifest import HeadSettings, Manifest, PortrayalSettings

FIELDS = {
    "name": "tiny",
    "version": "1",
    "license": "none",
    "base": "tiny",
    "window": 32,
    "stride": 12,
    "graph": "model.onnx",
    "heads": {"opinion": {"temperature": 1.5}, "actor": {"outside_cost": 1.6}},
    "files": {"model.onnx": "0" * 64},
    "language": "en",
    "casing": True,
    "format": 4,
}
OPTIONAL = ("language", "casing", "coreference", "portrayal", "format")
FORMAT_1 = {name: value for name, value in FIELDS.items() if name not in ("heads", *OPTIONAL)} | {
    "temperatures": {"opinion": 1.5, "actor": 0.5, "loaded": 0.75},
    "format": 1,
}


def test_manifest_round_trip():
    manifest = Manifest.from_json(json.dumps(FIELDS))
    assert json.loads(manifest.to_json()) == FIELDS
    assert Manifest.from_json(manifest.to_json()) == manifest


def test_a_manifest_with_portrayals():
    settings = {"graph": "portrayal.onnx", "temperature": 1.1, "against": 0.3, "favor": 0.2}
    manifest = Manifest.from_json(json.dumps(FIELDS | {"portrayal": settings}))
    assert manifest.portrayal == PortrayalSettings(**settings)
    assert manifest.graphs == ["model.onnx", "portrayal.onnx"] and manifest.outputs[-1] == "portrayal"
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert Manifest.from_json(json.dumps(FIELDS | {"format": 3})).portrayal is None


def test_a_head_that_says_nothing_has_neutral_settings():
    manifest = Manifest.from_json(json.dumps(FIELDS | {"heads": {"actor": {}}}))
    assert manifest.heads == {"actor": HeadSettings(1.0, 0.5, 0.0, 0.0, 0.0)}


def test_format_1_gets_the_settings_that_every_model_had():
    manifest = Manifest.from_json(json.dumps(FORMAT_1))
    assert manifest.format == 4 and manifest.language == "en" and manifest.casing
    assert manifest.heads == {
        "opinion": HeadSettings(1.5),
        "actor": HeadSettings(0.5, outside_cost=1.6, begin_cost=1.0, adjacent_cost=2.0),
        "loaded": HeadSettings(0.75, threshold=0.25),
    }


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[1]", "null", '"text"', "{}", '{"format": "1"}'])
def test_not_a_manifest(text):
    with pytest.raises(ArtifactError, match="manifest.json .* Fetch the model again"):
        Manifest.from_json(text)


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in OPTIONAL])
def test_missing_field(name):
    with pytest.raises(ArtifactError, match=name):
        Manifest.from_json(json.dumps({field: value for field, value in FIELDS.items() if field != name}))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"surprise": 1}, "surprise"),
        ({"format": 5}, "format 5, this stancekit reads up to 4. Upgrade"),
        ({"window": "32"}, "'32' as window, expected .*int"),
        ({"files": []}, r"\[\] as files, expected dict"),
        ({"heads": None}, "the heads None"),
        ({"graph": None}, "None as graph"),
        ({"heads": {}}, r"the heads \[\]; this stancekit knows"),
        ({"heads": {"sarcasm": {}}}, r"the heads \['sarcasm'\]; this stancekit knows \['opinion', 'bias'"),
        ({"heads": {"opinion": 1.5}}, "1.5 for the head opinion, expected its settings"),
        ({"heads": {"opinion": {"heat": 1.5}}}, "heat"),
        ({"heads": {"opinion": {"temperature": "1.5"}}}, "'1.5' as opinion.temperature"),
        ({"heads": {"opinion": {"temperature": 0}}}, "expected a temperature from 0.001 to 1000"),
        ({"heads": {"opinion": {"temperature": 1e308}}}, "expected a temperature from 0.001 to 1000"),
        ({"heads": {"opinion": {"temperature": float("nan")}}}, "nan as opinion.temperature"),
        ({"format": True}, "declares no format number"),
        ({"format": -5}, "declares no format number"),
        ({"window": True}, "True as window"),
        ({"window": 10**9}, "a window of 1000000000"),
        ({"stride": 0}, "with a stride of 0"),
        ({"name": "\x1b[31mred"}, "as name, expected printable text"),
        ({"files": {"model.onnx": None}}, "None for model.onnx, expected a SHA-256"),
        ({"files": {"a/b": "0" * 64}}, "'a/b', which is outside the model folder"),
        ({"heads": {"loaded": {"threshold": 1.0}}}, "a threshold between 0 and 1"),
        ({"portrayal": {}}, "graph"),
        ({"portrayal": {"graph": 1}}, "1 as portrayal.graph"),
        ({"portrayal": {"graph": "p.onnx", "favor": 0}}, "thresholds between 0 and 1"),
        ({"portrayal": {"graph": "p.onnx", "temperature": 1e9}}, "a temperature from 0.001 to 1000"),
    ],
)
def test_wrong_field(changes, message):
    with pytest.raises(ArtifactError, match=message):
        Manifest.from_json(json.dumps(FIELDS | changes))


def test_format_1_without_temperatures():
    with pytest.raises(ArtifactError, match="None as temperatures"):
        Manifest.from_json(json.dumps(FORMAT_1 | {"temperatures": None}))
