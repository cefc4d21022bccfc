"""The model card, as people and as model hubs read it."""

from dataclasses import replace

import pytest
from huggingface_hub import ModelCard
from stancekit_training.recipe import Recipe
from stancekit_training.reporting.card import write_card
from stancekit_training.reporting.results import Metrics
from stancekit_training.settings import CoreferenceFit, MixtureEntry, PortrayalFit

from tests.support.sample_metrics import METRICS, SCORES

RESTRICTED = Recipe(
    name="small",
    base="some/encoder",
    corpora={"babe": MixtureEntry(), "newsmtsc": MixtureEntry(), "dse": MixtureEntry(ratio=0.0), "own": MixtureEntry()},
    version="1.2",
    license="research use: trained in part on restricted corpora",
    heads={"opinion": 1.0, "bias": 1.0, "stance": 1.0, "loaded": 1.0},
    seeds=(1, 2, 3),
)
PERMISSIVE = Recipe("free", "some/encoder", {"newsmtsc": MixtureEntry()}, license="Apache-2.0", heads={"stance": 1.0})


@pytest.fixture
def folder(tmp_path):
    write_card(tmp_path, RESTRICTED, METRICS)
    return tmp_path


def test_a_model_hub_reads_the_header(folder):
    data = ModelCard.load(folder / "README.md").data
    assert (data.license, data.license_name, data.license_link) == ("other", "research-use", "LICENSE")
    assert (data.base_model, data.language, data.library_name) == ("some/encoder", "en", "stancekit")
    assert data.pipeline_tag == "text-classification" and data.metrics == ["f1"]
    assert data.datasets == ["babe", "newsmtsc"]  # neither what only measures, nor the user's own labels
    assert data.model_name == "small"


def test_a_model_hub_reads_the_scores(folder):
    results = ModelCard.load(folder / "README.md").data.eval_results
    assert [(result.dataset_name, result.metric_name, result.metric_value) for result in results] == [
        (score.corpus, f"{score.head}, {score.metric}", score.value) for score in SCORES
    ]
    assert [result.task_type for result in results].count("token-classification") == 1


def test_a_permissive_model_states_its_license(tmp_path):
    write_card(tmp_path, PERMISSIVE, Metrics())
    data = ModelCard.load(tmp_path / "README.md").data
    assert data.license == "apache-2.0" and data.get("license_name") is None and data.eval_results is None
    assert "has a license that allows any use" in (tmp_path / "LICENSE").read_text()


def test_the_card_says_which_corpora_were_not_used_to_choose(tmp_path):
    bystander = {"babe": MixtureEntry(ratio=0.0, choose=False)}
    write_card(tmp_path, replace(PERMISSIVE, corpora=PERMISSIVE.corpora | bystander), Metrics())
    assert "Those on babe were not used to choose the\n  epoch;" in (tmp_path / "README.md").read_text()


def test_the_corpora_of_coreference_count(tmp_path):
    recipe = replace(PERMISSIVE, coreference=CoreferenceFit())
    write_card(tmp_path, recipe, METRICS)
    data = ModelCard.load(tmp_path / "README.md").data
    assert data.datasets == ["newsmtsc", "gum", "gap", "passages"] and data.license == "other"
    card = (tmp_path / "README.md").read_text()
    assert "| gum | coreference | training | CC BY 4.0; some of its texts" in card
    assert "| gap, he and she | – | 0.700 | – |\n| gum, he and she | 0.750 | 0.600 | 12 |" in card
    assert "trained in part on gum, whose licenses" in (tmp_path / "LICENSE").read_text()


def test_the_corpora_of_portrayals_count(tmp_path):
    recipe = replace(PERMISSIVE, portrayal=PortrayalFit(corpora=("persent", "basil"), definition="persent"))
    write_card(tmp_path, recipe, METRICS)
    assert ModelCard.load(tmp_path / "README.md").data.datasets == ["newsmtsc", "persent", "basil"]
    card = (tmp_path / "README.md").read_text()
    assert "| persent | portrayal | training | CC BY 4.0 (dataset card) |" in card
    assert "| narrative framing, heroes above villains | 0.790 | 0.750 to 0.830 | 0.740 | 904 |" in card
    assert "its label changes in 6.0%" in card
    assert "trained in part on basil, whose licenses" in (tmp_path / "LICENSE").read_text()


def test_the_folder_of_an_encoder_stays_out_of_the_header(tmp_path):
    recipe = Recipe("free", str(tmp_path), {"newsmtsc": MixtureEntry()}, heads={"stance": 1.0})
    write_card(tmp_path, recipe, Metrics())
    assert ModelCard.load(tmp_path / "README.md").data.base_model is None


@pytest.mark.parametrize(
    "part",
    [
        "# small 1.2\n",
        "average of 3 fits with different seeds",
        "| stance | newsmtsc | macro-F1 | 0.763 | 0.734 to 0.788 | 1,476 |  |  | 0.662 | 0.737 |",
        "- permissive: small-permissive, trained only on newsmtsc (Apache-2.0).",
        "moves by 0.100",
        "| east asian | -0.010 |",
        "| irony | ",
        "| frozen | cases |",
        "| stance | mine | yours, theirs | macro-F1 | 0.500 | 0.400 to 0.600 | 1,234 |",
        "| stance | 1 to 15 | 0.050 | 0.020 | 300 |",
        "| all | 0.70 | 0.66 | 0.50 to – | 9 | – |",
        "| opinion | 99.0% | 0.783 | 0.785 |",
        "50.0% are that and a reported fact in the",
        "| SEESAW valid, as displayed | 0.500 | 0.400 to 0.600 | 787 | 0.200 | 0.300 | +0.050 |",
        "| dse | stance | measuring alone | none stated |",
        "| own |  | training | labels of your own |",
        "trained in part on babe, whose licenses are",
    ],
)
def test_the_card_shows_every_section(folder, part):
    assert part in (folder / "README.md").read_text()


def test_the_license_notice_stands_in_the_card(folder):
    card, notice = ((folder / name).read_text() for name in ("README.md", "LICENSE"))
    assert card.endswith(notice) and notice.startswith("Weights of small 1.2: research use: ")


def test_a_card_has_no_gaps(folder):
    assert "\n\n\n" not in (folder / "README.md").read_text()
