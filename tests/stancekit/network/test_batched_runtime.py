"""Windows that are run together, for one thread and for many."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from stancekit.errors import ArtifactError
from stancekit.network.batched_runtime import BatchedRuntime
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Window
from tests.support.tiny_model import GRAPH

SECONDS = 60  # after which a test that hangs fails


def window(length, seed=0):
    random = np.random.default_rng(seed)
    return Window(ids=random.integers(4, 40, length), casing=random.integers(0, 4, length))


def assert_equal(logits, expected):
    assert logits.keys() == expected.keys()
    for head, values in logits.items():
        assert values.shape == expected[head].shape
        assert values == pytest.approx(expected[head], abs=1e-5)


class CountedRuntime(BatchedRuntime):
    """Notes the size of each batch, and waits before the first until it may go on."""

    def __init__(self, graph):
        super().__init__(graph)
        self.sizes, self.began, self.may_run = [], threading.Event(), threading.Event()

    def _run(self, windows):
        self.began.set()
        assert self.may_run.wait(SECONDS)
        self.sizes.append(len(windows))
        return super()._run(windows)


@pytest.fixture
def graph(tiny_model_folder):
    return tiny_model_folder / GRAPH


def test_a_batch_gives_what_each_window_gives_alone(graph):
    runtime, single = CountedRuntime(graph), OnnxRuntime(graph)
    runtime.may_run.set()
    windows = [window(5, seed) for seed in range(4)]
    for logits, one in zip(runtime.run_all(windows), windows, strict=True):
        assert_equal(logits, single.run(one))
    assert runtime.sizes == [4]


def test_windows_keep_their_order_and_lose_their_padding(graph):
    logits = BatchedRuntime(graph).run_all([window(5), window(9), window(3)])
    assert [one["stance"].shape for one in logits] == [(5, 3), (9, 3), (3, 3)]
    assert [one["opinion"].shape for one in logits] == [(2,)] * 3


def test_threads_share_batches(graph):
    runtime, single = CountedRuntime(graph), OnnxRuntime(graph)
    windows = [window(6, seed) for seed in range(8)]
    with ThreadPoolExecutor(len(windows)) as threads:
        first = threads.submit(runtime.run, windows[0])
        assert runtime.began.wait(SECONDS)
        others = [threads.submit(runtime.run, one) for one in windows[1:]]
        while len(runtime._waiting) < len(others):
            threading.Event().wait(0.001)
        runtime.may_run.set()
        for future, one in zip([first, *others], windows, strict=True):
            assert_equal(future.result(SECONDS), single.run(one))
    assert runtime.sizes == [1, 7]


def test_a_fault_reaches_every_caller_and_the_next_is_served(graph, monkeypatch):
    runtime = BatchedRuntime(graph)
    with monkeypatch.context() as patch:
        patch.setattr(runtime._session, "run", lambda *_: [np.full((1, 2), np.nan, np.float32)] * 6)
        for _ in range(2):
            with pytest.raises(ArtifactError, match="expected finite float32"):
                runtime.run(window(4))
    assert runtime.run_all([]) == []
    assert runtime.run(window(4))["opinion"].shape == (2,)
