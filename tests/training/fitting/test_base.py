"""The pretrained encoder of a fit: in a folder, or on a hub on the loopback interface."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from stancekit_training.fitting.base import local_base

from stancekit.network import hub
from tests.support import fake_hub


@pytest.fixture
def fetch(tmp_path):
    """Return a function that asks a hub for an encoder in a process of its own; the client reads its settings once."""

    def in_process(address, name):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
        environment |= {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "cache"), "NO_PROXY": "127.0.0.1"}
        environment |= {"HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        code = f"from stancekit_training.fitting.base import local_base\nprint(local_base({name!r}))"
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120
        )

    return in_process


def test_a_folder_is_itself(tiny_base):
    assert local_base(str(tiny_base)) == str(tiny_base)


def test_an_encoder_on_a_hub_is_fetched_without_its_other_files(fetch, tiny_base):
    wanted = {path.name: path.read_bytes() for path in tiny_base.iterdir()}
    with fake_hub.running() as running:
        running.repositories["tiny/base"] = {**wanted, "pytorch_model.bin": b"pickle", "code.py": b"raise SystemExit"}
        run = fetch(running.address, "tiny/base")
    folder = Path(run.stdout.strip())
    assert run.returncode == 0, run.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == wanted


def test_a_fit_asks_the_hub_once(monkeypatch, tmp_path):
    asked = []

    def fetch(name, *, revision, files):
        asked.append((name, revision))
        return tmp_path

    monkeypatch.setattr(hub, "fetch", fetch)
    assert [local_base(name) for name in ("tiny/one", "tiny/two", "tiny/one")] == [str(tmp_path)] * 3
    assert asked == [("tiny/one", None), ("tiny/two", None)]


def test_a_hub_that_cannot_be_reached_is_one_error(fetch):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        run = fetch(f"http://127.0.0.1:{unused.getsockname()[1]}", "tiny/base")
    last = run.stderr.splitlines()[-1]
    assert last.startswith("stancekit.errors.ArtifactError: there is no folder tiny/base, and tiny/base could not be ")
