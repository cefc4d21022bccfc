import numpy as np
from stancekit_training.fitting.torch_runtime import TorchRuntime

from stancekit.network.tokenization import Window
from tests.support import tiny_network


def windows(*lengths):
    random = np.random.default_rng(0)
    return [
        Window(ids=random.integers(4, 200, size=length), casing=random.integers(0, 4, size=length))
        for length in lengths
    ]


def test_windows_that_ran_in_a_batch(tiny_base, monkeypatch):
    network = tiny_network.network_of(tiny_base)
    some = windows(3, 9, 4, 30, 3)
    batched, single = TorchRuntime(network, some), TorchRuntime(network)
    expected = [single.run(window) for window in some]
    monkeypatch.setattr(type(network), "forward", None)  # every answer is there already
    for window, logits in zip(some, expected, strict=True):
        for head, values in batched.run(window).items():
            assert values.shape == logits[head].shape
            assert np.allclose(values, logits[head], atol=1e-5)
