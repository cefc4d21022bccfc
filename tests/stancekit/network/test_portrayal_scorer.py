"""The graph of portrayals in a model folder."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from stancekit.errors import ArtifactError
from stancekit.network.portrayal_scorer import INPUTS, OUTPUTS, PortrayalScorer

SIZES = (4, 3, 2)
AXES = {"vectors": ["n", 4], "features": ["n", 3], "actor": [2]}


def graph(*, inputs=INPUTS, scale=1.0, outputs=OUTPUTS):
    """Sum the features of the mentions; each part is the features of one, scaled."""
    nodes = [
        helper.make_node("Mul", ["features", "scale"], ["parts"]),
        helper.make_node("ReduceSum", ["parts", "axis"], ["logits"], keepdims=0),
    ]
    constants = [
        numpy_helper.from_array(np.float32(scale), "scale"),
        numpy_helper.from_array(np.array([0]), "axis"),
    ]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, AXES[name]) for name in inputs]
    shapes = {"logits": [3], "parts": ["n", 3]}
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in outputs]
    opsets = [helper.make_opsetid("", 17)]
    made = helper.make_model(
        helper.make_graph(nodes, "g", values, results, constants), opset_imports=opsets, ir_version=10
    )
    return made.SerializeToString()


def test_logits_and_parts():
    features = np.array([[1, 0, 2], [0, 3, 1]], np.float32)
    logits, parts = PortrayalScorer(graph(scale=2), sizes=SIZES).score(
        np.zeros((2, 4), np.float32), features, np.zeros(2, np.float32)
    )
    assert logits.tolist() == [2, 6, 6] and parts.tolist() == (2 * features).tolist()


def test_an_input_or_an_output_that_is_missing():
    with pytest.raises(ArtifactError, match="the graph of portrayal has the inputs"):
        PortrayalScorer(graph(inputs=("features", "actor")), sizes=SIZES)
    with pytest.raises(ArtifactError, match=r"and the outputs \['logits'\], expected"):
        PortrayalScorer(graph(outputs=("logits",)), sizes=SIZES)


def test_other_numbers_of_features_than_this_version_computes():
    with pytest.raises(ArtifactError, match="the graph cannot be run"):
        PortrayalScorer(graph(), sizes=(4, 5, 2))


def test_scores_that_are_not_finite():
    with pytest.raises(ArtifactError, match="gives logits as float32 .*, expected finite float32"):
        PortrayalScorer(graph(scale=np.nan), sizes=SIZES)


def test_the_graph_is_valid():
    onnx.checker.check_model(onnx.load_from_string(graph()))
