"""Hostile model folders: an ArtifactError in bounded time, or a model; nothing else."""

import hashlib
import json
import os
import shutil
import sys

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import stancekit
from stancekit import ArtifactError
from stancekit.labels import HEADS
from stancekit.network import onnx_session
from tests.support.tiny_model import GRAPH

TOKENIZER = "tokenizer.json"


@pytest.fixture
def folder(tiny_model_folder, tmp_path):
    return shutil.copytree(tiny_model_folder, tmp_path / "model")


def declare(folder, **changes):
    """Write the manifest anew, with the digests of the files as they are."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name in manifest["files"]:
        if (folder / name).is_file():
            manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest | changes))


def write_graph(folder, nodes, outputs, constants=(), inputs=("input_ids", "attention_mask", "casing")):
    values = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in inputs]
    graph = helper.make_graph(nodes, "hostile", values, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (folder / GRAPH).write_bytes(model.SerializeToString())
    declare(folder)


def constant(name, value, dtype=np.float32):
    return numpy_helper.from_array(np.asarray(value, dtype), name)


def output(name):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)


def constants_as_outputs(folder, shapes, value=1.0):
    """Write a graph that gives a constant of some shape for each head."""
    nodes = [helper.make_node("Identity", [f"{name}.constant"], [name]) for name in shapes]
    constants = [constant(f"{name}.constant", np.full(shape, value)) for name, shape in shapes.items()]
    write_graph(folder, nodes, [output(name) for name in shapes], constants)


def right_shapes(tokens=3):
    return {
        name: (1, len(head.labels)) if head.level == "sentence" else (1, tokens, len(head.labels))
        for name, head in HEADS.items()
    }


@pytest.mark.parametrize(
    "shapes",
    [
        right_shapes() | {"evil": (1, 2)},
        {name: shape for name, shape in right_shapes().items() if name != "stance"},
        right_shapes() | {"opinion": (1, 3)},
        right_shapes() | {"opinion": ()},
        right_shapes() | {"opinion": (0, 2)},
        right_shapes() | {"stance": (1, 1, 3)},
    ],
)
def test_outputs_that_are_not_those_of_the_heads(folder, shapes):
    constants_as_outputs(folder, shapes)
    with pytest.raises(ArtifactError):
        stancekit.load(folder)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_logits_that_are_not_finite(folder, value):
    constants_as_outputs(folder, right_shapes(), value)
    with pytest.raises(ArtifactError, match="expected finite float32"):
        stancekit.load(folder)


def test_logits_that_change_their_shape_later(folder):
    constants_as_outputs(folder, right_shapes())  # as many tokens as the first run has
    model = stancekit.load(folder, threads=1)
    with pytest.raises(ArtifactError, match="the head stance gives"):
        model("The mayor of the city lied.")


def test_an_input_too_many(folder):
    heads = right_shapes()
    nodes = [helper.make_node("Identity", [f"{name}.constant"], [name]) for name in heads]
    constants = [constant(f"{name}.constant", np.ones(shape)) for name, shape in heads.items()]
    inputs = ("input_ids", "attention_mask", "casing", "more")
    write_graph(folder, nodes, [output(name) for name in heads], constants, inputs)
    with pytest.raises(ArtifactError, match="the graph has the inputs"):
        stancekit.load(folder)


def test_a_graph_that_loops_for_ever_is_ended(folder, monkeypatch):
    monkeypatch.setattr(onnx_session, "PROBE_SECONDS", 0.5)
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["on"]), helper.make_node("Add", ["x", "x"], ["y"])],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2]),
        ],
        [
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2]),
        ],
    )
    heads = right_shapes()
    nodes = [helper.make_node("Identity", [f"{name}.constant"], [name]) for name in heads if name != "opinion"]
    nodes.append(helper.make_node("Loop", ["times", "true", "start"], ["opinion"], body=body))
    constants = [constant(f"{name}.constant", np.ones(shape)) for name, shape in heads.items() if name != "opinion"]
    constants += [constant("times", 2**62, np.int64), constant("true", True, bool), constant("start", np.ones((1, 2)))]
    write_graph(folder, nodes, [output(name) for name in heads], constants)
    with pytest.raises(ArtifactError, match="the graph cannot be run"):
        stancekit.load(folder)


@pytest.mark.parametrize("location", ["weights.bin", "../outside.bin", "/etc/passwd"])
def test_data_in_other_files(folder, location):
    tensor = onnx.TensorProto(name="opinion.constant", data_type=TensorProto.FLOAT, dims=[1, 2])
    tensor.data_location = onnx.TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", "0"), ("length", "8")):
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    write_graph(folder, [helper.make_node("Identity", [tensor.name], ["opinion"])], [output("opinion")], [tensor])
    with pytest.raises(ArtifactError, match="keeps data in other files"):
        stancekit.load(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", [GRAPH, TOKENIZER, "manifest.json"])
def test_a_named_pipe_does_not_hang(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(ArtifactError):
        stancekit.load(folder)


@pytest.mark.parametrize(
    "step",
    [
        {"type": "Split", "pattern": {"Regex": "(a+)+$"}, "behavior": "Isolated", "invert": False},
        {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "(a+)+$"}}]},
    ],
)
def test_a_pattern_in_the_tokenizer(folder, step):
    tokenizer = json.loads((folder / TOKENIZER).read_text())
    (folder / TOKENIZER).write_text(json.dumps(tokenizer | {"pre_tokenizer": step}))
    declare(folder)
    with pytest.raises(ArtifactError, match="the step 'Split', which is not supported"):
        stancekit.load(folder)


def test_a_normalizer_that_multiplies_the_text(folder):
    replace = {"type": "Replace", "pattern": {"String": "a"}, "content": "a" * 1000}
    tokenizer = json.loads((folder / TOKENIZER).read_text())
    tokenizer["normalizer"] = {"type": "Sequence", "normalizers": [replace] * 4}
    (folder / TOKENIZER).write_text(json.dumps(tokenizer))
    declare(folder)
    with pytest.raises(ArtifactError, match="the step 'Replace', which is not supported"):
        stancekit.load(folder)


def test_tokens_that_the_network_lacks(folder):
    tokenizer = json.loads((folder / TOKENIZER).read_text())
    vocabulary = {piece: number + 100_000 * (number > 10) for piece, number in tokenizer["model"]["vocab"].items()}
    tokenizer["model"]["vocab"] = vocabulary
    (folder / TOKENIZER).write_text(json.dumps(tokenizer))
    declare(folder)
    with pytest.raises(ArtifactError, match="the graph cannot be run"):
        stancekit.load(folder, threads=1)("The mayor lied.")


def test_a_huge_manifest(folder):
    declare(folder, license="x" * 2_000_000)
    with pytest.raises(ArtifactError, match="more than 1,048,576 bytes"):
        stancekit.load(folder)


def test_what_is_checked_is_what_is_loaded(folder):
    opened = stancekit.network.model_folder.open_model_folder(folder)
    expected = stancekit.load(folder, threads=1)("The mayor lied.")
    (folder / GRAPH).write_bytes(b"exchanged after its digest was checked")
    (folder / TOKENIZER).write_bytes(b"{}")
    assert stancekit.Model(opened, threads=1)("The mayor lied.") == expected
