"""Compare the CPU time of two sizes of an input: four times the size may take at most six times the time."""

import gc
import time
from collections.abc import Callable

RATIO = 6.0
TRIES = 4
LEAST = 0.02  # seconds below which a clock says nothing
LARGEST = 1 << 18


def seconds(work: Callable[[int], object], size: int) -> float:
    """Return the least CPU time of three runs, without garbage collection, which depends on all objects in memory."""
    times = []
    gc.freeze()  # what other tests left in memory is not searched for garbage each time
    for _ in range(3):
        gc.collect()
        gc.disable()
        began = time.process_time()
        work(size)
        times.append(time.process_time() - began)
        gc.enable()
    gc.unfreeze()
    return min(times)


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if the time grows faster than the size, in each of several tries: other processes disturb a single one."""
    while (short := seconds(work, size)) < LEAST and size < LARGEST:
        size *= 2
    assert any(seconds(work, 4 * size) < RATIO * max(short, LEAST) for _ in range(TRIES))
