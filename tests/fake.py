"""A runtime without a network, for tests of what surrounds it."""

from pathlib import Path

import numpy as np

from stancekit import Model
from stancekit.artifact import open_folder
from stancekit.encoding import Window
from stancekit.runtime import Logits
from stancekit.schema import HEADS


class FakeRuntime:
    """Answers with even logits for some heads, so that it tags no actor."""

    def __init__(self, *heads: str) -> None:
        self.heads = [HEADS[name] for name in heads]

    def run(self, window: Window) -> Logits:
        rows = {"sentence": (), "token": (len(window.ids),)}
        return {head.name: np.zeros((*rows[head.level], len(head.labels)), dtype=np.float32) for head in self.heads}


def fake_model(folder: Path, *heads: str) -> Model:
    """Give a model folder's tokenizer a fake network, with all heads or some."""
    return Model(open_folder(folder), threads=2, runtime=FakeRuntime(*(heads or HEADS)))
