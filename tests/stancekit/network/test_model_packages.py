"""Models in packages of their own: found by name, without an import."""

import pickle
import sys

import pytest

import stancekit
from stancekit import ArtifactError
from stancekit.network import model_folder
from stancekit.network.model_packages import packaged_models
from tests.support.package_folders import install

FAULTY_CODE = "raise SystemExit('a package of a model was imported')"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of Python's path, to install packages in."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    return site


def test_a_model_is_loaded_by_its_name_and_its_package_is_not_imported(site, tiny_model_folder):
    folder = install(site, "stancekit-other", model="other", folder=tiny_model_folder)
    (folder / "__init__.py").write_text(FAULTY_CODE)
    model = stancekit.load("other")
    assert model.folder.path == folder
    assert pickle.loads(pickle.dumps(model)).folder.path == folder
    assert "stancekit_other" not in sys.modules


def test_models_are_in_the_order_of_their_names(site, tiny_model_folder):
    for name in ("b", "a"):
        install(site, f"stancekit-model-{name}", model=name, folder=tiny_model_folder)
    ours = [model for model in packaged_models() if model.name in ("a", "b")]
    assert [(model.name, model.package) for model in ours] == [("a", "stancekit-model-a"), ("b", "stancekit-model-b")]


def test_an_unknown_name_lists_the_installed_models(site, tiny_model_folder):
    install(site, "stancekit-other", model="other", folder=tiny_model_folder)
    with pytest.raises(ArtifactError, match=r"no model 'othr': .* installed are .*stancekit-small, .*other.*\. A hub"):
        stancekit.load("othr")


def test_an_editable_installation(site, tiny_model_folder, tmp_path, monkeypatch):
    install(site, "stancekit-other", model="other", folder=None)
    source = tmp_path / "source" / "stancekit_other"
    source.parent.mkdir()
    source.symlink_to(tiny_model_folder, target_is_directory=True)
    monkeypatch.syspath_prepend(source.parent)
    assert stancekit.load("other").folder.path == tiny_model_folder.resolve()


@pytest.mark.parametrize("module", ["stancekit_gone", "stancekit.models", "../tiny", "stancekit_gone:load"])
def test_a_package_without_its_folder_says_what_to_do(site, module):
    install(site, "stancekit-gone", model="gone", folder=None, module=module)
    with pytest.raises(
        ArtifactError, match=r"the package stancekit-gone .* lacks its folder.* --no-deps stancekit-gone"
    ):
        stancekit.load("gone")


def test_a_package_whose_folder_has_no_model(site):
    folder = install(site, "stancekit-empty", model="empty", folder=None)
    folder.mkdir()
    with pytest.raises(ArtifactError, match=r"stancekit_empty is not a model folder: it has no manifest\.json"):
        stancekit.load("empty")


def test_two_packages_of_one_name_are_an_error_that_names_both(site, tiny_model_folder):
    for name in ("stancekit-one", "stancekit-two"):
        install(site, name, model="other", folder=tiny_model_folder)
    with pytest.raises(ArtifactError, match=r"stancekit-one and stancekit-two have a model 'other' each\. Remove one"):
        stancekit.load("other")


def test_no_package_replaces_the_bundled_model(site, tiny_model_folder):
    install(site, "stancekit-other", model="stancekit-small", folder=tiny_model_folder)
    assert model_folder.locate() == model_folder.bundled()["stancekit-small"]
    with pytest.raises(ArtifactError, match=r"stancekit and stancekit-other .* \(pip uninstall stancekit-other\)"):
        stancekit.load("stancekit-small")


@pytest.mark.parametrize("source", [None, "folder", "owner/name"])
def test_packages_are_only_searched_for_names(source, monkeypatch, tiny_model_folder):
    monkeypatch.setattr(model_folder, "packaged_models", lambda: pytest.fail("searched the packages"))
    monkeypatch.setattr("stancekit.network.hub.fetch", lambda *_, **__: tiny_model_folder)
    model_folder.locate(tiny_model_folder if source == "folder" else source)
