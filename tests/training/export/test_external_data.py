"""Large graphs, written in parts."""

import logging

import numpy as np
import onnx
import pytest
from stancekit_training.export.external_data import save_graph, weight_bytes
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import save_tokenizer

from stancekit.labels import HEADS
from stancekit.network.graph import data_paths
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Window
from tests.support.tiny_network import network_of

LIMIT = 26_000  # bytes, a little more than the largest tensor of the tiny network
WINDOW = Window(ids=np.array([2, 7, 8, 9, 3]), casing=np.array([0, 1, 2, 3, 0]))


@pytest.fixture(scope="module")
def whole(tiny_base, tmp_path_factory):
    """The int8 graph in one file, and beside it the fp32 graph."""
    folder = tmp_path_factory.mktemp("whole")
    write_graph(network_of(tiny_base), folder / "fp32.onnx")
    quantize(folder / "fp32.onnx", folder / "int8.onnx")
    assert data_paths(folder / "int8.onnx") == data_paths(folder / "fp32.onnx") == []
    return folder / "int8.onnx"


def assert_same_logits(path, other):
    one, two = (OnnxRuntime(graph).run(WINDOW) for graph in (path, other))
    for head in HEADS:
        assert np.array_equal(one[head], two[head])


def test_parts_keep_to_the_limit_and_hold_the_same_weights(whole, tmp_path):
    path = tmp_path / "int8.onnx"
    quantize(whole.with_name("fp32.onnx"), path, limit=LIMIT)
    parts = data_paths(path)
    assert [part.name for part in parts[:2]] == ["int8.onnx.data-1", "int8.onnx.data-2"]
    assert all(part.stat().st_size <= LIMIT for part in parts)
    pairs = zip(onnx.load(path).graph.initializer, onnx.load(whole).graph.initializer, strict=True)
    assert all(one.name == two.name and one.raw_data == two.raw_data for one, two in pairs)  # as ONNX itself reads them
    onnx.checker.check_model(str(path))
    assert_same_logits(path, whole)


def test_a_graph_below_the_limit_has_one_file(whole, tmp_path):
    model = onnx.load(whole)
    save_graph(model, tmp_path / "g.onnx", limit=weight_bytes(model))
    assert (tmp_path / "g.onnx").read_bytes() == whole.read_bytes()
    save_graph(model, tmp_path / "h.onnx", limit=weight_bytes(model) - 1)
    assert len(data_paths(tmp_path / "h.onnx")) in (1, 2)


def test_a_tensor_above_the_limit_has_a_file_of_its_own_and_is_logged(whole, tmp_path, caplog):
    model = onnx.load(whole)
    largest = max(len(tensor.raw_data) for tensor in model.graph.initializer)
    with caplog.at_level(logging.WARNING):
        save_graph(model, tmp_path / "g.onnx", limit=largest - 1)
    assert max(part.stat().st_size for part in data_paths(tmp_path / "g.onnx")) == largest
    assert f"has {largest} bytes, more than {largest - 1}: a tensor cannot be divided" in caplog.text
    assert_same_logits(tmp_path / "g.onnx", whole)


def test_an_fp32_graph_above_the_limit_of_a_message(tiny_base, whole, tmp_path):
    write_graph(network_of(tiny_base), tmp_path / "fp32.onnx", limit=LIMIT)
    assert [path.name for path in data_paths(tmp_path / "fp32.onnx")] == ["fp32.onnx.data"]
    assert_same_logits(tmp_path / "fp32.onnx", whole.with_name("fp32.onnx"))
    quantize(tmp_path / "fp32.onnx", tmp_path / "int8.onnx")
    assert data_paths(tmp_path / "int8.onnx") == []
    assert_same_logits(tmp_path / "int8.onnx", whole)


def test_a_fit_starts_from_weights_in_several_files(tiny_base, tmp_path):
    network = network_of(tiny_base)
    network.save_pretrained(tmp_path, max_shard_size=LIMIT)
    save_tokenizer(str(tiny_base), tmp_path)
    assert len(list(tmp_path.glob("model-*-of-*.safetensors"))) > 2
    start = StanceNetwork.from_base(str(tmp_path), dict.fromkeys(HEADS, 1.0), dropout=0.1)
    expected = network.state_dict()
    assert all(weights.equal(expected[name]) for name, weights in start.state_dict().items())
    save_tokenizer(str(tmp_path), tmp_path / "run")
    assert (tmp_path / "run" / "tokenizer.json").read_bytes() == (tmp_path / "tokenizer.json").read_bytes()
