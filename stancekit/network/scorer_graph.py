"""The small graphs of a model folder, each of which scores what the network gives for a whole text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from stancekit.errors import ArtifactError
from stancekit.network.onnx_session import OnnxSession
from stancekit.network.tagging import FloatArray

Shape: TypeAlias = tuple[int, ...]


class ScorerGraph:
    """A graph of float32 inputs and outputs, which are checked at each call."""

    def __init__(self, graph: Path | bytes, *, task: str, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """Load the graph.

        Args:
            graph: the path or the content of an ONNX file.
            task: the task of the graph, for messages.
            inputs: the names of the inputs.
            outputs: the names of the outputs.

        Raises:
            ArtifactError: the graph cannot be loaded, or has other inputs or outputs.
        """
        self._session = OnnxSession(graph)
        self._task, self._inputs, self._outputs = task, inputs, outputs
        expected = dict.fromkeys(inputs, "tensor(float)")
        if self._session.inputs != expected or self._session.outputs != list(outputs):
            raise ArtifactError(
                f"the graph of {task} has the inputs {self._session.inputs} and the outputs "
                f"{self._session.outputs}, expected {expected} and {list(outputs)}. Fetch the model again."
            )

    def probe(self, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> None:
        """Run the graph once on zeros of some shapes, and check its outputs; it is ended if it takes too long.

        Raises:
            ArtifactError: see `run`.
        """
        zeros = {name: np.zeros(shape, np.float32) for name, shape in zip(self._inputs, inputs, strict=True)}
        self._check(self._session.probe(self._outputs, zeros), outputs)

    def run(self, inputs: Sequence[FloatArray], outputs: Sequence[Shape]) -> list[FloatArray]:
        """Return the outputs.

        Args:
            inputs: the inputs, in the order of their names.
            outputs: the shapes that the outputs must have.

        Raises:
            ArtifactError: the graph fails, or an output has another shape or is not finite.
        """
        results = self._session.run(self._outputs, dict(zip(self._inputs, inputs, strict=True)))
        self._check(results, outputs)
        return results

    def _check(self, results: Sequence[FloatArray], shapes: Sequence[Shape]) -> None:
        for name, result, shape in zip(self._outputs, results, shapes, strict=True):
            if result.shape != shape or result.dtype != np.float32 or not np.isfinite(result).all():
                raise ArtifactError(
                    f"the graph of {self._task} gives {name} as {result.dtype} of shape {result.shape}, expected "
                    f"finite float32 of shape {shape}. Fetch the model again."
                )
