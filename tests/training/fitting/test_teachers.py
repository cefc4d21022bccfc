import numpy as np
import pytest
import torch
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.examples import collate
from stancekit_training.fitting.network import TorchRuntime
from stancekit_training.fitting.teachers import answers

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import Encoder
from tests.support import tiny_model
from tests.support.tiny_model import STRIDE, WINDOW

TEXTS = ("Mayor Berg said the city's plan won.", "the plan", "Berg won. " * 30, "")


@pytest.fixture(scope="module")
def networks(tiny_base):
    return [tiny_model.network_of(tiny_base), tiny_model.network_of(tiny_base)]


@pytest.fixture
def encoder(tiny_model_folder):
    return Encoder(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)


def always(network, label):
    """Let a network's actor head give every token one tag."""
    with torch.no_grad():
        network.heads["actor"].weight.zero_()
        network.heads["actor"].bias.copy_(torch.eye(7)[label] * 20)
    return network


def test_answers_are_the_mean_of_the_networks(networks, encoder):
    network, other = networks
    with torch.no_grad():
        other.heads["opinion"].bias += 1.0
    found = list(answers(networks, [Item(text, "made-up") for text in TEXTS], encoder))
    assert [len(example.window.ids) for example in found] == sorted(len(example.window.ids) for example in found)
    assert len(found) == 2  # neither the one that is longer than the window, nor the empty one
    for example in found:
        read = [TorchRuntime(one).run(example.window)["opinion"] for one in networks]
        expected = np.mean([np.exp(logits) / np.exp(logits).sum() for logits in read], axis=0)
        assert example.labels["opinion"] == pytest.approx(expected, abs=1e-5)
        assert (
            example.labels["actor"].any(1).sum() == encoder.encode(TEXTS[0]).word_starts.sum()
            or len(example.window.ids) == 4
        )


def test_targets_are_the_names_found(networks, encoder):
    everyone = [always(networks[0], 1)]  # each word begins a person, which the best path makes one or several names
    (example,) = answers(everyone, [Item("Berg won", "made-up")], encoder)
    assert len(example.targets) >= 1
    assert example.targets.sum(1) == pytest.approx(np.ones(len(example.targets)))
    assert not example.targets[:, [0, -1]].any()
    stance = TorchRuntime(everyone[0]).run(example.window)["stance"]
    logits = example.targets @ stance
    assert example.labels["stance"] == pytest.approx(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), abs=1e-5)
    (nobody,) = answers([always(networks[0], 0)], [Item("Berg won", "made-up")], encoder)
    assert nobody.targets.shape == (0, len(nobody.window.ids)) and nobody.labels["stance"].shape == (0, 3)
    collate([example, nobody])


def test_a_stance_is_the_same_under_every_name(networks, encoder):
    everyone = always(networks[0], 1)
    with torch.no_grad():
        everyone.heads["actor"].bias[2] += 40  # the first word begins a person, the others go on
    texts = ["Berg", "Mayor Berg"]
    alone = list(answers([everyone], [Item(text, "made-up") for text in texts], encoder))
    found = list(answers([everyone], [Item(text, "made-up") for text in texts], encoder, twins=3))
    assert len(alone) == 2 and len(found) == 8
    own = []
    for example in found:
        runtime = TorchRuntime(everyone).run(example.window)
        own.append(example.targets @ runtime["stance"])
        opinion = np.exp(runtime["opinion"])
        assert example.labels["opinion"] == pytest.approx(opinion / opinion.sum(), abs=1e-5)
    assert len({example.window.ids.tobytes() for example in found}) > 4
    for versions, logits in ((found[:4], own[:4]), (found[4:], own[4:])):
        shared = np.exp(np.mean(logits, axis=0))
        for example in versions:
            assert example.labels["stance"] == pytest.approx(shared / shared.sum(1, keepdims=True), abs=1e-5)
