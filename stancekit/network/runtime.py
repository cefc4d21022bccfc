"""The runtime: windows to logits. The only module that uses `onnxruntime`."""

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import Any, Protocol, TypeAlias

import numpy as np

from stancekit.errors import ArtifactError, InputError
from stancekit.labels import HEADS
from stancekit.network.tagging import FloatArray
from stancekit.network.tokenization import Window

PROBE_SECONDS = 20.0  # after which the first run of a graph is ended
EXTERNAL_DATA = b"\n\x08location\x12"  # how ONNX names the file of a tensor that is kept elsewhere

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
        graph: Path | bytes,
        *,
        heads: Iterable[str] = HEADS,
        casing: bool = True,
        providers: Sequence[str] | None = None,
    ) -> None:
        """Load the graph, and run it once on a short window.

        Args:
            graph: the path or the content of an ONNX file.
            heads: the outputs that it has.
            casing: whether it takes the casing of tokens as an input.
            providers: execution providers; by default the CPU's.

        Raises:
            InputError: this build of ONNX Runtime lacks a provider.
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        onnxruntime = _import_onnxruntime()
        available = onnxruntime.get_available_providers()
        unknown = [provider for provider in providers or () if provider not in available]
        if unknown:
            raise InputError(f"no such execution provider: {', '.join(unknown)}. This machine has {available}.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        content = graph.read_bytes() if isinstance(graph, Path) else graph
        if EXTERNAL_DATA in content:
            raise ArtifactError("the graph keeps data in other files, which is not supported. Fetch the model again.")
        try:
            self._session = onnxruntime.InferenceSession(
                content, options, providers=list(providers or ["CPUExecutionProvider"])
            )
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ArtifactError(f"the graph cannot be loaded: {error}. Fetch the model again.") from error
        self._heads, self._casing = list(heads), casing
        self._check()

    def _check(self) -> None:
        """Compare inputs and outputs with what the manifest declares, and run a short window."""
        inputs = {value.name: value.type for value in self._session.get_inputs()}
        expected = dict.fromkeys(
            ("input_ids", "attention_mask", *(["casing"] if self._casing else [])), "tensor(int64)"
        )
        if inputs != expected:
            raise ArtifactError(f"the graph has the inputs {inputs}, expected {expected}. Fetch the model again.")
        outputs = [value.name for value in self._session.get_outputs()]
        if sorted(outputs) != sorted(self._heads):
            raise ArtifactError(f"the graph has the outputs {outputs}, expected {self._heads}. Fetch the model again.")
        options = _import_onnxruntime().RunOptions()
        watchdog = Timer(PROBE_SECONDS, setattr, (options, "terminate", True))
        watchdog.daemon = True
        watchdog.start()
        try:
            self._run(Window(ids=np.zeros(3, np.int64), casing=np.zeros(3, np.int64)), options)
        finally:
            watchdog.cancel()

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`.

        Raises:
            ArtifactError: the graph fails, or a head's logits have the wrong shape or are not finite.
        """
        return self._run(window, None)

    def _run(self, window: Window, options: Any) -> Logits:
        ids = window.ids[np.newaxis]
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if self._casing:
            inputs["casing"] = window.casing[np.newaxis]
        try:
            outputs = self._session.run(self._heads, inputs, options)
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ArtifactError(f"the graph cannot be run: {error}. Fetch the model again.") from error
        for head, output in zip(self._heads, outputs, strict=True):
            labels = len(HEADS[head].labels)
            shape = (1, labels) if HEADS[head].level == "sentence" else (1, len(window.ids), labels)
            if output.shape != shape or output.dtype != np.float32 or not np.isfinite(output).all():
                raise ArtifactError(
                    f"the head {head} gives {output.dtype} of shape {output.shape}, expected finite float32 of shape "
                    f"{shape}. Fetch the model again."
                )
        return {head: output[0] for head, output in zip(self._heads, outputs, strict=True)}


def _import_onnxruntime() -> Any:
    """Import ONNX Runtime with its telemetry off.

    Telemetry keeps a device id in the home folder at the import, and looks up
    a host at the first session.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    return onnxruntime


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
