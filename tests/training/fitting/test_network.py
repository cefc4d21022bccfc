import numpy as np
import pytest
import torch
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.pooling import mean_state
from stancekit_training.fitting.torch_runtime import TorchRuntime

from stancekit.labels import HEADS
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Window
from tests.support import tiny_network


@pytest.fixture(scope="module")
def network(tiny_base):
    return tiny_network.network_of(tiny_base)


IDS = torch.tensor([[2, 9, 8, 7, 3], [2, 9, 8, 3, 0]])
MASK = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 1, 0]])
SECOND = torch.tensor([[0.0, 1.0], [0.0, 0.0]])  # of two sentences, the first has the second label
CASING = torch.tensor([[0, 1, 2, 3, 0], [0, 2, 1, 0, 0]])


def test_pooling_leaves_special_tokens_and_padding_out():
    hidden = torch.arange(10.0).reshape(2, 5, 1)
    assert mean_state(hidden, MASK).flatten().tolist() == [2.0, 6.5]


def test_shapes(network):
    logits = network(IDS, MASK, CASING).logits
    assert {name: tuple(values.shape) for name, values in logits.items()} == {
        "opinion": (2, 2),
        "bias": (2, 2),
        "stance": (2, 5, 3),
        "actor": (2, 5, 7),
        "attribution": (2, 5, 7),
        "loaded": (2, 5, 2),
    }


def test_casing_starts_without_effect_and_can_be_learned(tiny_base):
    network = StanceNetwork.from_base(str(tiny_base), {"actor": 1.0}, dropout=0.0).eval()
    plain, cased = (network(IDS, MASK, casing).logits["actor"] for casing in (torch.zeros_like(IDS), CASING))
    assert torch.allclose(plain, cased)
    tags = torch.eye(7)[torch.ones_like(IDS)]
    network(IDS, MASK, CASING, gold={"actor": tags}).loss.backward()
    assert network.casing.weight.grad[3].abs().sum() > 0


def test_a_head_without_labels_costs_nothing(network):
    none = torch.zeros(2, 2)
    alone = network(IDS, MASK, CASING, gold={"opinion": torch.eye(2)}).loss
    beside = network(IDS, MASK, CASING, gold={"opinion": torch.eye(2), "bias": none}).loss
    assert beside.item() == pytest.approx(alone.item())
    assert network(IDS, MASK, CASING, gold={"bias": none}).loss.item() == 0.0


def test_a_loss_is_averaged_over_the_items_that_carry_its_label(network):
    one = network(IDS[:1], MASK[:1], CASING[:1], gold={"opinion": SECOND[:1]}).loss
    of_two = network(IDS, MASK, CASING, gold={"opinion": SECOND}).loss
    assert of_two.item() == pytest.approx(one.item(), abs=1e-5)


def test_stance_loss_is_of_the_mean_logits_of_a_target(network):
    weights = torch.tensor([[[0, 0.5, 0, 0.5, 0]], [[0, 0, 1.0, 0, 0]]])
    labels = torch.tensor([[2], [0]])
    logits = network(IDS, MASK, CASING).logits["stance"]
    means = torch.stack([(logits[0, 1] + logits[0, 3]) / 2, logits[1, 2]])
    expected = torch.nn.functional.cross_entropy(means, labels.flatten())
    loss = network(IDS, MASK, CASING, target_weights=weights, gold={"stance": torch.eye(3)[labels]}).loss
    assert loss.item() == pytest.approx(expected.item(), abs=1e-5)


def test_a_label_may_be_unsure(network):
    logits = network(IDS[:1], MASK[:1], CASING[:1]).logits["bias"]
    expected = torch.nn.functional.cross_entropy(logits, torch.tensor([[0.3, 0.7]]))
    loss = network(IDS[:1], MASK[:1], CASING[:1], gold={"bias": torch.tensor([[0.3, 0.7]])}).loss
    assert loss.item() == pytest.approx(expected.item(), abs=1e-6)


def test_a_network_takes_over_heads_and_intercepts_of_another(tiny_base, tmp_path):
    heads = {"opinion": 1.0}
    first = StanceNetwork.from_base(str(tiny_base), heads, dropout=0.0, intercepts={"opinion": ["a", "b"]})
    first.intercepts["opinion"].weight.data[:] = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    first.save_pretrained(tmp_path)
    intercepts = {"opinion": ["b", "c"], "bias": ["a"]}
    second = StanceNetwork.from_base(str(tmp_path), heads | {"bias": 1.0}, dropout=0.0, intercepts=intercepts)
    assert second.heads["opinion"].weight.equal(first.heads["opinion"].weight)
    assert second.intercepts["opinion"].weight.tolist() == [[3.0, 4.0], [0.0, 0.0]]
    assert second.intercepts["bias"].weight.tolist() == [[0.0, 0.0]]


def test_heads_survive_saving(network, tmp_path):
    network.save_pretrained(tmp_path)
    again = StanceNetwork.from_pretrained(tmp_path).eval()
    for name, values in network(IDS, MASK, CASING).logits.items():
        assert torch.allclose(values, again(IDS, MASK, CASING).logits[name], atol=1e-6)


def test_the_graph_answers_as_the_network(network, tiny_model_folder):
    fp32 = OnnxRuntime(tiny_model_folder.parent / "fp32.onnx")
    int8 = OnnxRuntime(tiny_model_folder / "model.int8.onnx")
    torch_runtime = TorchRuntime(network)
    random = np.random.default_rng(0)
    for length in (3, 4, 17, 32):
        window = Window(ids=random.integers(4, 200, size=length), casing=random.integers(0, 4, size=length))
        expected = torch_runtime.run(window)
        assert list(fp32.run(window)) == list(HEADS)
        for name, values in fp32.run(window).items():
            assert np.allclose(values, expected[name], atol=1e-4)
        for name, values in int8.run(window).items():
            assert np.abs(values - expected[name]).mean() < 0.2
