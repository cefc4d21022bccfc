"""The scorer of portrayals: a small graph of a model folder that reads all mentions of an actor."""

from pathlib import Path

from stancekit.labels import STANCE
from stancekit.network.scorer_graph import ScorerGraph, Shape
from stancekit.network.tagging import FloatArray

INPUTS = ("vectors", "features", "actor")
OUTPUTS = ("logits", "parts")


class PortrayalScorer:
    """Scores how an article casts an actor, from its mentions."""

    def __init__(self, graph: Path | bytes, *, sizes: tuple[int, int, int]) -> None:
        """Load the graph, and run it once on two mentions.

        Args:
            graph: the path or the content of an ONNX file.
            sizes: the size of a portrayal vector, and the numbers of features of a
                mention and of an actor.

        Raises:
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        self._graph = ScorerGraph(graph, task="portrayal", inputs=INPUTS, outputs=OUTPUTS)
        vector, mention, actor = sizes
        self._graph.probe([(2, vector), (2, mention), (actor,)], _shapes(2))

    def score(self, vectors: FloatArray, features: FloatArray, actor: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the logits of against, neutral and favor, and the part of each mention in them.

        Args:
            vectors: the vectors of the mentions and their sentences. *Shape:* (mentions, dimensions)
            features: *shape* (mentions, features of a mention)
            actor: *shape* (features of an actor,)

        Returns:
            The logits, (3,), before calibration, and the parts, (mentions, 3).
            The logits are the sum of the parts and of what the features of
            the actor give.

        Raises:
            ArtifactError: the graph fails, or an output has the wrong shape or is not finite.
        """
        logits, parts = self._graph.run((vectors, features, actor), _shapes(len(vectors)))
        return logits, parts


def _shapes(mentions: int) -> list[Shape]:
    """Return the shapes of the outputs."""
    return [(len(STANCE),), (mentions, len(STANCE))]
