"""The runtime of a GPU: windows of similar length are run together."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock

from stancekit.labels import HEADS
from stancekit.network.batches import batches_by_length
from stancekit.network.device import Device
from stancekit.network.graph import Graph
from stancekit.network.runtime import Logits, OnnxRuntime
from stancekit.network.tokenization import Window

TOKENS = 1 << 14  # of one batch, padding included: some hundred megabytes of a GPU


@dataclass
class _Request:
    """The windows of one caller, and their logits or the error once they were run."""

    windows: Sequence[Window]
    logits: list[Logits] | None = None
    error: BaseException | None = None


class BatchedRuntime(OnnxRuntime):
    """Runs a graph whose operators treat each window of a batch alone, see `network.float_graph`.

    Threads share it. While it runs the windows of one thread, it gathers those
    of the others, and runs them together next, so that texts of one sentence
    fill batches as well. The shape of a batch decides how a GPU rounds, so
    what a window is batched with may move its probabilities a little.
    """

    def __init__(
        self,
        graph: Graph | Path | bytes,
        *,
        heads: Iterable[str] = HEADS,
        casing: bool = True,
        device: Device | None = None,
    ) -> None:
        """Load the graph; see `OnnxRuntime`."""
        super().__init__(graph, heads=heads, casing=casing, device=device)
        self._waiting: deque[_Request] = deque()
        self._turn = Lock()

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        return self.run_all([window])[0]

    def run_all(self, windows: Sequence[Window]) -> list[Logits]:
        """Return logits by head of each window; see `Runtime.run`.

        Raises:
            ArtifactError: see `OnnxRuntime.run`.
        """
        request = _Request(windows)
        self._waiting.append(request)
        with self._turn:
            if request.logits is None and request.error is None:
                self._run_waiting()
        if request.error is not None:
            raise request.error
        return request.logits or []

    def _run_waiting(self) -> None:
        """Run the windows of all that wait."""
        requests = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            logits = iter(self._run_by_length([window for request in requests for window in request.windows]))
        except BaseException as error:  # an interrupt too, or the others would find nothing
            for request in requests:
                request.error = error
            return
        for request in requests:
            request.logits = list(islice(logits, len(request.windows)))

    def _run_by_length(self, windows: Sequence[Window]) -> list[Logits]:
        results: dict[int, Logits] = {}
        for batch in batches_by_length(windows, tokens=TOKENS):
            results.update(zip(batch, self._run([windows[index] for index in batch]), strict=True))
        return [results[index] for index in range(len(windows))]
