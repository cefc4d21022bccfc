"""Examples of portrayals in a file, so that an interrupted fit need not read the articles again."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES
from stancekit_training.dataset.portrayals import PortrayalExample

PER_MENTION = ("vectors", "features", "passages", "passage_labels")


def save_examples(examples: Sequence[PortrayalExample], path: Path) -> None:
    """Write examples to an `.npz` file."""
    columns = {entry.name: [getattr(example, entry.name) for example in examples] for entry in fields(PortrayalExample)}
    arrays: dict[str, Any] = {
        name: np.concatenate(column) if name in PER_MENTION else np.array(column) for name, column in columns.items()
    }
    np.savez_compressed(path, counts=[len(example.vectors) for example in examples], **arrays)


def load_examples(path: Path) -> list[PortrayalExample] | None:
    """Read the examples of a file, None if there is none or it has other features than this version computes."""
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if arrays["features"].shape[1] != MENTION_FEATURES or arrays["actor"].shape[1] != ACTOR_FEATURES:
        return None
    bounds = np.cumsum(arrays.pop("counts"))[:-1]
    columns = [
        np.split(array, bounds) if name in PER_MENTION else array if name == "actor" else array.tolist()
        for name, array in arrays.items()
    ]
    return [PortrayalExample(**dict(zip(arrays, row, strict=True))) for row in zip(*columns, strict=True)]
