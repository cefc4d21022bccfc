import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.batches import collate
from stancekit_training.fitting.teachers import Teacher, Teachers
from stancekit_training.fitting.torch_runtime import TorchRuntime

from stancekit.network.manifest import HeadSettings
from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from tests.support import tiny_network
from tests.support.tiny_model import STRIDE, WINDOW

HEADS = {"actor": HeadSettings(adjacent_cost=2.0)}
TEXTS = ("Mayor Berg said the city's plan won.", "the plan", "Berg won. " * 30, "")


@pytest.fixture(scope="module")
def networks(tiny_base):
    return [tiny_network.network_of(tiny_base), tiny_network.network_of(tiny_base)]


@pytest.fixture
def tokenizer(tiny_model_folder):
    return SentenceTokenizer(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)


def labeling(networks, tokenizer, *, student=None, heads=HEADS, temperature=1.0):
    """Return teachers that label every head."""
    teachers = [Teacher(network, tokenizer, list(network.heads)) for network in networks]
    return Teachers(teachers, student or tokenizer, heads, temperature=temperature)


def always(network, label):
    """Make a network's actor head give every token one tag."""
    with torch.no_grad():
        network.heads["actor"].weight.zero_()
        network.heads["actor"].bias.copy_(torch.eye(7)[label] * 20)
    return network


def test_labels_are_the_mean_of_the_teachers(networks, tokenizer):
    network, other = networks
    with torch.no_grad():
        other.heads["opinion"].bias += 1.0
    found = list(labeling(networks, tokenizer).label([LabeledSentence(text, "made-up") for text in TEXTS]))
    # The shorter window comes first; the empty sentence and the one that is longer than the window are left out.
    for example, text in zip(found, (TEXTS[1], TEXTS[0]), strict=True):
        tokens = tokenizer.tokenize(text)
        assert example.window.ids[1:-1].tolist() == tokens.ids.tolist()
        read = [TorchRuntime(one).run(example.window)["opinion"] for one in networks]
        expected = np.mean([np.exp(logits) / np.exp(logits).sum() for logits in read], axis=0)
        assert example.labels["opinion"] == pytest.approx(expected, abs=1e-5)
        assert example.labels["actor"].any(1)[1:-1].tolist() == tokens.word_starts.tolist()


def test_targets_are_the_tagged_actors(networks, tokenizer):
    everyone = [always(networks[0], 1)]  # tags each word as the beginning of a person
    (example,) = labeling(everyone, tokenizer).label([LabeledSentence("Berg won", "made-up")])
    assert len(example.targets) >= 1
    assert example.targets.sum(1) == pytest.approx(np.ones(len(example.targets)))
    assert not example.targets[:, [0, -1]].any()
    stance = TorchRuntime(everyone[0]).run(example.window)["stance"]
    logits = example.targets @ stance
    assert example.labels["stance"] == pytest.approx(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), abs=1e-5)
    (nobody,) = labeling([always(networks[0], 0)], tokenizer).label([LabeledSentence("Berg won", "made-up")])
    assert nobody.targets.shape == (0, len(nobody.window.ids)) and nobody.labels["stance"].shape == (0, 3)
    collate([example, nobody])


def test_the_cost_of_adjacent_actors_decides_where_they_begin(networks, tokenizer):
    network = always(networks[0], 1)
    with torch.no_grad():
        network.heads["actor"].bias[2] += 19  # nearly as likely: the second word continues the first
    sentence = LabeledSentence("Berg won", "made-up")
    for cost, actors in ((0.0, 2), (2.0, 1)):
        (example,) = labeling([network], tokenizer, heads={"actor": HeadSettings(adjacent_cost=cost)}).label([sentence])
        assert len(example.targets) == actors


def test_copies_with_other_names_share_a_stance(networks, tokenizer):
    everyone = always(networks[0], 1)
    with torch.no_grad():
        everyone.heads["actor"].bias[2] += 40  # the first word begins a person, the others go on
    texts = ["Berg", "Mayor Berg"]
    teachers = labeling([everyone], tokenizer)
    alone = list(teachers.label([LabeledSentence(text, "made-up") for text in texts]))
    found = list(teachers.label([LabeledSentence(text, "made-up") for text in texts], copies=3))
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


def renumbered(tokenizer_file):
    """Return the tokenizer with the vocabulary in reverse order, and a word that the original spells in letters."""
    declared = json.loads(tokenizer_file.read_text())
    last = max(declared["model"]["vocab"].values())
    vocabulary = {piece: last - number for piece, number in declared["model"]["vocab"].items()}
    declared["model"]["vocab"] = vocabulary | {"zebra": last + 1}
    for token in declared["added_tokens"]:
        token["id"] = vocabulary[token["content"]]
    for name, token in declared["post_processor"]["special_tokens"].items():
        token["ids"] = [vocabulary[name]]
    return SentenceTokenizer(json.dumps(declared).encode(), window=WINDOW, stride=STRIDE)


def test_the_student_may_have_other_numbers_for_the_same_tokens(networks, tokenizer, tiny_model_folder):
    student = renumbered(tiny_model_folder / TOKENIZER)
    sentences = [LabeledSentence("Mayor Berg won", "made-up"), LabeledSentence("the zebra won", "made-up")]
    (example,) = labeling(networks[:1], tokenizer, student=student).label(sentences)  # the other differs in its tokens
    own, *_ = labeling(networks[:1], tokenizer).label(sentences[:1])
    tokens = student.tokenize("Mayor Berg won")
    assert example.window.ids.tolist() == student.window(tokens, (0, len(tokens.ids))).ids.tolist()
    assert example.window.ids.tolist() != own.window.ids.tolist()
    for head, labels in own.labels.items():
        assert example.labels[head] == pytest.approx(labels)


def test_a_temperature_softens_the_labels_and_its_loss_is_least_at_the_same_logits(networks, tokenizer):
    network = networks[0]
    teachers = labeling([network], tokenizer, temperature=3.0)
    (example,) = teachers.label([LabeledSentence("Mayor Berg won", "made-up")])
    logits = torch.from_numpy(TorchRuntime(network).run(example.window)["opinion"])
    assert example.labels["opinion"] == pytest.approx(torch.softmax(logits / 3, dim=-1).numpy(), abs=1e-5)
    network.zero_grad()
    network(**collate([replace(example, labels={"opinion": example.labels["opinion"]})])).loss.backward()
    assert network.heads["opinion"].weight.grad.abs().max() < 1e-4


def test_each_teacher_labels_its_own_heads(networks, tokenizer):
    network, other = networks
    with torch.no_grad():
        other.heads["opinion"].bias += 1.0
    teachers = [Teacher(network, tokenizer, ["opinion", "actor"]), Teacher(other, tokenizer, ["opinion"])]
    (example,) = Teachers(teachers, tokenizer, HEADS).label([LabeledSentence("Mayor Berg won", "made-up")])
    assert example.labels.keys() == {"opinion", "actor"}
    both = [softmax(TorchRuntime(each).run(example.window)["opinion"]) for each in networks]
    assert example.labels["opinion"] == pytest.approx(np.mean(both, axis=0), abs=1e-5)
    first = example.labels["actor"].any(1).argmax()
    tags = TorchRuntime(network).run(example.window)["actor"][first]
    assert example.labels["actor"][first] == pytest.approx(softmax(tags), abs=1e-5)


def softmax(logits):
    """Return the probabilities of one row of logits."""
    return np.exp(logits) / np.exp(logits).sum()
