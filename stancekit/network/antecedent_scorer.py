"""The scorer of antecedents: the second, small graph of a model folder."""

from pathlib import Path

from stancekit.network.scorer_graph import ScorerGraph
from stancekit.network.tagging import FloatArray, softmax

INPUTS = ("anaphor", "candidates", "anaphor_features", "pair_features")
OUTPUT = "scores"


class AntecedentScorer:
    """Scores the candidates for the antecedent of an anaphor."""

    def __init__(self, graph: Path | bytes, *, sizes: tuple[int, int, int]) -> None:
        """Load the graph, and run it once on two candidates.

        Args:
            graph: the path or the content of an ONNX file.
            sizes: the size of a reference vector, and the numbers of features of an
                anaphor and of a pair.

        Raises:
            ArtifactError: the graph cannot be loaded, or its inputs and outputs are not as expected.
        """
        self._graph = ScorerGraph(graph, task="coreference", inputs=INPUTS, outputs=(OUTPUT,))
        vector, anaphor, pair = sizes
        self._graph.probe([(vector,), (2, vector), (anaphor,), (2, pair)], [(1 + 2,)])

    def probabilities(
        self, anaphor: FloatArray, candidates: FloatArray, anaphor_features: FloatArray, pair_features: FloatArray
    ) -> FloatArray:
        """Return the probability of each candidate; the rest, up to one, is the probability of no antecedent.

        Args:
            anaphor: the reference vector of the anaphor. *Shape:* (dimensions,)
            candidates: the reference vectors of the candidates. *Shape:* (candidates, dimensions)
            anaphor_features: *shape* (features of an anaphor,)
            pair_features: *shape* (candidates, features of a pair)

        Returns:
            *Shape:* (candidates,)

        Raises:
            ArtifactError: the graph fails, or its scores have the wrong shape or are not finite.
        """
        inputs = (anaphor, candidates, anaphor_features, pair_features)
        (scores,) = self._graph.run(inputs, [(1 + len(candidates),)])
        return softmax(scores)[1:]
