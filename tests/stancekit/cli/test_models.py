"""The installed models, listed by the command line."""

import json

import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from stancekit.network.model_folder import open_model_folder
from tests.support.commands import fault
from tests.support.package_folders import install

BUNDLED = "stancekit.network.model_folder.bundled"


@pytest.fixture(autouse=True)
def no_other_packages(monkeypatch):
    monkeypatch.setattr("stancekit.network.model_folder.packaged_models", list)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of Python's path, to install packages in."""
    from stancekit.network.model_packages import packaged_models

    def ours():
        return [model for model in packaged_models() if model.path is None or model.path.is_relative_to(tmp_path)]

    monkeypatch.setattr("stancekit.network.model_folder.packaged_models", ours)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def listed(*options):
    return CliRunner().invoke(app, ["models", *options])


def test_models_are_listed(tiny_model_folder, monkeypatch, site):
    monkeypatch.setattr(BUNDLED, lambda: {"tiny": tiny_model_folder})
    folder = install(site, "stancekit-other", model="other", folder=tiny_model_folder)
    opened = open_model_folder(tiny_model_folder)
    header, row, other = listed().stdout.splitlines()
    assert header.split() == ["name", "version", "size", "digest", "license", "package", "folder"]
    assert row.split()[:2] == ["tiny", "1"]
    assert opened.digest[:12] in row and opened.digest not in row and str(tiny_model_folder) in row
    assert other.split()[0] == "other" and other.split()[-2:] == ["stancekit-other", str(folder)]
    first, second = json.loads(listed("--json").stdout)
    assert (first["digest"], first["size"], first["package"]) == (opened.digest, opened.size, "stancekit")
    assert (second["name"], second["license"], second["package"]) == ("other", "none", "stancekit-other")


def test_no_model_is_no_error(monkeypatch):
    monkeypatch.setattr(BUNDLED, dict)
    result = listed()
    assert result.exit_code == 0 and "has no model" in result.stdout
    assert json.loads(listed("--json").stdout) == []


def test_a_damaged_model_is_an_error_after_the_others(tmp_path, tiny_model_folder, monkeypatch):
    monkeypatch.setattr(BUNDLED, lambda: {"damaged": tmp_path, "tiny": tiny_model_folder})
    result = listed()
    assert "not a model folder" in fault(result, 3)
    assert result.stdout.splitlines()[1].startswith("tiny")


def test_a_package_without_its_folder_is_an_error(monkeypatch, site):
    monkeypatch.setattr(BUNDLED, dict)
    install(site, "stancekit-gone", model="gone", folder=None)
    assert "the package stancekit-gone declares the model gone, and lacks its folder" in fault(listed(), 3)


def test_two_packages_of_one_name_are_listed_and_named(tiny_model_folder, monkeypatch, site):
    monkeypatch.setattr(BUNDLED, dict)
    for name in ("stancekit-one", "stancekit-two"):
        install(site, name, model="other", folder=tiny_model_folder)
    result = listed()
    assert len(result.stdout.splitlines()) == 3
    assert fault(result, 3).count("stancekit-one and stancekit-two have a model 'other' each") == 1


def test_files_are_not_read(tiny_model_folder, monkeypatch):
    monkeypatch.setattr(BUNDLED, lambda: {"tiny": tiny_model_folder})
    monkeypatch.setattr("stancekit.network.model_folder._checked", lambda *_: pytest.fail("read a file"))
    assert listed().exit_code == 0
