"""The runtime: windows to logits."""

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np

from stancekit.errors import ArtifactError
from stancekit.labels import HEADS, OUTPUTS
from stancekit.network.device import Device
from stancekit.network.graph import Graph
from stancekit.network.onnx_session import OnnxSession
from stancekit.network.tagging import FloatArray, IntArray
from stancekit.network.tokenization import Window

Logits: TypeAlias = Mapping[str, FloatArray]


class Runtime(Protocol):
    """Runs the network on one window and returns the logits of every head."""

    def run(self, window: Window) -> Logits:
        """Return logits by head.

        Returns:
            For a sentence head (labels,), for a token head (window, labels).
        """
        ...


class OnnxRuntime:
    """Runs the graph of a model folder, one unpadded window at a time.

    Dynamic int8 takes its activation scale from the whole batch, padding
    included. A batch of one makes the output for a sentence independent of
    other sentences. Threads share the session; each call uses one core.
    """

    def __init__(
        self,
        graph: Graph | Path | bytes,
        *,
        heads: Iterable[str] = HEADS,
        casing: bool = True,
        providers: Sequence[str] | None = None,
        device: Device | None = None,
    ) -> None:
        """Load the graph, and run it once on a short window.

        Args:
            graph: a graph, or the path or the content of an ONNX file.
            heads: the outputs that it has.
            casing: whether it takes the casing of tokens as an input.
            providers: execution providers; by default the device's.
            device: the device that runs the graph, by default the CPU.

        Raises:
            InputError: this build of ONNX Runtime lacks a provider, or the GPU cannot be used.
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        self._session = OnnxSession(graph, providers=providers, device=device)
        self._heads, self._casing = list(heads), casing
        self._check()

    def _check(self) -> None:
        """Compare inputs and outputs with what the manifest declares, and run a short window."""
        inputs = self._session.inputs
        expected = dict.fromkeys(
            ("input_ids", "attention_mask", *(["casing"] if self._casing else [])), "tensor(int64)"
        )
        if inputs != expected:
            raise ArtifactError(f"the graph has the inputs {inputs}, expected {expected}. Fetch the model again.")
        outputs = self._session.outputs
        if sorted(outputs) != sorted(self._heads):
            raise ArtifactError(f"the graph has the outputs {outputs}, expected {self._heads}. Fetch the model again.")
        windows = [Window(ids=np.zeros(3, np.int64), casing=np.zeros(3, np.int64))]
        self._logits(windows, self._session.probe(self._heads, self._inputs(windows)))

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`.

        Raises:
            ArtifactError: the graph fails, or a head's logits have the wrong shape or are not finite.
        """
        return self._run([window])[0]

    def _run(self, windows: Sequence[Window]) -> list[Logits]:
        """Return the logits of each window, run as one batch."""
        return self._logits(windows, self._session.run(self._heads, self._inputs(windows)))

    def _inputs(self, windows: Sequence[Window]) -> dict[str, IntArray]:
        """Return the inputs of the graph; shorter windows are padded at their ends. *Shape:* (batch, tokens)."""
        shape = (len(windows), max(len(window.ids) for window in windows))
        ids, mask, casing = (np.zeros(shape, np.int64) for _ in range(3))
        for row, window in enumerate(windows):
            length = len(window.ids)
            ids[row, :length], mask[row, :length], casing[row, :length] = window.ids, 1, window.casing
        return {"input_ids": ids, "attention_mask": mask, **({"casing": casing} if self._casing else {})}

    def _logits(self, windows: Sequence[Window], outputs: Sequence[FloatArray]) -> list[Logits]:
        """Return the outputs of each window, without its padding."""
        length = max(len(window.ids) for window in windows)
        for head, output in zip(self._heads, outputs, strict=True):
            size = OUTPUTS[head].size
            shape = (len(windows), *([] if OUTPUTS[head].level == "sentence" else [length]), size)
            if output.shape != shape or output.dtype != np.float32 or not np.isfinite(output).all():
                raise ArtifactError(
                    f"the head {head} gives {output.dtype} of shape {output.shape}, expected finite float32 of shape "
                    f"{shape}. Fetch the model again."
                )
        return [
            {
                head: output[row] if OUTPUTS[head].level == "sentence" else output[row, : len(window.ids)]
                for head, output in zip(self._heads, outputs, strict=True)
            }
            for row, window in enumerate(windows)
        ]


def default_threads() -> int:
    """Return the number of cores that this process may use: CPU affinity, limited by the cgroup's quota."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _cgroup_quota()))


def _cgroup_quota(root: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the cores that cgroup v2, else v1, allows; a very large number without a quota."""
    try:
        quota, period = (root / "cpu.max").read_text().split()
    except (OSError, ValueError):
        try:
            quota, period = ((root / "cpu" / f"cpu.cfs_{name}_us").read_text().strip() for name in ("quota", "period"))
        except OSError:
            quota, period = "max", "0"
    if quota in ("max", "-1"):
        return 1 << 16
    return math.ceil(int(quota) / int(period))
