"""Examples, padded to one length, as a batch of tensors."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from stancekit.labels import HEADS
from stancekit.network.tokenization import Window
from stancekit_training.dataset.examples import Example


def collate(examples: Sequence[Example]) -> dict[str, Any]:
    """Pad examples to the arguments of `StanceNetwork.forward`."""
    ids, mask, casing = pad_windows([example.window for example in examples])
    batch, tokens = ids.shape
    targets = max(len(example.targets) for example in examples)
    weights = np.zeros((batch, targets, tokens), dtype=np.float32)
    shapes = {head: (batch, *_label_shape(head, targets, tokens)) for head in examples[0].labels}
    gold = {head: np.zeros(shape, dtype=np.float32) for head, shape in shapes.items()}
    for row, example in enumerate(examples):
        length, count = len(example.window.ids), len(example.targets)
        weights[row, :count, :length] = example.targets
        for head, labels in example.labels.items():
            gold[head][row][tuple(map(slice, labels.shape))] = labels
    arguments: dict[str, Any] = {
        "input_ids": ids,
        "attention_mask": mask,
        "casing": casing,
        "target_weights": torch.from_numpy(weights),
        "gold": {head: torch.from_numpy(labels) for head, labels in gold.items()},
        "corpora": _corpora(examples),
        "temperatures": torch.tensor([example.temperature for example in examples]),
    }
    if examples[0].hidden is not None:
        arguments["hidden"] = _hidden(examples, tokens)
    return arguments


def pad_windows(windows: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the ids, the attention mask and the casing of windows. *Shape of each:* (windows, tokens)."""
    shape = (len(windows), max(len(window.ids) for window in windows))
    ids, mask, casing = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.from_numpy(window.ids)
        casing[row, : len(window.ids)] = torch.from_numpy(window.casing)
        mask[row, : len(window.ids)] = 1
    return ids, mask, casing


def _corpora(examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Return the number of each sentence's corpus by head, -1 for none. *Shape of each:* (batch,)."""
    heads = dict.fromkeys(head for example in examples for head in example.intercepts)
    return {head: torch.tensor([example.intercepts.get(head, -1) for example in examples]) for head in heads}


def _hidden(examples: Sequence[Example], tokens: int) -> torch.Tensor:
    """Return the padded output of the frozen layers. *Shape:* (batch, tokens, width)."""
    states = [example.hidden for example in examples if example.hidden is not None]
    padded = np.zeros((len(states), tokens, states[0].shape[1]), dtype=np.float32)
    for row, state in zip(padded, states, strict=True):
        row[: len(state)] = state
    return torch.from_numpy(padded)


def _label_shape(head: str, targets: int, tokens: int) -> tuple[int, ...]:
    """Return the shape of a head's labels for one example of a batch."""
    labels = len(HEADS[head].labels)
    if HEADS[head].level == "sentence":
        return (labels,)
    return (targets if head == "stance" else tokens, labels)
