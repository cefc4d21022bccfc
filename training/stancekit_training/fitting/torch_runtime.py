"""A `stancekit.network.runtime.Runtime` on PyTorch, which can run many windows at once beforehand."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from stancekit.labels import HEADS
from stancekit.network.runtime import Logits
from stancekit.network.tokenization import Window
from stancekit_training.fitting.network import StanceNetwork

TOKENS = 4096  # of one forward pass, padding included


class TorchRuntime:
    """Runs a network on one window, or looks up what it said of the window in a batch."""

    def __init__(self, network: StanceNetwork, windows: Sequence[Window] = ()) -> None:
        """Wrap a network.

        Args:
            network: in evaluation mode; it must not change afterward if there
                are windows.
            windows: to run at once, in batches of similar length.
        """
        self._network = network
        self._known: dict[tuple[bytes, bytes], Logits] = {}
        for batch in batches_by_length(windows):
            chosen = [windows[index] for index in batch]
            self._known.update(zip(map(_key, chosen), self._run(chosen), strict=True))

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        return self._known.get(_key(window)) or self._run([window])[0]

    def _run(self, windows: Sequence[Window]) -> list[Logits]:
        """Run one batch."""
        inputs = [part.to(self._network.device) for part in pad_windows(windows)]
        with torch.inference_mode():
            outputs = self._network(*inputs).logits
        logits = {head: values.float().cpu().numpy() for head, values in outputs.items()}
        lengths = [len(window.ids) for window in windows]
        return [
            {
                head: values[row] if HEADS[head].level == "sentence" else values[row, :length]
                for head, values in logits.items()
            }
            for row, length in enumerate(lengths)
        ]


def _key(window: Window) -> tuple[bytes, bytes]:
    return window.ids.tobytes(), window.casing.tobytes()


def batches_by_length(windows: Sequence[Window], *, tokens: int = TOKENS) -> Iterator[list[int]]:
    """Yield the indices of windows in batches, the shortest windows first.

    Args:
        windows: the windows.
        tokens: the most tokens of a batch, padding included; a longer window is a batch of its own.
    """
    batch: list[int] = []
    for index in np.argsort([len(window.ids) for window in windows], kind="stable").tolist():
        if batch and len(windows[index].ids) * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def pad_windows(windows: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the ids, the attention mask and the casing of windows. *Shape of each:* (windows, tokens)."""
    shape = (len(windows), max(len(window.ids) for window in windows))
    ids, mask, casing = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.from_numpy(window.ids)
        casing[row, : len(window.ids)] = torch.from_numpy(window.casing)
        mask[row, : len(window.ids)] = 1
    return ids, mask, casing
