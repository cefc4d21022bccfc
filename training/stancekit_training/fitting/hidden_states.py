"""The output of an encoder's frozen layers, computed once and kept on disk."""

import hashlib
import logging
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch

from stancekit.network.batches import batches_by_length
from stancekit.network.tokenization import Window
from stancekit_training.dataset.batches import pad_windows
from stancekit_training.dataset.examples import HalfArray
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import autocast

PROGRESS = 60.0  # seconds between two lines of the log
log = logging.getLogger(__name__)


class HiddenStates:
    """The output of the frozen layers for windows, in a file of float16, the shortest windows first."""

    def __init__(self, network: StanceNetwork, windows: Sequence[Window], folder: Path, *, bf16: bool = False) -> None:
        """Compute the states that the file lacks; an interrupted computation goes on where it ended.

        Args:
            network: the network, in evaluation mode, as it begins a fit.
            windows: the inputs of the network.
            folder: the folder for the file, whose name depends on the windows, on the
                number of frozen layers and on their weights.
            bf16: whether to compute in bfloat16.
        """
        self._bf16 = bf16
        self._width = network.encoder.config.hidden_size
        self._path = folder / f"frozen-{_digest(network, windows)}.f16"
        order = [index for batch in batches_by_length(windows) for index in batch]
        ends = list(accumulate(len(windows[index].ids) for index in order))
        self._bounds = {index: (end - len(windows[index].ids), end) for index, end in zip(order, ends, strict=True)}
        self._compute(network, windows)
        self._states = np.memmap(self._path, dtype=np.float16, mode="r").reshape(-1, self._width)

    def __getitem__(self, index: int) -> HalfArray:
        """Return the states of one window. *Shape:* (tokens, width)."""
        return self._states[slice(*self._bounds[index])]

    def _compute(self, network: StanceNetwork, windows: Sequence[Window]) -> None:
        row = self._width * np.dtype(np.float16).itemsize
        done = self._path.stat().st_size // row if self._path.exists() else 0
        batches = [batch for batch in batches_by_length(windows) if self._bounds[batch[-1]][1] > done]
        if not batches:
            return
        first, total = self._bounds[batches[0][0]][0], sum(len(window.ids) for window in windows)
        began = shown = time.monotonic()
        with self._path.open("ab") as file:
            file.truncate(first * row)
            for batch in batches:
                file.write(self._run(network, [windows[index] for index in batch]).tobytes())
                if time.monotonic() - shown > PROGRESS:
                    shown = time.monotonic()
                    share = (self._bounds[batch[-1]][1] - first) / (total - first)
                    minutes = (shown - began) * (1 - share) / share / 60
                    log.info("output of the frozen layers: %.0f %%, %.0f minutes left", 100 * share, minutes)

    def _run(self, network: StanceNetwork, windows: Sequence[Window]) -> HalfArray:
        """Return the states of one batch, one window after the other. *Shape:* (tokens, width)."""
        ids, mask, casing = (part.to(network.device) for part in pad_windows(windows))
        with torch.inference_mode(), autocast(network.device, bf16=self._bf16):
            states = network.frozen_states(ids, mask, casing)
        kept: HalfArray = states[mask.bool()].half().cpu().numpy()
        return kept


def _digest(network: StanceNetwork, windows: Sequence[Window]) -> str:
    """Return a digest of everything that determines the states."""
    digest = hashlib.sha256(str(network.config.frozen_layers).encode())
    for name, weight in network.state_dict().items():
        if name.startswith(("encoder.", "casing.")):
            digest.update(f"{name} {weight.double().sum().item()}".encode())
    for window in windows:
        digest.update(window.ids.tobytes() + window.casing.tobytes())
    return digest.hexdigest()[:12]
