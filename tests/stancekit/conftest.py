"""Models without a network."""

from pathlib import Path

import pytest

import stancekit
from tests.support.fake_model import fake_model


@pytest.fixture(scope="session")
def blind(tiny_model_folder: Path) -> "stancekit.Model":
    """A model that finds no actor and no attribution by itself."""
    return fake_model(tiny_model_folder)


@pytest.fixture(scope="session")
def shipped() -> "stancekit.Model":
    """The bundled model."""
    return stancekit.load()
