"""The operators of exported graphs: fast ones, with the output of those that they replace."""

from collections import Counter

import numpy as np
import onnx
import pytest
import torch
from stancekit_training.export import quantization
from stancekit_training.export.operators import use_fast_operators
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.torch_runtime import TorchRuntime
from torch import nn

from stancekit.labels import COREFERENCE_HEADS, HEADS
from stancekit.network.batched_runtime import BatchedRuntime
from stancekit.network.float_graph import float16_graph
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Window
from tests.support import tiny_encoders, tiny_network

WINDOWS = [
    Window(ids=np.array([2, *ids, 3]), casing=np.arange(len(ids) + 2) % 4)
    for ids in ([9, 30, 41], [77, 8, 16, 5, 12, 9, 9, 31], [60])
]


@pytest.fixture(scope="module")
def network(tiny_base):
    return tiny_network.network_of(tiny_base)


@pytest.fixture(scope="module")
def fp32(network, tmp_path_factory):
    path = tmp_path_factory.mktemp("graphs") / "fp32.onnx"
    write_graph(network, path)
    return path


def kinds(path):
    return Counter(node.op_type for node in onnx.load(path).graph.node)


def greatest_difference(runtime, expected):
    return max(
        np.abs(logits[head] - other[head]).max()
        for logits, other in zip(map(runtime.run, WINDOWS), map(expected.run, WINDOWS), strict=True)
        for head in other
    )


def test_fast_operators_give_the_same_output(fp32, tmp_path):
    model = onnx.load(fp32)
    use_fast_operators(model)
    onnx.checker.check_model(model)
    onnx.save(model, tmp_path / "fast.onnx")
    replaced, fast = kinds(fp32), kinds(tmp_path / "fast.onnx")
    assert replaced["SkipLayerNormalization"] == 4 and replaced["LayerNormalization"] == 1
    assert fast["InstanceNormalization"] == 5
    assert fast["FastGelu"] == replaced["BiasGelu"] + replaced["Gelu"] == 2
    assert not {"SkipLayerNormalization", "LayerNormalization", "BiasGelu", "Gelu"} & fast.keys()
    assert greatest_difference(OnnxRuntime(tmp_path / "fast.onnx"), OnnxRuntime(fp32)) < 2e-3


def test_int8_is_as_near_with_fast_operators_as_without(fp32, tmp_path, monkeypatch):
    quantize(fp32, tmp_path / "fast.onnx")
    monkeypatch.setattr(quantization, "use_fast_operators", lambda _: None)
    quantize(fp32, tmp_path / "plain.onnx")
    fast, plain = (
        greatest_difference(OnnxRuntime(tmp_path / f"{name}.onnx"), OnnxRuntime(fp32)) for name in ("fast", "plain")
    )
    assert fast < 1.1 * plain + 2e-3


def test_heads_stay_in_fp32_and_weights_have_no_zero_points(fp32, tmp_path):
    quantize(fp32, tmp_path / "int8.onnx")
    graph = onnx.load(tmp_path / "int8.onnx").graph
    types = {constant.name: constant.data_type for constant in graph.initializer}
    used = {name for node in graph.node for name in node.input}
    assert types.keys() <= used
    products = [node for node in graph.node if node.op_type in ("MatMulInteger", "QAttention")]
    assert len(products) == 8
    assert not any(name.endswith("zero_point") and name in types for node in products for name in node.input)
    assert not any(head in node.name for node in products for head in HEADS)


def test_the_graph_for_a_gpu_undoes_the_fast_operators(fp32, tmp_path):
    quantize(fp32, tmp_path / "int8.onnx")
    content = float16_graph((tmp_path / "int8.onnx").read_bytes())
    (tmp_path / "float16.onnx").write_bytes(content)
    assert kinds(tmp_path / "float16.onnx")["LayerNormalization"] == 5
    exact = OnnxRuntime(fp32)
    batched = BatchedRuntime(content)
    int8, float16 = (greatest_difference(one, exact) for one in (OnnxRuntime(tmp_path / "int8.onnx"), batched))
    assert float16 < 1.1 * int8
    for logits, window in zip(batched.run_all(WINDOWS), WINDOWS, strict=True):
        alone = batched.run(window)
        for head in HEADS:
            assert np.abs(logits[head] - alone[head]).max() < 1e-2  # whatever it is padded to


@pytest.mark.parametrize("kind", tiny_encoders.CASED)
def test_encoders_of_every_kind_run_on_a_gpu(kind, tmp_path):
    base = tiny_encoders.write_encoder(kind, tmp_path / kind)
    torch.manual_seed(1)
    cased = tiny_encoders.CASED[kind]
    network = StanceNetwork.from_base(str(base), dict.fromkeys(HEADS, 1.0), dropout=0.1, cased=cased).eval()
    write_graph(network, tmp_path / "fp32.onnx")
    quantize(tmp_path / "fp32.onnx", tmp_path / "int8.onnx")
    runtime = BatchedRuntime(float16_graph((tmp_path / "int8.onnx").read_bytes()), casing=not cased)
    exact = OnnxRuntime(tmp_path / "fp32.onnx", casing=not cased)
    assert greatest_difference(runtime, exact) < 0.02
    for logits, window in zip(runtime.run_all(WINDOWS), WINDOWS, strict=True):
        alone = runtime.run(window)
        for head in HEADS:
            assert np.abs(logits[head] - alone[head]).max() < 1e-2


def test_outputs_have_the_names_of_their_heads_in_a_network_that_was_saved(tiny_base, tmp_path):
    network = tiny_network.network_of(tiny_base)
    width = 2 * network.encoder.config.hidden_size
    torch.manual_seed(2)
    network.add_coreference({name: nn.Linear(width, head.size) for name, head in COREFERENCE_HEADS.items()})
    network.save_pretrained(tmp_path / "saved")
    loaded = StanceNetwork.from_pretrained(tmp_path / "saved").eval()  # its heads are in alphabetic order
    write_graph(loaded, tmp_path / "graph.onnx")
    runtime = OnnxRuntime(tmp_path / "graph.onnx", heads=[*HEADS, *COREFERENCE_HEADS])
    assert greatest_difference(runtime, TorchRuntime(loaded)) < 1e-4
