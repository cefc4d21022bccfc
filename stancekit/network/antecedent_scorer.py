"""The scorer of antecedents: the second, small graph of a model folder."""

from pathlib import Path

import numpy as np

from stancekit.errors import ArtifactError
from stancekit.network.onnx_session import OnnxSession
from stancekit.network.tagging import FloatArray, softmax

INPUTS = ("anaphor", "candidates", "anaphor_features", "pair_features")
OUTPUT = "scores"


class AntecedentScorer:
    """Scores the candidates for the antecedent of an anaphor."""

    def __init__(self, graph: Path | bytes, *, sizes: tuple[int, int, int]) -> None:
        """Load the graph, and run it once on two candidates.

        Args:
            graph: the path or the content of an ONNX file.
            sizes: of a reference vector, and the numbers of features of an
                anaphor and of a pair.

        Raises:
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        self._session = OnnxSession(graph)
        expected = dict.fromkeys(INPUTS, "tensor(float)")
        if self._session.inputs != expected or self._session.outputs != [OUTPUT]:
            raise ArtifactError(
                f"the graph of coreference has the inputs {self._session.inputs} and the outputs "
                f"{self._session.outputs}, expected {expected} and {[OUTPUT]}. Fetch the model again."
            )
        vector, anaphor, pair = sizes
        shapes = ((vector,), (2, vector), (anaphor,), (2, pair))
        zeros = {name: np.zeros(shape, np.float32) for name, shape in zip(INPUTS, shapes, strict=True)}
        self._check(self._session.probe([OUTPUT], zeros)[0], 2)

    def probabilities(
        self, anaphor: FloatArray, candidates: FloatArray, anaphor_features: FloatArray, pair_features: FloatArray
    ) -> FloatArray:
        """Return the probability of each candidate; what their sum lacks to one is that of no antecedent.

        Args:
            anaphor: its reference vector. *Shape:* (dimensions,)
            candidates: their reference vectors. *Shape:* (candidates, dimensions)
            anaphor_features: *shape* (features of an anaphor,)
            pair_features: *shape* (candidates, features of a pair)

        Returns:
            *Shape:* (candidates,)

        Raises:
            ArtifactError: the graph fails, or its scores have the wrong shape or are not finite.
        """
        inputs = dict(zip(INPUTS, (anaphor, candidates, anaphor_features, pair_features), strict=True))
        scores = self._session.run([OUTPUT], inputs)[0]
        self._check(scores, len(candidates))
        return softmax(scores)[1:]

    def _check(self, scores: FloatArray, candidates: int) -> None:
        if scores.shape != (1 + candidates,) or scores.dtype != np.float32 or not np.isfinite(scores).all():
            raise ArtifactError(
                f"the graph of coreference gives {scores.dtype} of shape {scores.shape}, expected finite float32 of "
                f"shape {(1 + candidates,)}. Fetch the model again."
            )
