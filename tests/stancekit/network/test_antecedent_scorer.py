"""The second graph of a model folder."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from stancekit.errors import ArtifactError
from stancekit.network.antecedent_scorer import INPUTS, OUTPUT, AntecedentScorer

SIZES = (4, 2, 3)
AXES = {"anaphor": [4], "candidates": ["n", 4], "anaphor_features": [2], "pair_features": ["n", 3]}


def graph(*, inputs=INPUTS, scale=1.0, with_none=True):
    """Score a candidate by its first feature, and none of them by zero."""
    nodes = [
        helper.make_node("Gather", ["pair_features", "first"], ["column"], axis=1),
        helper.make_node("Mul", ["column", "scale"], ["scaled"]),
        helper.make_node("Concat", ["zero", "scaled"] if with_none else ["scaled"], [OUTPUT], axis=0),
    ]
    constants = [
        numpy_helper.from_array(np.array(0), "first"),
        numpy_helper.from_array(np.float32(scale), "scale"),
        numpy_helper.from_array(np.zeros(1, np.float32), "zero"),
    ]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, AXES[name]) for name in inputs]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["scores"])
    opsets = [helper.make_opsetid("", 17)]
    made = helper.make_model(
        helper.make_graph(nodes, "g", values, [output], constants), opset_imports=opsets, ir_version=10
    )
    return made.SerializeToString()


def probabilities(scorer, *firsts):
    features = np.zeros((len(firsts), 3), np.float32)
    features[:, 0] = firsts
    empty = np.zeros((len(firsts), 4), np.float32)
    return scorer.probabilities(np.zeros(4, np.float32), empty, np.zeros(2, np.float32), features)


def test_probabilities_leave_room_for_none():
    shares = probabilities(AntecedentScorer(graph(), sizes=SIZES), 0.0, np.log(2.0))
    assert shares == pytest.approx([0.25, 0.5])


def test_an_input_that_is_missing():
    with pytest.raises(ArtifactError, match="the graph of coreference has the inputs"):
        AntecedentScorer(graph(inputs=("candidates", "pair_features")), sizes=SIZES)


def test_scores_of_the_wrong_shape():
    with pytest.raises(ArtifactError, match=r"of shape \(2,\), expected finite float32 of shape \(3,\)"):
        AntecedentScorer(graph(with_none=False), sizes=SIZES)


def test_other_numbers_of_features_than_this_version_computes():
    with pytest.raises(ArtifactError, match="the graph cannot be run"):
        AntecedentScorer(graph(), sizes=(4, 2, 5))


def test_scores_that_are_not_finite():
    with pytest.raises(ArtifactError, match="expected finite float32"):
        AntecedentScorer(graph(scale=np.nan), sizes=SIZES)


def test_no_graph():
    with pytest.raises(ArtifactError, match="the graph cannot be loaded"):
        AntecedentScorer(b"none", sizes=SIZES)


def test_the_graph_is_valid():
    onnx.checker.check_model(onnx.load_from_string(graph()))
