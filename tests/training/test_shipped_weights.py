"""The weights in PyTorch's order that come with the bundled models."""

import pytest
import torch
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.torch_runtime import TorchRuntime

import stancekit
from stancekit.labels import HEADS
from stancekit.model import Model
from stancekit.network.model_folder import open_model_folder
from tests.stancekit.test_shipped import FOLDERS, NAMES, SENTENCES


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_its_weights_to_go_on_from_answer_as_it_does(folder):
    shipped = stancekit.load(folder)
    network = StanceNetwork.from_pretrained(folder, dtype=torch.float32).eval()
    assert set(HEADS) <= set(network.heads)
    weights = Model(open_model_folder(folder), runtime=TorchRuntime(network))
    for text in SENTENCES:
        expected, found = shipped(text).sentences[0], weights(text).sentences[0]
        assert found.opinion == pytest.approx(expected.opinion, abs=0.1)  # int8 against float16
        assert [one.stance.label for one in found.mentions] == [one.stance.label for one in expected.mentions]
