"""Batches of windows of similar length."""

from collections.abc import Iterator, Sequence

import numpy as np

from stancekit.network.tokenization import Window

TOKENS = 4096


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
