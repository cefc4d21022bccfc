"""Model folders: found, and whole."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import pytest

import stancekit
from stancekit import ArtifactError
from stancekit.network import hub, model_folder
from stancekit.network.graph import Graph
from stancekit.network.model_folder import (
    MANIFEST,
    TOKENIZER,
    Declaration,
    bundled,
    describe,
    locate,
    open_model_folder,
)
from tests.support import tiny_model


@pytest.fixture
def folder(tiny_model_folder, tmp_path):
    """Copy the tiny model, to be damaged."""
    return Path(shutil.copytree(tiny_model_folder, tmp_path / "model"))


def change(folder, **changes: object):
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | changes))


def files_of(folder):
    return json.loads((folder / MANIFEST).read_text())["files"]


def test_whole(folder):
    opened = open_model_folder(folder)
    assert opened.tokenizer == (folder / TOKENIZER).read_bytes()
    assert opened.graph == Graph((folder / "model.int8.onnx").read_bytes())
    assert opened.size == len(opened.tokenizer) + len(opened.graph.content)
    assert opened.digest == hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    assert describe(folder) == Declaration(opened.manifest, opened.digest, opened.size)


def test_missing_folder(tmp_path):
    with pytest.raises(ArtifactError, match="neither a folder nor an installed model"):
        stancekit.load(tmp_path / "nowhere")
    with pytest.raises(ArtifactError, match="it has no manifest.json"):
        open_model_folder(tmp_path)


@pytest.mark.parametrize("name", [TOKENIZER, "model.int8.onnx"])
def test_missing_file(folder, name):
    (folder / name).unlink()
    with pytest.raises(ArtifactError, match=f"lacks {name}. Fetch the model again"):
        describe(folder)
    with pytest.raises(ArtifactError, match=f"lacks {name}. Fetch the model again"):
        open_model_folder(folder)


@pytest.mark.parametrize("name", [TOKENIZER, "model.int8.onnx"])
def test_tampered_file(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ArtifactError, match=f"{name} has the SHA-256 .* the manifest declares"):
        stancekit.load(folder)


def test_newer_format(folder):
    change(folder, format=5)
    with pytest.raises(ArtifactError, match=r"has format 5, this stancekit reads up to 4\. Upgrade"):
        open_model_folder(folder)


def test_unknown_head(folder):
    tiny_model.write_manifest(folder, heads={"opinion": {}, "sarcasm": {}})
    with pytest.raises(ArtifactError, match=r"'sarcasm'\]; this stancekit knows \['opinion'"):
        open_model_folder(folder)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "sub/file"])
def test_a_file_outside_the_folder(folder, name):
    change(folder, files=files_of(folder) | {name: "0"})
    with pytest.raises(ArtifactError, match=f"'{name}', which is outside the model folder"):
        open_model_folder(folder)


@pytest.mark.parametrize("name", ["..", ".", ""])
def test_a_file_that_is_a_folder(folder, name):
    change(folder, files=files_of(folder) | {name: "0"})
    with pytest.raises(ArtifactError):
        open_model_folder(folder)


def test_a_graph_without_a_digest(folder):
    change(folder, graph="../model.onnx")
    with pytest.raises(ArtifactError, match="declares no digest for ../model.onnx"):
        open_model_folder(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]"])
def test_manifest_that_is_none(folder, content):
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(ArtifactError, match="manifest.json .* Fetch the model again"):
        open_model_folder(folder)


def test_bundled_models_are_listed(monkeypatch, tiny_model_folder):
    monkeypatch.setattr(model_folder, "bundled", lambda: {"tiny": tiny_model_folder, "huge": Path("huge")})
    monkeypatch.setattr(model_folder, "packaged_models", list)
    assert locate("tiny") == tiny_model_folder
    with pytest.raises(ArtifactError, match=r"no model 'small': .* installed are tiny, huge\."):
        locate("small")
    with pytest.raises(ArtifactError, match="no model 'stancekit-small'"):
        locate()


def test_bundled_models_lie_in_or_beside_the_package(monkeypatch, tmp_path):
    for home, name in ((tmp_path / "package", "a"), (tmp_path, "a"), (tmp_path, "b")):
        (home / "models" / name).mkdir(parents=True)
        (home / "models" / name / MANIFEST).write_text("{}")
    (tmp_path / "models" / "no manifest").mkdir()
    (tmp_path / "models" / "of a package").mkdir()
    for name in (MANIFEST, "pyproject.toml"):
        (tmp_path / "models" / "of a package" / name).write_text("")
    monkeypatch.setattr(model_folder, "__file__", str(tmp_path / "package" / "network" / "model_folder.py"))
    assert bundled() == {"a": tmp_path / "package" / "models" / "a", "b": tmp_path / "models" / "b"}


def test_a_folder_goes_before_a_repository(monkeypatch, folder):
    monkeypatch.chdir(folder.parent.parent)
    assert locate(f"{folder.parent.name}/model") == Path(f"{folder.parent.name}/model")


@pytest.mark.parametrize("source", ["./owner/name", "/owner/name", "../name", "~/name", "owner/", "a/b/c", Path("a/b")])
def test_what_is_no_hub_name(monkeypatch, source):
    monkeypatch.setattr(hub, "fetch", lambda *_, **__: pytest.fail("asked the hub"))
    with pytest.raises(ArtifactError, match="A hub repository is written owner/name"):
        locate(source)


def test_hub_name_offline_says_what_to_do():
    with pytest.raises(ArtifactError, match=r"owner/name at v2 could not be fetched .* offline, copy the folder"):
        locate("owner/name", revision="v2")


def test_hub_name(monkeypatch, tiny_model_folder):
    asked = {}

    def snapshot_download(repository, *, revision, allow_patterns) -> str:
        asked.update(repository=repository, revision=revision, patterns=allow_patterns)
        return str(tiny_model_folder)

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
    model = stancekit.load("owner/name", revision="v2")
    assert model.folder.path == tiny_model_folder.resolve()
    assert asked == {
        "repository": "owner/name",
        "revision": "v2",
        "patterns": [
            *("manifest.json", "tokenizer.json", "*.onnx", "*.onnx.data*"),
            *("README.md", "LICENSE", "metrics.json", "reliability.svg"),
        ],
    }


def test_hub_without_its_client(monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ArtifactError, match="pip install huggingface_hub"):
        locate("owner/name")
