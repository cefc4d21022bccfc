"""Results in order, computed ahead in other threads."""

from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count

import pytest

from stancekit.lookahead import map_ahead


def test_results_keep_the_order_of_their_items():
    with ThreadPoolExecutor(4) as pool:
        results = map_ahead(lambda item: pool.submit(pow, item, 2), range(50), ahead=6)
        assert list(results) == [number**2 for number in range(50)]


def test_it_reads_no_further_than_it_looks_ahead_and_cancels_what_is_left():
    futures: list[Future[int]] = []

    def submit(item):
        futures.append(Future())
        if item == 0:
            futures[0].set_result(0)
        return futures[-1]

    results = map_ahead(submit, count(), ahead=3)
    assert next(results) == 0 and len(futures) == 4
    results.close()
    assert [future.cancelled() for future in futures] == [False, True, True, True]


def test_an_error_comes_after_the_results_before_it():
    def items():
        yield 4
        raise KeyError("items")

    with ThreadPoolExecutor(2) as pool:
        for given, results, error in (([4, 0, 5], [5.0], ZeroDivisionError), (items(), [5.0], KeyError)):
            arrived = []
            with pytest.raises(error):
                for result in map_ahead(lambda item: pool.submit(lambda: 20 / item), given, ahead=5):
                    arrived.append(result)
            assert arrived == results
