"""Sessions of ONNX Runtime. The only module that uses `onnxruntime`."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import Any

from stancekit.errors import ArtifactError, InputError
from stancekit.network.tagging import FloatArray

PROBE_SECONDS = 20.0  # after which the first run of a graph is ended
EXTERNAL_DATA = b"\n\x08location\x12"  # how ONNX names the file of a tensor that is kept elsewhere


class OnnxSession:
    """A graph that is ready to run. Threads share it; each call uses one core.

    Attributes:
        inputs: the type of each input, as ONNX Runtime writes it.
        outputs: the names of the outputs.
    """

    def __init__(self, graph: Path | bytes, *, providers: Sequence[str] | None = None) -> None:
        """Load a graph.

        Args:
            graph: the path or the content of an ONNX file.
            providers: execution providers; by default the CPU's.

        Raises:
            InputError: this build of ONNX Runtime lacks a provider.
            ArtifactError: the graph cannot be loaded.
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
        options = _import_onnxruntime().RunOptions()
        watchdog = Timer(PROBE_SECONDS, setattr, (options, "terminate", True))
        watchdog.daemon = True
        watchdog.start()
        try:
            return self.run(outputs, inputs, options)
        finally:
            watchdog.cancel()


def _import_onnxruntime() -> Any:
    """Import ONNX Runtime with its telemetry off.

    Telemetry keeps a device id in the home folder at the import, and looks up
    a host at the first session.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    return onnxruntime
