"""Fixtures that are built once in a session."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before anything reads it: tests never ask a hub

import pytest
from hypothesis import settings

import stancekit
from tests.support import tiny_model

if TYPE_CHECKING:
    from stancekit.jobs import Summary

settings.register_profile("stancekit", deadline=None)  # no test asserts a wall-clock time
settings.load_profile("stancekit")


@pytest.fixture(scope="session")
def tiny_model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.write_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def model(tiny_model_folder: Path) -> "stancekit.Model":
    return stancekit.load(tiny_model_folder)


@pytest.fixture
def score_rows(tiny_model_folder: Path) -> Callable[..., "Summary"]:
    """Return `jobs.score` with the tiny model, two workers and the ids of `tests.support.job_files`."""
    from stancekit import jobs

    def run(source: Path, out: Path, **options: object) -> "Summary":
        return jobs.score(source, out, **{"id": "id", "model": tiny_model_folder, "workers": 2, **options})

    return run
