"""A `stancekit.network.runtime.Runtime` on PyTorch, which can run many windows at once beforehand."""

from collections.abc import Sequence

import torch

from stancekit.labels import OUTPUTS
from stancekit.network.batches import batches_by_length
from stancekit.network.runtime import Logits
from stancekit.network.tokenization import Window
from stancekit_training.dataset.batches import pad_windows
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.precision import autocast


class TorchRuntime:
    """Runs a network on one window, or looks up what it said of the window in a batch."""

    def __init__(self, network: StanceNetwork, windows: Sequence[Window] = (), *, bf16: bool = False) -> None:
        """Wrap a network.

        Args:
            network: the network, in evaluation mode; it must not change afterward if there
                are windows.
            windows: the windows to run at once, in batches of similar length.
            bf16: whether to compute in bfloat16.
        """
        self._network, self._bf16 = network, bf16
        self._known: dict[tuple[bytes, bytes], Logits] = {}
        for batch in batches_by_length(windows):
            chosen = [windows[index] for index in batch]
            self._known.update(zip(map(_key, chosen), self.run_batch(chosen), strict=True))

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        return self._known.get(_key(window)) or self.run_batch([window])[0]

    def run_batch(self, windows: Sequence[Window]) -> list[Logits]:
        """Return the logits of each window, run as one batch; see `Runtime.run`."""
        inputs = [part.to(self._network.device) for part in pad_windows(windows)]
        with torch.inference_mode(), autocast(self._network.device, bf16=self._bf16):
            outputs = self._network(*inputs).logits
        logits = {head: values.float().cpu().numpy() for head, values in outputs.items()}
        lengths = [len(window.ids) for window in windows]
        return [
            {
                head: values[row] if OUTPUTS[head].level == "sentence" else values[row, :length]
                for head, values in logits.items()
            }
            for row, length in enumerate(lengths)
        ]


def _key(window: Window) -> tuple[bytes, bytes]:
    return window.ids.tobytes(), window.casing.tobytes()
