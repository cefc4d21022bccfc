"""Portrayals from a run to a model folder that reads articles as a whole."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from stancekit_training.dataset.portrayals import NO_LABEL, PortrayalExample
from stancekit_training.export.model_folder import PORTRAYAL, export
from stancekit_training.export.portrayal import write_portrayal_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.portrayal import fit_portrayal, fit_settings, load_portrayal, with_portrayal
from stancekit_training.fitting.portrayal_network import PortrayalNetwork
from stancekit_training.fitting.portrayal_scorer import CERTAINLY_NEUTRAL, cross_score, fit_scorer, score
from stancekit_training.fitting.runs import save_tokenizer, write_dev_scores
from stancekit_training.fitting.torch_runtime import TorchRuntime
from stancekit_training.recipe import Recipe
from stancekit_training.settings import MixtureEntry, PortrayalFit

import stancekit
from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES, VECTOR_SIZE
from stancekit.labels import HEADS
from stancekit.model import Model
from stancekit.network.model_folder import open_model_folder
from stancekit.network.portrayal_scorer import PortrayalScorer
from tests.support import article_files, tiny_network

SETTINGS = PortrayalFit(corpora=("seesaw", "persent", "basil", "narrative_framing"), definition="seesaw")
WITH_LABELS = ("opinion", "stance")
SIZES = (VECTOR_SIZE, MENTION_FEATURES, ACTOR_FEATURES)
TEXT = "Ann Pell won. The city met Bo Roth. Ann Pell lied to the city."


def row(number):
    good = number % 2 == 0
    text = f"the mayor {('lied', 'won')[good]} to {number} plan"
    stance, opinion = ("against", "favor")[good], ("opinion", "reported_fact")[good]
    return {"text": text, "opinion": opinion, "targets": [{"start": 0, "end": 9, "stance": stance}]}


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    (folder / "own.jsonl").write_text("\n".join(json.dumps(row(number)) for number in range(20)))
    article_files.write_seesaw(folder, range(8))
    article_files.write_persent(folder, range(12))
    article_files.write_basil(folder, range(12))
    article_files.write_narrative_framing(folder, range(12))
    return folder


@pytest.fixture(scope="module")
def recipe(tiny_base, corpora):
    own = MixtureEntry(train=corpora / "own.jsonl", dev=corpora / "own.jsonl")
    return Recipe(
        "tiny",
        str(tiny_base),
        {"own": own},
        heads=dict.fromkeys(WITH_LABELS, 1.0),
        window=32,
        stride=12,
        portrayal=SETTINGS,
    )


@pytest.fixture(scope="module")
def run(tiny_base, recipe, corpora, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    torch.manual_seed(1)
    StanceNetwork.from_base(str(tiny_base), recipe.heads, dropout=0.1).save_pretrained(folder)
    save_tokenizer(str(tiny_base), folder)
    fit_portrayal(recipe, SETTINGS, folder, corpora)
    return folder


@pytest.fixture(scope="module")
def model(run, recipe, corpora, tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    write_dev_scores(run, {"mean": 0.5})
    export(recipe, run, corpora, folder)
    return stancekit.load(folder, threads=1)


def test_a_run_without_portrayals(tiny_base):
    assert load_portrayal(tiny_base) is None
    assert list(with_portrayal(tiny_network.network_of(tiny_base), tiny_base).heads) == list(HEADS)


def test_the_head_does_not_change_the_others(run):
    plain, extended = StanceNetwork.from_pretrained(run).eval(), StanceNetwork.from_pretrained(run).eval()
    with_portrayal(extended, run)
    ids, mask = torch.tensor([[2, 9, 8, 3]]), torch.ones(1, 4, dtype=torch.long)
    before, after = plain(ids, mask, ids * 0).logits, extended(ids, mask, ids * 0).logits
    assert all(torch.equal(before[name], after[name]) for name in WITH_LABELS)
    assert after["portrayal"].shape == (1, 4, VECTOR_SIZE)


def test_a_fit_that_goes_on_reads_no_article_again(run, recipe, corpora):
    before = {path: path.stat().st_mtime_ns for path in run.glob("portrayal-*")}
    fit_portrayal(recipe, SETTINGS, run, corpora, resume=True)
    assert before == {path: path.stat().st_mtime_ns for path in run.glob("portrayal-*")}
    assert len(before) == 5


def test_the_manifest_has_what_was_fitted(model, run):
    manifest, fitted = model.folder.manifest, load_portrayal(run).settings
    assert manifest.portrayal == replace(fitted, graph=PORTRAYAL) and PORTRAYAL in manifest.files
    assert manifest.outputs == [*WITH_LABELS, "portrayal"] and manifest.format == 4


def test_the_model_reads_an_article_as_the_run_does(model, run):
    """Compare the int8 graph and the second graph with PyTorch, calibrated alike."""
    network = with_portrayal(StanceNetwork.from_pretrained(run), run).eval()
    exact = Model(open_model_folder(model.folder.path), threads=1, runtime=TorchRuntime(network))
    text = stancekit.Text(TEXT, actors=["Ann Pell", "Bo Roth"])
    for actor, other in zip(model(text).actors, exact(text).actors, strict=True):
        assert actor.portrayal.score == pytest.approx(other.portrayal.score, abs=0.02)


def test_a_model_with_portrayals_reads_the_article(model):
    document = model(TEXT, actors=["Ann Pell", "Bo Roth", "Absent One"])
    by_name = {actor.name: actor for actor in document.actors}
    assert by_name["Absent One"].portrayal is None
    for actor in (by_name["Ann Pell"], by_name["Bo Roth"]):
        shares = (actor.portrayal.against, actor.portrayal.neutral, actor.portrayal.favor)
        assert sum(shares) == pytest.approx(1, abs=1e-5) and actor.portrayal.label in ("against", "neutral", "favor")
        assert {document.mentions[index].actor for index in actor.portrayal.evidence} == {actor.id}
    evidence = by_name["Ann Pell"].portrayal.evidence
    assert sorted(document.mentions[index].start for index in evidence) == [0, 36]


def test_the_same_text_gives_the_same_in_any_batch(model):
    texts = [stancekit.Text(TEXT, actors=["Ann Pell"]), stancekit.Text("Ann Pell lied.", actors=["Ann Pell"])]
    assert list(model.pipe([*texts, *texts[::-1]])) == [model(texts[index]) for index in (0, 1, 1, 0)]


def example(number, *, corpus="seesaw", mentions=3):
    """Return an actor that is favored if the first number of its vectors is high."""
    random = np.random.default_rng(number)
    label = number % 3
    vectors = random.normal(size=(mentions, VECTOR_SIZE)).astype(np.float32)
    vectors[:, 0] += 3 * (label - 1)
    none = np.full(mentions, NO_LABEL)
    features = random.normal(size=(mentions, MENTION_FEATURES)).astype(np.float32)
    actor = np.zeros(ACTOR_FEATURES, np.float32)
    return PortrayalExample(corpus, str(number), "Ann Pell", label, vectors, features, actor, none, none)


def test_the_scorer_learns_and_is_the_same_again():
    examples = [example(number) for number in range(90)]
    network = fit_scorer(examples, SETTINGS)
    labels = np.array([one.label for one in examples])
    assert (score(network, examples).argmax(1) == labels).mean() > 0.9
    assert (cross_score(examples, SETTINGS).argmax(1) == labels).mean() > 0.7  # a third by chance
    assert np.array_equal(score(fit_scorer(examples, SETTINGS), examples), score(network, examples))


def test_each_corpus_has_intercepts_of_its_own():
    shifted = [example(number, corpus="persent") for number in range(60)]
    shifted = [PortrayalExample(**{**vars(one), "label": max(one.label, 1)}) for one in shifted]
    logits = score(fit_scorer([*(example(number) for number in range(60)), *shifted], SETTINGS), shifted)
    assert (logits.argmax(1) == 0).any()  # as the other corpus has it


def test_an_actor_without_mentions_is_neutral():
    examples = [example(number) for number in range(30)]
    (logits,) = score(fit_scorer(examples, SETTINGS), [example(1, mentions=0)])
    assert logits.argmax() == 1


def test_the_graph_gives_what_the_network_gives(tmp_path):
    network = fit_scorer([example(number) for number in range(30)], SETTINGS)
    write_portrayal_graph(network, tmp_path / "portrayal.onnx")
    one = example(7, mentions=5)
    logits, parts = PortrayalScorer(tmp_path / "portrayal.onnx", sizes=SIZES).score(
        one.vectors, one.features, one.actor
    )
    inputs = map(torch.from_numpy, (one.vectors, one.features, one.actor))
    with torch.inference_mode():
        expected, expected_parts = network(*inputs)
        rest = network.of_actor(torch.from_numpy(one.actor)).numpy()
    assert logits == pytest.approx(expected.numpy(), abs=1e-5) and parts == pytest.approx(
        expected_parts.numpy(), abs=1e-5
    )
    assert logits == pytest.approx(parts.sum(0) + rest, abs=1e-5)  # the parts of the mentions are exact


def test_mentions_weigh_the_same_before_training():
    network, one = PortrayalNetwork(), example(1)
    logits, parts = network(*map(torch.from_numpy, (one.vectors, one.features, one.actor)))
    assert not logits.any() and not parts.any()


def test_thresholds_favor_rare_labels():
    random = np.random.default_rng(0)
    labels = random.choice(3, p=[0.2, 0.7, 0.1], size=600)
    logits = random.normal(size=(600, 3)).astype(np.float32)
    logits[np.arange(600), labels] += 1.0
    logits += np.log([0.2, 0.7, 0.1]).astype(np.float32)
    settings = fit_settings(logits, labels)
    assert 0.7 < settings.temperature < 1.4
    assert settings.against < 0.5 and settings.favor < 0.5


def test_actors_without_a_mention_do_not_shape_the_settings():
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, size=300)
    logits = (np.eye(3)[labels] + random.normal(size=(300, 3))).astype(np.float32)
    unseen = np.tile(np.array(CERTAINLY_NEUTRAL, np.float32), (30, 1))
    known = fit_settings(logits, labels)
    assert fit_settings(np.concatenate([logits, unseen]), np.concatenate([labels, np.zeros(30, np.int64)])) == known
