import numpy as np
import pytest

from stancekit.network.batches import batches_by_length
from stancekit.network.tokenization import Window


def windows(*lengths):
    return [Window(ids=np.arange(length), casing=np.zeros(length, np.int64)) for length in lengths]


@pytest.mark.parametrize(
    ("tokens", "expected"), [(8, [[3, 0], [2], [1]]), (100, [[3, 0, 2, 1]]), (3, [[3], [0], [2], [1]])]
)
def test_the_shortest_come_first_and_padding_counts(tokens, expected):
    assert list(batches_by_length(windows(4, 9, 5, 3), tokens=tokens)) == expected


def test_no_windows():
    assert list(batches_by_length([])) == []
