"""Coreference from a run to a model folder that resolves a pronoun."""

import numpy as np
import pytest
import torch
from stancekit_training.corpora import article_chains
from stancekit_training.corpora.split import split_of
from stancekit_training.evaluation.coreference import measure_coreference
from stancekit_training.export.antecedents import write_antecedent_graph
from stancekit_training.export.quantization import write_graph
from stancekit_training.fitting.coreference import (
    TorchScorer,
    fit_coreference,
    load_coreference,
    with_coreference,
)
from stancekit_training.fitting.coreference_network import AntecedentEnsemble, CoreferenceNetwork
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import save_tokenizer
from stancekit_training.recipe import Recipe
from stancekit_training.settings import CoreferenceFit, MixtureEntry

import stancekit
from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.labels import HEADS
from stancekit.network.antecedent_scorer import AntecedentScorer
from stancekit.network.model_folder import file_digest
from tests.support import chain_files, tiny_model, tiny_network

SIZES = (64, ANAPHOR_FEATURES, PAIR_FEATURES)
SETTINGS = CoreferenceFit(epochs=2, pronoun=0.01)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    chain_files.write_gap(folder)
    chain_files.write_newsmtsc(folder)
    chain_files.write_gum(folder, *(f"GUM_bio_{number}" for number in range(12)))
    return folder


@pytest.fixture(scope="module")
def run(tiny_base, corpora, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    tiny_network.network_of(tiny_base).save_pretrained(folder)
    save_tokenizer(str(tiny_base), folder)
    recipe = Recipe("tiny", str(tiny_base), {"gap": MixtureEntry()}, window=32, stride=12, coreference=SETTINGS)
    fit_coreference(recipe, SETTINGS, folder, corpora)
    return folder


@pytest.fixture(scope="module")
def model(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    write_graph(with_coreference(StanceNetwork.from_pretrained(run), run), folder / tiny_model.GRAPH)
    save_tokenizer(str(run), folder)
    write_antecedent_graph(load_coreference(run).antecedents, folder / "antecedents.onnx")
    files = {path.name: file_digest(path) for path in folder.iterdir()}
    settings = {"graph": "antecedents.onnx", "pronoun": 0.01, "other_pronoun": 0.5, "description": 0.5}
    tiny_model.write_manifest(folder, files=files, coreference=settings)
    return stancekit.load(folder, threads=1)


def test_a_run_without_coreference(tiny_base):
    network = tiny_network.network_of(tiny_base)
    assert load_coreference(tiny_base) is None
    assert list(with_coreference(network, tiny_base).heads) == list(HEADS)


def test_the_heads_do_not_change_the_others(run):
    plain, extended = StanceNetwork.from_pretrained(run).eval(), StanceNetwork.from_pretrained(run).eval()
    with_coreference(extended, run)
    ids, mask = torch.tensor([[2, 9, 8, 3]]), torch.ones(1, 4, dtype=torch.long)
    before, after = plain(ids, mask, ids * 0).logits, extended(ids, mask, ids * 0).logits
    assert all(torch.equal(before[name], after[name]) for name in HEADS)
    assert after["reference"].shape == (1, 4, 64) and after["nominal"].shape == (1, 4, 4)


def test_a_saved_network_keeps_its_heads(run, tmp_path):
    extended = with_coreference(StanceNetwork.from_pretrained(run), run).eval()
    extended.save_pretrained(tmp_path)
    loaded = StanceNetwork.from_pretrained(tmp_path).eval()
    ids, mask = torch.tensor([[2, 9, 8, 3]]), torch.ones(1, 4, dtype=torch.long)
    reference = extended(ids, mask, ids * 0).logits["reference"]
    assert torch.allclose(loaded(ids, mask, ids * 0).logits["reference"], reference)


def test_the_graph_of_the_scorer_gives_what_the_network_gives(tmp_path):
    torch.manual_seed(0)
    network = CoreferenceNetwork(64, members=2).eval()
    network.reference = torch.nn.Identity()
    write_antecedent_graph(network.antecedents, tmp_path / "antecedents.onnx")
    random = np.random.default_rng(0)
    shapes = ((64,), (5, 64), (ANAPHOR_FEATURES,), (5, PAIR_FEATURES))
    inputs = [random.normal(size=shape).astype(np.float32) for shape in shapes]
    shares = AntecedentScorer(tmp_path / "antecedents.onnx", sizes=SIZES).probabilities(*inputs)
    assert shares == pytest.approx(TorchScorer(network).probabilities(*inputs), abs=1e-5)
    assert 0 < shares.sum() < 1


def test_a_batch_scores_as_its_rows_do():
    network = AntecedentEnsemble(members=2).eval()
    shapes = ((2, 64), (2, 3, 64), (2, ANAPHOR_FEATURES), (2, 3, PAIR_FEATURES))
    inputs = list(map(torch.rand, shapes))
    rows = [network(*(tensor[row] for tensor in inputs)) for row in range(2)]
    assert torch.allclose(network(*inputs), torch.stack(rows), atol=1e-6)


def test_a_model_with_coreference_finds_pronouns(model):
    document = model("Ann Pell met Bo Roth. He thanked her.", mentions=[(0, 8), (13, 20)])
    pronouns = [mention for mention in document.mentions if mention.form == "pronoun"]
    assert [mention.text for mention in pronouns] == ["He", "her"]
    for mention in pronouns:
        assert 0.01 <= mention.probability <= 1 and mention in document.actors[mention.actor].mentions
        assert mention.stance is not None and mention.is_guess == (mention.probability < 2 / 3)


def test_the_same_text_gives_the_same_in_any_batch(model):
    text = stancekit.Text("Ann Pell met Bo Roth. He thanked her.", mentions=[(0, 8), (13, 20)])
    assert list(model.pipe([text, text])) == [model(text)] * 2


def test_measures_on_development_texts(model, corpora, monkeypatch):
    name = next(name for name in map(str, range(99)) if split_of(name, article_chains.DEV_SHARE) == "dev")
    monkeypatch.setattr(article_chains, "ANNOTATIONS", chain_files.write_annotated_article(corpora, name))
    metrics = measure_coreference(model, corpora)
    assert 0 <= metrics.gap <= 1
    assert metrics.by_kind["newsmtsc, he and she"].count == 1
    assert metrics.by_kind["gum, descriptions"].count > 0
    assert metrics.by_kind["articles, he and she"].count == 1
