"""The scorer of antecedents as an ONNX graph."""

import warnings
from pathlib import Path

import torch

from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.labels import COREFERENCE_HEADS
from stancekit.network.antecedent_scorer import INPUTS, OUTPUT
from stancekit_training.export.quantization import EXPORT_WARNINGS, OPSET
from stancekit_training.fitting.coreference_network import AntecedentNetwork


def write_antecedent_graph(network: AntecedentNetwork, path: Path) -> None:
    """Write the scorer as an fp32 graph; see `stancekit.network.antecedent_scorer` for its inputs and its output."""
    size = COREFERENCE_HEADS["reference"].size
    shapes = ((size,), (3, size), (ANAPHOR_FEATURES,), (3, PAIR_FEATURES))
    with warnings.catch_warnings():
        for message in EXPORT_WARNINGS:
            warnings.filterwarnings("ignore", message=message)
        torch.onnx.export(
            network.eval(),
            tuple(map(torch.zeros, shapes)),
            str(path),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={"candidates": {0: "candidates"}, "pair_features": {0: "candidates"}, OUTPUT: {0: "scores"}},
            opset_version=OPSET,
            dynamo=False,
        )
