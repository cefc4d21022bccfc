"""Fixtures that need PyTorch: the tiny model is a real network with a real export."""

from pathlib import Path

import pytest
import torch

from tests.support import tiny_network

torch.set_num_threads(1)  # the networks of the tests are too small to share


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_network.write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def tiny_model_folder(tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_network.export_model(tiny_base, tmp_path_factory.mktemp("exported") / "tiny")
