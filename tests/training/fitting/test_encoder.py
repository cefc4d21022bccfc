"""Encoders of other kinds than BERT, from fit to analyzed text."""

import json

import pytest
import torch
from stancekit_training.cli import app
from stancekit_training.errors import TrainingError
from stancekit_training.fitting.network import StanceNetwork
from transformers import AlbertConfig, AlbertModel
from typer.testing import CliRunner

import stancekit
from tests.support.tiny_encoders import CASED, write_encoder

IDS = torch.tensor([[0, 9, 8, 7, 6, 2], [0, 9, 8, 2, 1, 1]])
MASK = torch.tensor([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]])
CASING = torch.tensor([[0, 1, 2, 3, 1, 0], [0, 2, 1, 0, 0, 0]])
RECIPE = """
name = "own"
license = "mine"
base = "{base}"
window = 64
stride = 32
intercepts = ["opinion"]
[heads]
opinion = 1.0
stance = 1.0
[corpora]
first = {{ train = "first.jsonl", dev = "dev.jsonl" }}
second = {{ train = "second.jsonl" }}
[fit]
epochs = 1
batch_size = 8
freeze = 1
checkpoint = 2
"""


@pytest.fixture(scope="module", params=sorted(CASED))
def base(request, tmp_path_factory):
    return request.param, write_encoder(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def network(base):
    kind, folder = base
    heads = {"opinion": 1.0, "actor": 1.0}
    return StanceNetwork.from_base(str(folder), heads, dropout=0.0, cased=CASED[kind], frozen_layers=1).eval()


def test_upper_layers_on_the_output_of_the_lower(network):
    hidden = network.frozen_states(IDS, MASK, CASING)
    whole = network(IDS, MASK, CASING).logits
    upper = network(IDS, MASK, CASING, hidden=hidden).logits
    for name in whole:
        assert torch.allclose(upper[name][:1], whole[name][:1], atol=1e-5)
        assert torch.allclose(upper[name][1:, :4], whole[name][1:, :4], atol=1e-5)


def test_casing_begins_without_effect_and_can_be_learned(base, network):
    kind, _ = base
    assert network.reads_casing is not CASED[kind]
    if network.reads_casing:
        cased, plain = (network(IDS, MASK, casing).logits["actor"] for casing in (CASING, torch.zeros_like(CASING)))
        assert torch.equal(cased, plain)
        tags = torch.eye(7)[torch.ones_like(IDS)]
        network(IDS, MASK, CASING, gold={"actor": tags}).loss.backward()
        assert network.casing.weight.grad[3].abs().sum() > 0


def test_frozen_layers_are_not_trained(network):
    network.zero_grad()
    network.freeze()
    trained = {name.split(".")[0] for name, weight in network.named_parameters() if weight.requires_grad}
    assert trained == {"encoder", "heads", *(["casing"] if network.reads_casing else [])}
    network(IDS, MASK, CASING, gold={"opinion": torch.eye(2)}).loss.backward()
    moved = [name for name, weight in network.encoder.named_parameters() if weight.grad is not None]
    assert moved and all(".1." in name for name in moved)


def rows(names, numbers):
    for number in numbers:
        text = f"{names[number % 2]} {('lied', 'won')[number % 2]} to {number} plan"
        yield {
            "text": text,
            "opinion": ("opinion", "reported_fact")[number % 2],
            "targets": [{"start": 0, "end": len(names[number % 2]), "stance": ("against", "favor")[number % 2]}],
        }


def test_fit_export_parity_and_inference(base, tmp_path):
    _, folder = base
    (tmp_path / "recipe.toml").write_text(RECIPE.format(base=folder))
    files = {"first": rows(("The Mayor", "Ana"), range(24)), "second": rows(("The City", "Bo"), range(24))}
    files["dev"] = rows(("The Mayor", "Ana"), range(24, 40))
    for name, lines in files.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for command in ("fit", "export"):
        arguments = [command, "--config", tmp_path / "recipe.toml", "--runs", tmp_path / "runs"]
        arguments += ["--out", tmp_path / "model"] if command == "export" else []
        result = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
    metrics = json.loads((tmp_path / "model" / "metrics.json").read_text())
    assert {row["head"] for row in metrics["parity"]["heads"]} == {"opinion", "stance"}
    text = "  The Mayor lied, Ana won. "
    document = stancekit.load(tmp_path / "model")(text, actors=["Ana"])
    assert all(text[span.start : span.end] == span.text for span in [*document.sentences, *document.mentions])
    assert "Ana" in [mention.text for mention in document.mentions]


def test_intercepts_of_corpora(base):
    _, folder = base
    network = StanceNetwork.from_base(
        str(folder), {"opinion": 1.0}, dropout=0.0, intercepts={"opinion": ["first", "second"]}
    )
    gold = {"opinion": torch.eye(2)[[1, 1]]}
    plain = network(IDS, MASK, CASING, gold=gold)
    network.intercepts["opinion"].weight.data = torch.tensor([[0.0, 0.0], [0.0, 4.0]])
    losses = [
        network(IDS, MASK, CASING, gold=gold, corpora={"opinion": torch.tensor(numbers)}).loss.item()
        for numbers in ([0, 0], [1, 1], [-1, -1])
    ]
    assert losses[0] > plain.loss.item() > losses[1]  # centered: the first corpus gets -2, the second +2
    assert losses[2] == pytest.approx(plain.loss.item())
    shifted = network(IDS, MASK, CASING, gold=gold, corpora={"opinion": torch.tensor([1, 1])}).logits["opinion"]
    assert torch.equal(shifted, plain.logits["opinion"])


def test_an_encoder_without_a_stack_of_layers(tmp_path):
    config = AlbertConfig(vocab_size=20, embedding_size=8, hidden_size=16, num_attention_heads=2, intermediate_size=16)
    AlbertModel(config).save_pretrained(tmp_path)
    with pytest.raises(TrainingError, match="AlbertModel has no stack of 12 layers; choose an encoder such as BERT"):
        StanceNetwork.from_base(str(tmp_path), {"opinion": 1.0}, dropout=0.0)


def test_more_frozen_layers_than_there_are(base):
    _, folder = base
    with pytest.raises(TrainingError, match="freeze is 3, expected at most 2, the layers of"):
        StanceNetwork.from_base(str(folder), {"opinion": 1.0}, dropout=0.0, frozen_layers=3)


@pytest.mark.parametrize("frozen_layers", [0, 1, 2])
def test_a_later_fit_may_freeze_other_layers(network, frozen_layers, tmp_path):
    if network.casing is not None:
        torch.nn.init.normal_(network.casing.weight)
    network.save_pretrained(tmp_path)
    heads = {"opinion": 1.0, "actor": 1.0}
    later = StanceNetwork.from_base(str(tmp_path), heads, dropout=0.0, frozen_layers=frozen_layers).eval()
    later.freeze()
    expected = network(IDS[:1], MASK[:1], CASING[:1]).logits
    hidden = later.frozen_states(IDS[:1], MASK[:1], CASING[:1]) if frozen_layers else None
    for given in (None, hidden):
        logits = later(IDS[:1], MASK[:1], CASING[:1], hidden=given).logits
        assert all(torch.allclose(logits[name], expected[name], atol=1e-5) for name in heads)
    trained = {name.split(".")[0] for name, weight in later.named_parameters() if weight.requires_grad}
    assert ("encoder" in trained) == (frozen_layers < 2)
    assert ("casing" in trained) == (later.reads_casing and frozen_layers < 2)
