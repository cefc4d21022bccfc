import numpy as np
import onnx
import pytest
import torch
from onnxruntime import InferenceSession
from torch import nn

from stancekit.encoding import Window
from tests import tiny
from training.network import TorchRuntime
from training.quantization import quantize
from training.rounding import _rounded_linear, rounded

WINDOW = Window(ids=np.array([2, 9, 30, 41, 8, 77, 3]), casing=np.array([0, 1, 0, 0, 2, 0, 0]))


@pytest.fixture
def network(tiny_base):
    return tiny.network_of(tiny_base)


def test_a_rounded_matrix_answers_as_in_the_int8_graph(tmp_path):
    generator = torch.Generator().manual_seed(0)
    linear = nn.Linear(24, 16, bias=False)
    linear.weight.data = torch.randn(16, 24, generator=generator) * torch.logspace(-2, 1, 16).unsqueeze(1)
    inputs = torch.randn(5, 24, generator=generator) + 0.5
    matrix = onnx.numpy_helper.from_array(linear.weight.detach().T.contiguous().numpy(), "matrix")
    node = onnx.helper.make_node("MatMul", ["inputs", "matrix"], ["outputs"], name="/encoder/MatMul")
    ends = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in ("inputs", "outputs")]
    graph = onnx.helper.make_graph([node], "one", ends[:1], ends[1:], [matrix])
    onnx.save(
        onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8),
        tmp_path / "fp32.onnx",
    )
    quantize(tmp_path / "fp32.onnx", tmp_path / "int8.onnx")
    (expected,) = InferenceSession(tmp_path / "int8.onnx").run(None, {"inputs": inputs.numpy()})
    answered = _rounded_linear(linear, inputs).detach().numpy()
    apart = np.abs(expected - linear(inputs).detach().numpy()).max()
    assert np.abs(expected - answered).max() < 0.02 * apart


def test_weights_learn_through_the_rounding_and_stay_as_they_are(network):
    before = {name: values.clone() for name, values in network.state_dict().items()}
    ids = torch.from_numpy(WINDOW.ids).unsqueeze(0)
    with rounded(network):
        network(ids, torch.ones_like(ids), ids * 0, opinion_labels=torch.tensor([[0.0, 1.0]])).loss.backward()
    after = network.state_dict()
    assert after.keys() == before.keys() and all(torch.equal(values, after[name]) for name, values in before.items())
    gradient = network.encoder.encoder.layer[0].attention.self.query.weight.grad
    assert gradient is not None and gradient.abs().sum() > 0


def test_outside_the_network_is_exact_again(network):
    exact = TorchRuntime(network).run(WINDOW)
    with pytest.raises(RuntimeError), rounded(network):
        raise RuntimeError
    for head, values in TorchRuntime(network).run(WINDOW).items():
        assert np.array_equal(values, exact[head])
