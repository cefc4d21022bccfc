"""Folds of a cross-fit: what is scored in one was fitted on the others."""

from collections.abc import Sequence

import numpy as np

from stancekit.network.tagging import IntArray

FOLDS = 5


def fold_numbers(groups: Sequence[str] | Sequence[int]) -> IntArray:
    """Return the fold of each item; the items of a group stay in one fold. *Shape:* (items,)."""
    names, membership = np.unique(np.asarray(groups), return_inverse=True)
    folds: IntArray = (np.random.default_rng(0).permutation(len(names)) % FOLDS)[membership]
    return folds
