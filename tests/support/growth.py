"""Compare the CPU time of two sizes of an input: four times the size may take at most six times the time."""

import time
from collections.abc import Callable

RATIO = 6.0
LEAST = 0.02  # seconds below which a clock says nothing
LARGEST = 1 << 18


def seconds(work: Callable[[int], object], size: int) -> float:
    """Return the least CPU time of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work(size)
        times.append(time.process_time() - began)
    return min(times)


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if the time grows faster than the size."""
    while (short := seconds(work, size)) < LEAST and size < LARGEST:
        size *= 2
    assert seconds(work, 4 * size) < RATIO * max(short, LEAST)
