"""The larger model, stancekit-base, where its package is installed."""

import tomllib
from pathlib import Path

import pytest

import stancekit
from stancekit.labels import HEADS
from stancekit.network.model_folder import describe
from stancekit.network.model_packages import packaged_models

NAME = "stancekit-base"
FOLDER = Path(__file__).parents[2] / "models" / NAME
LARGEST = 95_000_000  # bytes
WEIGHTS = ("config.json", ".safetensors", ".safetensors.index.json")  # to train from, too large for the wheel


@pytest.fixture(scope="module")
def model():
    if NAME not in {model.name for model in packaged_models()}:
        pytest.skip(f"{NAME} is not installed: pip install ./models/{NAME}")
    return stancekit.load(NAME)


@pytest.fixture(scope="module")
def project():
    if not (FOLDER / "pyproject.toml").exists():
        pytest.skip(f"this checkout has no package of {NAME}")
    return tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))


def test_it_is_loaded_by_its_name_and_reads_a_plain_case(model):
    assert model.folder.manifest.name == NAME and set(model.folder.manifest.heads) == set(HEADS)
    document = model("The council met on Monday.\nMarcus Thorne is a disgrace to the office he holds!")
    assert [sentence.label for sentence in document.sentences] == ["reported_fact", "opinion"]
    (thorne,) = [actor for actor in document.actors if actor.name == "Marcus Thorne"]
    assert thorne.kind == "person" and thorne.mentions[0].stance.label == "against"


def test_its_package_is_that_of_the_model_folder(project):
    names = {path.name for path in FOLDER.iterdir() if not path.name.endswith((*WEIGHTS, "pyproject.toml"))}
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]) == names
    assert project["project"]["version"] == describe(FOLDER).manifest.version
    assert max(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST
