"""The ONNX session, and how many threads feed it."""

import os

import numpy as np
import pytest

from stancekit.errors import ArtifactError, InputError
from stancekit.labels import HEADS
from stancekit.network.runtime import OnnxRuntime, _cgroup_quota, default_threads
from stancekit.network.tokenization import Window


@pytest.fixture(scope="module")
def runtime(tiny_model_folder):
    return OnnxRuntime(tiny_model_folder / "model.int8.onnx")


def test_shapes(runtime):
    logits = runtime.run(Window(ids=np.array([2, 7, 8, 9, 3]), casing=np.array([0, 1, 2, 3, 0])))
    assert logits.keys() == HEADS.keys()
    for name, head in HEADS.items():
        rows = (5,) if head.level == "token" else ()
        assert logits[name].shape == (*rows, len(head.labels))
        assert logits[name].dtype == np.float32


def test_unknown_provider_lists_the_valid(tiny_model_folder):
    with pytest.raises(InputError, match=r"no such execution provider: Abacus.*CPUExecutionProvider"):
        OnnxRuntime(tiny_model_folder / "model.int8.onnx", providers=["CPUExecutionProvider", "Abacus"])


def test_broken_graph(tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"not a graph")
    with pytest.raises(ArtifactError, match=r"the graph cannot be loaded"):
        OnnxRuntime(tmp_path / "broken.onnx")


def write_v1(root, quota):
    (root / "cpu").mkdir()
    (root / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n")
    (root / "cpu" / "cpu.cfs_period_us").write_text("100000\n")


def test_quota_of_cgroup_v2(tmp_path):
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    assert _cgroup_quota(tmp_path) == 2


def test_quota_of_cgroup_v1(tmp_path):
    write_v1(tmp_path, 300000)
    assert _cgroup_quota(tmp_path) == 3


def test_no_quota(tmp_path):
    unlimited = _cgroup_quota(tmp_path)
    assert unlimited > 1000
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert _cgroup_quota(tmp_path) == unlimited
    (tmp_path / "cpu.max").unlink()
    write_v1(tmp_path, -1)
    assert _cgroup_quota(tmp_path) == unlimited


@pytest.mark.parametrize(("quota", "threads"), [(1, 1), (3, 3), (64, 4)])
def test_default_threads(monkeypatch, quota, threads):
    monkeypatch.setattr("stancekit.network.runtime._cgroup_quota", lambda: quota)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert default_threads() == threads
