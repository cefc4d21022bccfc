"""The runtime: windows to logits. The only module that uses `onnxruntime`."""

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import onnxruntime

from stancekit.errors import ArtifactError, InputError
from stancekit.network.tagging import FloatArray
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

    def __init__(self, graph: Path, *, casing: bool = True, providers: Sequence[str] | None = None) -> None:
        """Load the graph.

        Args:
            graph: an ONNX file.
            casing: whether the graph takes the casing of tokens as an input.
            providers: execution providers; by default the CPU's.

        Raises:
            InputError: this build of ONNX Runtime lacks a provider.
            ArtifactError: the graph cannot be loaded.
        """
        available = onnxruntime.get_available_providers()
        unknown = [provider for provider in providers or () if provider not in available]
        if unknown:
            raise InputError(f"no such execution provider: {', '.join(unknown)}. This machine has {available}.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(
                str(graph), options, providers=list(providers or ["CPUExecutionProvider"])
            )
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ArtifactError(f"{graph} cannot be loaded: {error}. Fetch the model again.") from error
        self._casing = casing
        self._heads = [output.name for output in self._session.get_outputs()]

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        ids = window.ids[np.newaxis]
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if self._casing:
            inputs["casing"] = window.casing[np.newaxis]
        outputs = self._session.run(self._heads, inputs)
        return {head: output[0] for head, output in zip(self._heads, outputs, strict=True)}


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
