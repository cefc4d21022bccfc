"""Models on a hub: the hub's own client against a hub on the loopback interface."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import stancekit
from stancekit import ArtifactError
from tests.support import fake_hub, tiny_model

pytest.importorskip("huggingface_hub")
CARD = "---\nlibrary_name: stancekit\nlicense: mit\n---\n\n# tiny\n"
REMOTE_CODE = "raise SystemExit('code of a repository ran')"


@pytest.fixture
def hub():
    with fake_hub.running() as server:
        yield server


@pytest.fixture
def folder(tmp_path, tiny_model_folder):
    folder = tmp_path / "model"
    shutil.copytree(tiny_model_folder, folder)
    (folder / "README.md").write_text(CARD)
    (folder / "LICENSE").write_text("MIT")
    (folder / "secret.txt").write_text("mine")
    return folder


@pytest.fixture
def run(hub, tmp_path):
    """Return a function that runs code with the client set to the hub; it reads its settings on import."""

    def in_process(code, **settings):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        environment |= {
            "HF_ENDPOINT": hub.address,
            "HF_HOME": str(tmp_path / "cache"),
            "HF_TOKEN": fake_hub.TOKEN,
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "HF_HUB_DISABLE_XET": "1",
            "NO_PROXY": "127.0.0.1",
            **settings,
        }
        written = f"import json, stancekit\n{code}"
        return subprocess.run(
            [sys.executable, "-c", written], env=environment, capture_output=True, text=True, timeout=120
        )

    return in_process


def result(run):
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def push(folder, options=""):
    return f"print(json.dumps(stancekit.load({str(folder)!r}).push_to_hub('ann/tiny'{options})))"


LOAD = "model = stancekit.load('ann/tiny'{}); print(json.dumps([str(model.folder.path), model(TEXT).to_dict()]))"


def load(options=""):
    return "TEXT = 'The mayor, Anna Berg, lied again.'\n" + LOAD.format(options)


def test_a_model_goes_to_a_hub_and_comes_back(hub, run, folder, tmp_path):
    address = result(run(push(folder, ", private=True")))
    assert address == f"{hub.address}/ann/tiny/commit/{hub.commit('ann/tiny')}"
    assert hub.private == {"ann/tiny": True} and hub.messages == ["tiny 1"]
    path, document = result(run(load()))
    assert path.startswith(str(tmp_path / "cache"))
    assert document == stancekit.load(folder)("The mayor, Anna Berg, lied again.").to_dict()
    assert sorted(os.listdir(path)) == ["LICENSE", "README.md", "manifest.json", "model.int8.onnx", "tokenizer.json"]


def test_a_model_in_several_files_goes_to_a_hub_and_comes_back(hub, run, folder):
    whole = result(run(push(folder)))
    parts = tiny_model.split_weights(folder)
    shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"]
    for name in shards:
        (folder / name).write_text(name)
    assert result(run(push(folder))) != whole
    assert {*parts, *shards} < set(hub.repositories["ann/tiny"])
    path, _ = result(run(load()))
    assert set(parts) < set(os.listdir(path)) and not set(shards) & set(os.listdir(path))


def test_a_repository_keeps_what_is_no_part_of_a_model(hub, run, folder):
    result(run(push(folder, ", message='second try'")))
    files = hub.repositories["ann/tiny"]
    assert sorted(files) == [
        *("LICENSE", "README.md", "manifest.json", "model.int8.onnx", "notes.txt", "tokenizer.json")
    ]
    assert files["README.md"].decode() == CARD and files["notes.txt"] == b"kept"
    assert hub.messages == ["second try"]


def test_no_code_of_a_repository_is_fetched(hub, run, folder):
    result(run(push(folder)))
    hub.repositories["ann/tiny"] |= {"modeling.py": REMOTE_CODE.encode(), "pytorch_model.bin": b"\x80\x04."}
    path, _ = result(run(load()))
    assert not {"modeling.py", "pytorch_model.bin"} & set(os.listdir(path))
    assert not any(".py" in request or ".bin" in request for request in hub.requests if "/resolve/" in request)


def test_a_model_of_a_hub_is_saved_to_a_folder(hub, run, folder, tmp_path):
    result(run(push(folder)))
    copy = tmp_path / "copy"
    result(run(f"stancekit.load('ann/tiny').save_pretrained({str(copy)!r}); print(1)"))
    assert (copy / "LICENSE").read_text() == "MIT" and not (copy / "README.md").is_symlink()
    assert stancekit.load(copy).folder.digest == stancekit.load(folder).folder.digest


def test_a_fetched_model_needs_no_connection_later(hub, run, folder):
    result(run(push(folder)))
    online = result(run(load()))
    assert result(run(load(), HF_HUB_OFFLINE="1")) == online
    requests = len(hub.requests)
    assert result(run(load(), HF_HUB_OFFLINE="1")) == online and len(hub.requests) == requests


def test_an_altered_file_on_a_hub_is_refused(hub, run, folder):
    result(run(push(folder)))
    hub.repositories["ann/tiny"]["tokenizer.json"] += b" "
    failed = run(load())
    assert "ArtifactError" in failed.stderr and "the manifest declares" in failed.stderr


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("stancekit.load('ann/none')", "ann/none could not be fetched from the hub"),
        ("stancekit.load('ann/none', revision='v2')", "ann/none at v2 could not be fetched from the hub"),
        ("stancekit.load(FOLDER).push_to_hub('ann/tiny', token='hf_wrong')", "log in with hf auth login"),
    ],
)
def test_what_a_hub_refuses_is_one_line(run, folder, code, expected):
    caught = f"FOLDER = {str(folder)!r}\ntry:\n    {code}\nexcept stancekit.ArtifactError as error:\n    print(error)"
    done = run(caught)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout and done.stdout.count("\n") == 1


def test_a_name_that_is_none(folder):
    with pytest.raises(ArtifactError, match="'tiny' is not the name of a hub repository, which is written owner/name"):
        stancekit.load(folder).push_to_hub("tiny")


def test_a_hub_that_is_not_there(run, folder):
    code = push(folder).replace("print", "str")
    failed = run(
        f"try:\n    {code}\nexcept stancekit.ArtifactError as error:\n    print(error)",
        HF_ENDPOINT="http://127.0.0.1:9",
    )
    assert "could not be uploaded to the hub" in failed.stdout and failed.stdout.count("\n") == 1
