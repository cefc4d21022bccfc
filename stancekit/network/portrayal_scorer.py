"""The scorer of portrayals: a small graph of a model folder that reads all mentions of an actor."""

from pathlib import Path

import numpy as np

from stancekit.errors import ArtifactError
from stancekit.labels import STANCE
from stancekit.network.onnx_session import OnnxSession
from stancekit.network.tagging import FloatArray

INPUTS = ("vectors", "features", "actor")
OUTPUTS = ("logits", "parts")


class PortrayalScorer:
    """Scores how an article casts an actor, from its mentions."""

    def __init__(self, graph: Path | bytes, *, sizes: tuple[int, int, int]) -> None:
        """Load the graph, and run it once on two mentions.

        Args:
            graph: the path or the content of an ONNX file.
            sizes: of a portrayal vector, and the numbers of features of a
                mention and of an actor.

        Raises:
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        self._session = OnnxSession(graph)
        expected = dict.fromkeys(INPUTS, "tensor(float)")
        if self._session.inputs != expected or self._session.outputs != list(OUTPUTS):
            raise ArtifactError(
                f"the graph of portrayal has the inputs {self._session.inputs} and the outputs "
                f"{self._session.outputs}, expected {expected} and {list(OUTPUTS)}. Fetch the model again."
            )
        vector, mention, actor = sizes
        shapes = ((2, vector), (2, mention), (actor,))
        zeros = {name: np.zeros(shape, np.float32) for name, shape in zip(INPUTS, shapes, strict=True)}
        self._check(self._session.probe(OUTPUTS, zeros), 2)

    def score(self, vectors: FloatArray, features: FloatArray, actor: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the logits of against, neutral and favor, and the part of each mention in them.

        Args:
            vectors: of the mentions and their sentences. *Shape:* (mentions, dimensions)
            features: *shape* (mentions, features of a mention)
            actor: *shape* (features of an actor,)

        Returns:
            The logits, (3,), before calibration, and the parts, (mentions, 3).
            The logits are the sum of the parts and of what the features of
            the actor give.

        Raises:
            ArtifactError: the graph fails, or an output has the wrong shape or is not finite.
        """
        inputs = dict(zip(INPUTS, (vectors, features, actor), strict=True))
        outputs = self._session.run(OUTPUTS, inputs)
        self._check(outputs, len(vectors))
        return outputs[0], outputs[1]

    def _check(self, outputs: list[FloatArray], mentions: int) -> None:
        shapes = ((len(STANCE),), (mentions, len(STANCE)))
        for name, output, shape in zip(OUTPUTS, outputs, shapes, strict=True):
            if output.shape != shape or output.dtype != np.float32 or not np.isfinite(output).all():
                raise ArtifactError(
                    f"the graph of portrayal gives {name} as {output.dtype} of shape {output.shape}, expected finite "
                    f"float32 of shape {shape}. Fetch the model again."
                )
