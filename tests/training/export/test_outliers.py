import numpy as np
import pytest
import torch
from stancekit_training.export.outliers import split_outliers
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.torch_runtime import TorchRuntime

from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Window
from tests.support import tiny_network

WINDOWS = [
    Window(ids=np.array([2, *ids, 3]), casing=np.zeros(len(ids) + 2, dtype=np.int64))
    for ids in ([9, 30, 41], [77, 8, 16, 5, 12], [60])
]


@pytest.fixture
def network(tiny_base):
    """A network one channel of which is far larger than the others, as in trained encoders."""
    network = tiny_network.network_of(tiny_base)
    with torch.no_grad():
        for block in network.encoder.encoder.layer:
            block.intermediate.dense.bias[3] += 2000
            block.output.dense.weight[:, 3] /= 2000
    return network


def answers(runtime):
    return [runtime.run(window) for window in WINDOWS]


def apart(answered, expected):
    pairs = zip(answered, expected, strict=True)
    return np.mean([np.abs(one[head] - other[head]).mean() for one, other in pairs for head in one])


def test_no_answer_changes(network):
    expected = answers(TorchRuntime(network))
    split_outliers(network, WINDOWS)
    assert apart(answers(TorchRuntime(network)), expected) < 1e-5


def test_int8_is_nearer_to_the_network(network, tmp_path):
    expected = answers(TorchRuntime(network))
    errors = []
    for name in ("plain", "split"):
        if name == "split":
            split_outliers(network, WINDOWS)
        write_graph(network, tmp_path / "fp32.onnx")
        quantize(tmp_path / "fp32.onnx", tmp_path / f"{name}.onnx")
        assert apart(answers(OnnxRuntime(tmp_path / "fp32.onnx")), expected) < 1e-4
        errors.append(apart(answers(OnnxRuntime(tmp_path / f"{name}.onnx")), expected))
    plain, split = errors
    assert split < 0.5 * plain
    assert not network.training


def test_the_largest_channel_of_a_feed_forward_layer_is_split_off(network):
    split_outliers(network, WINDOWS)
    for block in network.encoder.encoder.layer:
        assert block.output.dense.outliers.channels.tolist() == [3]
        assert type(block.attention.output.dense) is torch.nn.Linear
