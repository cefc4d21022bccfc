"""Copies of model folders."""

import json
import shutil

import pytest

import stancekit
from stancekit import ArtifactError
from stancekit.network.model_folder import MANIFEST, file_digest
from tests.support import tiny_model

CARD = "---\nlibrary_name: stancekit\nlicense: mit\n---\n\n# tiny\n"


@pytest.fixture
def folder(tmp_path, tiny_model_folder):
    """A model folder with a card, a license and weights to train from."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model_folder, folder)
    for name, content in (("README.md", CARD), ("LICENSE", "MIT"), ("config.json", "{}"), ("secret.txt", "mine")):
        (folder / name).write_text(content)
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_model_is_saved_with_its_card_and_loaded_again(folder, tmp_path):
    copy = stancekit.load(folder).save_pretrained(tmp_path / "a" / "copy")
    assert copy == tmp_path / "a" / "copy"
    assert names(copy) == ["LICENSE", "README.md", "config.json", "manifest.json", "model.int8.onnx", "tokenizer.json"]
    assert all(file_digest(copy / name) == file_digest(folder / name) for name in names(copy))
    text = "The mayor, Anna Berg, lied again."
    assert stancekit.load(copy)(text) == stancekit.load(folder)(text)


def test_a_path_may_be_a_str(folder, tmp_path):
    assert stancekit.load(folder).save_pretrained(str(tmp_path / "copy")) == tmp_path / "copy"


def test_a_model_replaces_a_model_and_nothing_else(folder, tmp_path):
    target = tmp_path / "target"
    tiny_model.write_model(target)
    (target / "model.safetensors").write_text("of the earlier model")
    (target / "notes.txt").write_text("mine")
    stancekit.load(folder).save_pretrained(target)
    assert "model.safetensors" not in names(target) and (target / "notes.txt").read_text() == "mine"
    assert (target / "README.md").read_text() == CARD


def test_a_model_in_several_files_is_saved_whole_and_replaced_whole(folder, tmp_path):
    parts = tiny_model.split_weights(folder)
    shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"]
    for name in shards:
        (folder / name).write_text(name)
    copy = stancekit.load(folder).save_pretrained(tmp_path / "copy")
    assert {*parts, *shards} <= set(names(copy))
    assert stancekit.load(copy).folder.digest == stancekit.load(folder).folder.digest
    stancekit.load(tiny_model.write_model(tmp_path / "small")).save_pretrained(copy)
    assert names(copy) == ["manifest.json", "model.int8.onnx", "tokenizer.json"]


def test_a_folder_of_other_files_is_left_alone(folder, tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "thesis.txt").write_text("mine")
    with pytest.raises(ArtifactError, match="is no model folder, so nothing is saved there"):
        stancekit.load(folder).save_pretrained(tmp_path / "target")
    assert names(tmp_path / "target") == ["thesis.txt"]


def test_a_file_is_no_folder(folder, tmp_path):
    (tmp_path / "target").write_text("mine")
    with pytest.raises(ArtifactError, match="is no model folder"):
        stancekit.load(folder).save_pretrained(tmp_path / "target")
    assert (tmp_path / "target").read_text() == "mine"


def test_a_model_may_be_saved_where_it_is(folder):
    before = {name: file_digest(folder / name) for name in names(folder)}
    assert stancekit.load(folder).save_pretrained(folder) == folder
    assert {name: file_digest(folder / name) for name in names(folder)} == before


def test_a_model_that_was_altered_is_not_saved(folder, tmp_path):
    model = stancekit.load(folder)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ArtifactError, match="Fetch the model again"):
        model.save_pretrained(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_the_bundled_model_is_saved_with_its_license(tmp_path):
    copy = stancekit.load().save_pretrained(tmp_path / "copy")
    assert {"LICENSE", "README.md", "metrics.json"} <= set(names(copy))
    assert json.loads((copy / MANIFEST).read_text())["name"] == "stancekit-small"
