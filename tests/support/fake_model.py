"""A runtime without a network, for tests of the code around it."""

from pathlib import Path

import numpy as np

from stancekit import Model
from stancekit.labels import HEADS, Head
from stancekit.network.model_folder import open_model_folder
from stancekit.network.runtime import Logits
from stancekit.network.tagging import FloatArray
from stancekit.network.tokenization import Window


class FakeRuntime:
    """Returns equal logits for some heads, except that no word is a name or a part of an attribution."""

    def __init__(self, *heads: str) -> None:
        self.heads = [HEADS[name] for name in heads]

    def run(self, window: Window) -> Logits:
        return {head.name: self._logits(head, len(window.ids)) for head in self.heads}

    def _logits(self, head: Head, tokens: int) -> FloatArray:
        even = np.zeros(len(head.labels), dtype=np.float32)
        even[[label == "O" for label in head.labels]] = 5
        return even if head.level == "sentence" else np.tile(even, (tokens, 1))


def fake_model(folder: Path, *heads: str) -> Model:
    """Combine a model folder's tokenizer with a fake network, with all heads or some."""
    return Model(open_model_folder(folder), threads=2, runtime=FakeRuntime(*(heads or HEADS)))
