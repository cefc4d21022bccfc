"""What `export --out` may replace."""

import shutil

import pytest
from stancekit_training.errors import TrainingError
from stancekit_training.export.replacement import check_replaceable, replace_model_folder

import stancekit


@pytest.fixture
def new(tiny_model_folder, tmp_path):
    return shutil.copytree(tiny_model_folder, tmp_path / "new")


def test_a_new_or_empty_folder_is_filled(new, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "a" / "b", tmp_path / "empty"):
        replace_model_folder(folder, new)
        assert stancekit.load(folder) and sorted(map(str, folder.iterdir()))


def test_a_model_is_replaced_and_other_files_stay(new, tmp_path):
    folder, elsewhere = shutil.copytree(new, tmp_path / "old"), tmp_path / "elsewhere.txt"
    elsewhere.write_text("mine")
    (folder / "reliability.svg").write_text("of the old model")
    (folder / "config.json").symlink_to(elsewhere)
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("mine")
    (new / "config.json").write_text("{}")
    replace_model_folder(folder, new)
    names = {path.name for path in folder.iterdir()}
    assert names == {path.name for path in new.iterdir()} | {"notes"} and stancekit.load(folder)
    assert elsewhere.read_text() == (folder / "notes" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("manifest", [None, "{}", "not JSON", '{"format": 99}', "[" * 100_000])
def test_a_folder_of_other_files_is_refused_and_kept(new, tmp_path, manifest):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("mine")
    if manifest is not None:
        (folder / "manifest.json").write_text(manifest)
    for replace in (check_replaceable, lambda folder: replace_model_folder(folder, new)):
        with pytest.raises(TrainingError, match="thesis exists and is no model folder .* name a new folder"):
            replace(folder)
    assert (folder / "chapter.txt").read_text() == "mine" and len(list(folder.iterdir())) == 1 + (manifest is not None)


def test_a_file_is_refused(new, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TrainingError, match="is no model folder"):
        replace_model_folder(tmp_path / "file", new)
