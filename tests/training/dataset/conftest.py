"""The tokenizer of the tiny model."""

from pathlib import Path

import pytest

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from tests.support.tiny_model import STRIDE, WINDOW


@pytest.fixture
def tokenizer(tiny_model_folder: Path) -> SentenceTokenizer:
    return SentenceTokenizer(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)
