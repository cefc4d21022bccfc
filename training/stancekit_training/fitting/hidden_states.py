"""The output of an encoder's frozen layers, computed once and kept on disk."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from stancekit.network.tokenization import Window
from stancekit_training.dataset.examples import HalfArray
from stancekit_training.fitting.encoder import layer_input
from stancekit_training.fitting.network import StanceNetwork

TOKENS = 4096  # of one forward pass
PROGRESS = 60.0  # seconds between two lines of the log
log = logging.getLogger(__name__)


class StoredStates:
    """Hidden states of windows in a file of float16, the shortest windows first."""

    def __init__(self, path: Path, windows: Sequence[Window], width: int) -> None:
        """Open the file, which may hold the states of the first windows only.

        Args:
            path: the file.
            windows: the inputs of the network.
            width: of the encoder.
        """
        self._path, self._windows, self._width = path, windows, width
        lengths = np.array([len(window.ids) for window in windows], dtype=np.int64)
        self._order = np.argsort(lengths, kind="stable")
        self._starts = np.zeros(len(windows) + 1, dtype=np.int64)
        self._starts[1:] = np.cumsum(lengths[self._order])
        self._places = np.argsort(self._order)
        self._states: HalfArray | None = None

    def __getitem__(self, index: int) -> HalfArray:
        """Return the states of one window. *Shape:* (tokens, width)."""
        if self._states is None:
            shape = (int(self._starts[-1]), self._width)
            self._states = np.memmap(self._path, dtype=np.float16, mode="r", shape=shape)
        place = self._places[index]
        return self._states[self._starts[place] : self._starts[place + 1]]

    def compute(self, network: StanceNetwork) -> None:
        """Compute the states that the file lacks; an interrupted computation goes on where it ended."""
        row = self._width * np.dtype(np.float16).itemsize
        done = self._path.stat().st_size // row if self._path.exists() else 0
        first = int(np.searchsorted(self._starts, done, side="right")) - 1
        with self._path.open("ab") as file:
            file.truncate(int(self._starts[first]) * row)
            began = shown = time.monotonic()
            start = int(self._starts[first])
            while first < len(self._windows):
                stop = self._batch_end(first)
                file.write(self._run(network, self._order[first:stop].tolist()).tobytes())
                first = stop
                if time.monotonic() - shown > PROGRESS:
                    shown = time.monotonic()
                    share = (self._starts[first] - start) / (self._starts[-1] - start)
                    left = (shown - began) * (1 - share) / share
                    log.info("output of the frozen layers: %.0f %%, %.0f minutes left", 100 * share, left / 60)

    def _batch_end(self, first: int) -> int:
        """Return the end of the batch that begins with a window, padded to at most `TOKENS`."""
        stop = first + 1
        while stop < len(self._order):
            longest = int(self._starts[stop + 1] - self._starts[stop])
            if longest * (stop + 1 - first) > TOKENS:
                break
            stop += 1
        return stop

    def _run(self, network: StanceNetwork, indices: Sequence[int]) -> HalfArray:
        windows = [self._windows[index] for index in indices]
        tokens = max(len(window.ids) for window in windows)
        ids = torch.zeros((len(windows), tokens), dtype=torch.int64)
        mask = torch.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = torch.from_numpy(window.ids)
            mask[row, : len(window.ids)] = 1
        ids, mask = ids.to(network.device), mask.to(network.device)
        with torch.inference_mode():
            states = layer_input(network.encoder, network.config.frozen_layers, ids, mask)
        return states[mask.bool()].half().cpu().numpy()
