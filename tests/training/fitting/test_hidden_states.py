"""The output of frozen layers on disk."""

import numpy as np
import pytest
import torch
from stancekit_training.fitting import hidden_states
from stancekit_training.fitting.encoder import layer_input
from stancekit_training.fitting.hidden_states import HiddenStates
from stancekit_training.fitting.network import StanceNetwork

from stancekit.network.tokenization import Window


@pytest.fixture
def network(tiny_base):
    return StanceNetwork.from_base(str(tiny_base), {"opinion": 1.0}, dropout=0.0, frozen_layers=1).eval()


@pytest.fixture
def windows():
    random = np.random.default_rng(0)
    return [Window(random.integers(4, 200, size=length), np.zeros(length, np.int64)) for length in (7, 3, 12, 3, 5)]


def test_states_are_those_of_the_layer(network, windows, tmp_path):
    states = HiddenStates(network, windows, tmp_path)
    for index, window in enumerate(windows):
        ids = torch.from_numpy(window.ids)[None]
        expected = layer_input(network.encoder, 1, input_ids=ids, attention_mask=torch.ones_like(ids))[0]
        assert np.allclose(states[index], expected.detach().numpy(), atol=2e-3)


def test_bfloat16_changes_little(network, windows, tmp_path):
    for name in ("exact", "rounded"):
        (tmp_path / name).mkdir()
    exact = HiddenStates(network, windows, tmp_path / "exact")
    rounded = HiddenStates(network, windows, tmp_path / "rounded", bf16=True)
    differences = [np.abs(exact[index] - rounded[index]).max() for index in range(len(windows))]
    assert 0 < max(differences) < 0.05


def test_an_interrupted_computation_goes_on(network, windows, tmp_path, monkeypatch):
    expected = HiddenStates(network, windows, tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2 + 1])  # within a row
    counts = []
    compute = network.frozen_states
    monkeypatch.setattr(network, "frozen_states", lambda *given: counts.append(len(given[0])) or compute(*given))
    monkeypatch.setattr(hidden_states, "batches_by_length", lambda _: [[1], [3], [4], [0], [2]])
    again = HiddenStates(network, windows, tmp_path)
    assert 0 < len(counts) < 5
    for index in range(5):
        assert np.allclose(again[index], expected[index], atol=2e-3)


def test_other_windows_have_another_file(network, windows, tmp_path):
    HiddenStates(network, windows, tmp_path)
    HiddenStates(network, windows[:-1], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
