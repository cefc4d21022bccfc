"""Model folders as packages of their own."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest
from stancekit_training.cli import app
from stancekit_training.errors import TrainingError
from stancekit_training.export.package import distribution_name, is_package, write_package
from stancekit_training.export.replacement import replace_model_folder
from typer.testing import CliRunner

from stancekit import ArtifactError, __version__
from tests.support import tiny_model

CARD = "---\nlicense: mit\n---\n\n# tiny\n"
WEIGHTS = ("config.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
PARTS = ["model.int8.onnx.data-1", "model.int8.onnx.data-2"]


@pytest.fixture
def folder(tmp_path, tiny_model_folder):
    """A model in several files, with a card, a license and weights to train from."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model_folder, folder)
    tiny_model.split_weights(folder)
    for name, content in (("README.md", CARD), ("LICENSE", "MIT"), *((name, "{}") for name in WEIGHTS)):
        (folder / name).write_text(content)
    return folder


def change(folder, **changes):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | changes))


def project(package):
    return tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_project_of_a_package(folder, tmp_path):
    change(folder, license="MIT", version="1.2")
    package = write_package(folder, tmp_path / "package")
    assert package == tmp_path / "package" and is_package(package) and not is_package(folder)
    assert project(package) == {
        "name": "stancekit-model-tiny",
        "version": "1.2",
        "description": "tiny 1.2, a model for stancekit",
        "readme": "README.md",
        "license": "MIT",
        "license-files": ["LICENSE"],
        "requires-python": ">=3.11",
        "dependencies": [f"stancekit>={__version__}"],
        "entry-points": {"stancekit.models": {"tiny": "stancekit_model_tiny"}},
    }
    assert {path.name for path in package.iterdir()} == {path.name for path in folder.iterdir()} | {"pyproject.toml"}


def test_a_license_that_is_no_expression_is_the_one_in_the_license_file(folder):
    change(folder, license='research only: "see the card"')
    assert project(write_package(folder))["license"] == "LicenseRef-stancekit-model-tiny"


def test_a_model_without_card_and_license(tiny_model_folder, tmp_path):
    package = write_package(tiny_model_folder, tmp_path / "package")
    assert not {"readme", "license-files"} & set(project(package))


@pytest.mark.parametrize(
    ("model", "name"),
    [("stancekit-base", "stancekit-base"), ("Numpy", "stancekit-model-numpy"), ("a_b.c", "stancekit-model-a-b-c")],
)
def test_names_of_packages(model, name):
    assert distribution_name(model) == name


@pytest.mark.parametrize("model", ["owner/name", "my model", "-x", "", "stancekit-small", "stancekit_training"])
def test_names_that_no_package_may_have(model):
    with pytest.raises(TrainingError, match="Change the name in the recipe"):
        distribution_name(model)


def test_a_version_that_no_package_may_have(folder):
    change(folder, version="final version")
    with pytest.raises(TrainingError, match="the version 'final version', and that of a package is written like"):
        write_package(folder)
    assert not (folder / "pyproject.toml").exists()


def test_a_package_is_replaced_and_another_project_is_not(folder, tmp_path):
    write_package(folder)
    change(folder, version="2")
    assert project(write_package(folder))["version"] == "2"
    (folder / "pyproject.toml").write_text("[project]\nname = 'mine'\n")
    with pytest.raises(TrainingError, match="is of another project"):
        write_package(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    with pytest.raises(ArtifactError, match="is no model folder"):
        write_package(folder, tmp_path / "other")


def test_an_export_to_a_package_keeps_it_a_package(folder, tiny_model_folder, tmp_path):
    package = write_package(folder, tmp_path / "package")
    new = tmp_path / "new"
    shutil.copytree(tiny_model_folder, new)
    change(new, version="3")
    replace_model_folder(package, new)
    assert project(package)["version"] == "3"
    assert {path.name for path in package.iterdir()} == {
        *("manifest.json", "model.int8.onnx", "tokenizer.json", "pyproject.toml")
    }


def test_an_export_to_a_model_folder_makes_no_package(folder, tiny_model_folder):
    replace_model_folder(folder, tiny_model_folder)
    assert not (folder / "pyproject.toml").exists()


def test_command(folder, tmp_path):
    done = CliRunner().invoke(app, ["package", str(folder), "-o", str(tmp_path / "package")])
    assert done.exit_code == 0 and f"wrote {tmp_path / 'package'}" in done.stdout
    faulty = CliRunner().invoke(app, ["package", str(tmp_path)])
    assert faulty.exit_code == 1 and "is not a model folder" in faulty.stderr


def pip(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments, "--no-index", "--no-deps", "--no-build-isolation", "-q"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_package_is_installed_and_its_model_is_loaded_by_name(folder, tmp_path):
    pytest.importorskip("hatchling", reason="hatchling is not installed: the extra `train`")
    pytest.importorskip("pip")
    package = write_package(folder, tmp_path / "package")
    (package / ".git").mkdir()
    (package / ".gitignore").write_text("*.onnx\n")  # which must not leave a file out
    pip("install", "--target", str(tmp_path / "site"), str(package))
    pip("wheel", "--wheel-dir", str(tmp_path / "wheels"), str(package))
    (wheel,) = (tmp_path / "wheels").iterdir()
    installed = {path.name for path in (tmp_path / "site" / "stancekit_model_tiny").iterdir()}
    assert installed == {*("manifest.json", "tokenizer.json", "model.int8.onnx", "README.md", "LICENSE"), *PARTS}
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name == "stancekit_model_tiny-1-py3-none-any.whl"
    assert {name for name in names if name.startswith("stancekit_model_tiny/")} == {
        f"stancekit_model_tiny/{name}" for name in installed
    }
    code = (
        "import stancekit; model = stancekit.load('tiny'); print(model.folder.path, model('It rained.').sentences[0])"
    )
    path = os.pathsep.join([str(tmp_path / "site"), *sys.path])
    environment = os.environ | {"PYTHONPATH": path}
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.startswith(str(tmp_path / "site" / "stancekit_model_tiny"))
    listed = subprocess.run(
        [sys.executable, "-m", "stancekit", "models"], env=environment, capture_output=True, text=True, check=True
    )
    assert any(line.split()[0] == "tiny" and "stancekit-model-tiny" in line for line in listed.stdout.splitlines())
