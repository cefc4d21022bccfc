"""Fixtures that are built once in a session."""

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before anything reads it: tests never ask a hub

import pytest
import torch
from hypothesis import settings

import stancekit
from stancekit import jobs
from tests.support import tiny_model

torch.set_num_threads(1)  # the networks of the tests are too small to share
settings.register_profile("stancekit", deadline=None)  # no test asserts a wall-clock time
settings.load_profile("stancekit")


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def tiny_model_folder(tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.write_model(tiny_base, tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def model(tiny_model_folder: Path) -> "stancekit.Model":
    return stancekit.load(tiny_model_folder)


@pytest.fixture
def score_rows(tiny_model_folder: Path) -> Callable[..., "jobs.Summary"]:
    """Return `jobs.score` with the tiny model, two workers and the ids of `tests.jobs`."""

    def run(source: Path, out: Path, **options: object) -> jobs.Summary:
        return jobs.score(source, out, **{"id": "id", "model": tiny_model_folder, "workers": 2, **options})

    return run
