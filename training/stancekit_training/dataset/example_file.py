"""Labeled examples in a file: safetensors, an array for each field of each example."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from stancekit.network.tagging import FloatArray
from stancekit.network.tokenization import Window
from stancekit_training.dataset.examples import Example

SEPARATOR = "/"


def write_examples(path: Path, examples: Sequence[Example]) -> None:
    """Write examples, whole or not at all; probabilities are kept in float16.

    Args:
        path: the path of the file.
        examples: without intercepts and hidden states, which are not written,
            and of one temperature.
    """
    arrays = {"temperature": np.array([example.temperature for example in examples], dtype=np.float32)}
    for number, example in enumerate(examples):
        fields = {"ids": example.window.ids, "casing": example.window.casing, "targets": example.targets}
        labels = {f"labels{SEPARATOR}{head}": rows.astype(np.float16) for head, rows in example.labels.items()}
        for name, array in {**fields, **labels}.items():
            arrays[f"{number}{SEPARATOR}{name}"] = np.ascontiguousarray(array)
    unfinished = path.with_suffix(".unfinished")
    save_file(arrays, unfinished)
    os.replace(unfinished, path)


def read_examples(path: Path) -> list[Example]:
    """Read the examples that `write_examples` wrote, in their order."""
    arrays = load_file(path)
    temperatures = arrays.pop("temperature").tolist()
    windows: list[dict[str, np.ndarray]] = [{} for _ in temperatures]
    labels: list[dict[str, FloatArray]] = [{} for _ in temperatures]
    for key, array in arrays.items():
        number, _, name = key.partition(SEPARATOR)
        field, _, head = name.partition(SEPARATOR)
        if head:
            labels[int(number)][head] = array.astype(np.float32)
        else:
            windows[int(number)][field] = array
    return [
        Example(
            window=Window(fields["ids"], fields["casing"]),
            targets=fields["targets"],
            labels=of_heads,
            temperature=temperature,
        )
        for fields, of_heads, temperature in zip(windows, labels, temperatures, strict=True)
    ]
