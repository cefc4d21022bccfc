"""Sessions of ONNX Runtime. The only module that starts `onnxruntime`."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from threading import Timer
from typing import Any

from stancekit.errors import ArtifactError, OptionError
from stancekit.network.device import Device
from stancekit.network.graph import Graph
from stancekit.network.tagging import FloatArray

PROBE_SECONDS = 20.0  # after which the first run of a graph is ended
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
NO_CUDA = (
    "the installed ONNX Runtime has no CUDA. The package onnxruntime-gpu has it and must replace onnxruntime, which an "
    "extra of stancekit cannot do. Run pip uninstall -y onnxruntime onnxruntime-gpu, then "
    "pip install 'onnxruntime-gpu[cuda,cudnn]'"
)


class OnnxSession:
    """A graph that is ready to run. Threads share it; each call uses one core, or the GPU.

    Attributes:
        inputs: the type of each input, as ONNX Runtime writes it.
        outputs: the names of the outputs.
    """

    def __init__(
        self, graph: Graph | Path | bytes, *, providers: Sequence[str] | None = None, device: Device | None = None
    ) -> None:
        """Load a graph.

        Args:
            graph: a graph, or the path or the content of an ONNX file.
            providers: execution providers; by default the device's.
            device: the device that runs the graph, by default the CPU.

        Raises:
            OptionError: see `check_providers`; or the GPU cannot be used.
            ArtifactError: the graph cannot be loaded.
        """
        device = device or Device()
        check_providers(providers, device)
        onnxruntime = import_onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        graph = Graph.of(graph)
        graph.check()
        _add_data(options, graph)
        content = graph.content
        if device.kind == "cuda":
            self._session = _cuda_session(onnxruntime, content, options, device)
        else:
            try:
                self._session = onnxruntime.InferenceSession(content, options, providers=list(providers or [CPU]))
            except Exception as error:  # onnxruntime raises many unrelated classes
                raise ArtifactError(f"the graph cannot be loaded: {error}. Fetch the model again.") from error
        self.inputs = {value.name: value.type for value in self._session.get_inputs()}
        self.outputs = [value.name for value in self._session.get_outputs()]

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Any], options: Any = None) -> list[FloatArray]:
        """Return the outputs of the graph.

        Raises:
            ArtifactError: the graph fails.
        """
        try:
            results: list[FloatArray] = self._session.run(list(outputs), dict(inputs), options)
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ArtifactError(f"the graph cannot be run: {error}. Fetch the model again.") from error
        return results

    def probe(self, outputs: Sequence[str], inputs: Mapping[str, Any]) -> list[FloatArray]:
        """Run an unknown graph, which is ended if it takes too long; see `run`."""
        options = import_onnxruntime().RunOptions()
        watchdog = Timer(PROBE_SECONDS, setattr, (options, "terminate", True))
        watchdog.daemon = True
        watchdog.start()
        try:
            return self.run(outputs, inputs, options)
        finally:
            watchdog.cancel()


def check_providers(providers: Sequence[str] | None, device: Device) -> None:
    """Check that this build of ONNX Runtime has the execution providers, and that of the device.

    Raises:
        OptionError: it lacks one.
    """
    available = import_onnxruntime().get_available_providers()
    if device.kind == "cuda" and CUDA not in available:
        raise OptionError(f"device is '{device}', and {NO_CUDA}. It now runs on {', '.join(available)}.")
    unknown = [provider for provider in providers or () if provider not in available]
    if unknown:
        raise OptionError(f"no such execution provider: {', '.join(unknown)}. This machine has {available}.")


def _add_data(options: Any, graph: Graph) -> None:
    """Give the weights that are in further files to a session, which copies them."""
    if not graph.data:
        return
    if not hasattr(options, "add_external_initializers_from_files_in_memory"):
        raise ArtifactError(
            "the graph keeps its weights in several files, which needs ONNX Runtime 1.24 or newer: "
            "pip install --upgrade onnxruntime."
        )
    contents = list(graph.data.values())
    options.add_external_initializers_from_files_in_memory(list(graph.data), contents, list(map(len, contents)))


def _cuda_session(onnxruntime: Any, content: bytes, options: Any, device: Device) -> Any:
    """Return a session on a GPU, where ONNX Runtime alone would fall back to the CPU."""
    options.log_severity_level = 3  # errors: it warns of each small node that it leaves on the CPU
    try:
        if hasattr(onnxruntime, "preload_dlls"):  # since 1.21: finds CUDA among the Python packages
            with redirect_stdout(sys.stderr):  # it prints
                onnxruntime.preload_dlls()
        session = onnxruntime.InferenceSession(
            content, options, providers=[(CUDA, {"device_id": str(device.number)}), CPU], enable_fallback=0
        )
    except Exception as error:  # onnxruntime raises many unrelated classes
        raise OptionError(f"device is '{device}', which cannot run the model: {error}.") from error
    if CUDA not in session.get_providers():
        raise OptionError(
            f"device is '{device}', and ONNX Runtime cannot load CUDA or cuDNN; its log tells which file is missing. "
            "pip install 'onnxruntime-gpu[cuda,cudnn]' installs both, and the driver of the GPU must fit them."
        )
    return session


def import_onnxruntime() -> Any:
    """Import ONNX Runtime with its telemetry off.

    Telemetry keeps a device id in the home folder at the import, and looks up
    a host at the first session.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    return onnxruntime
