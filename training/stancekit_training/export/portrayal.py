"""The scorer of portrayals as an ONNX graph."""

import warnings
from pathlib import Path

import torch

from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES, VECTOR
from stancekit.network.portrayal_scorer import INPUTS, OUTPUTS
from stancekit_training.export.quantization import EXPORT_WARNINGS, OPSET
from stancekit_training.fitting.portrayal_network import PortrayalNetwork


def write_portrayal_graph(network: PortrayalNetwork, path: Path) -> None:
    """Write the scorer as an fp32 graph; see `stancekit.network.portrayal_scorer` for its inputs and outputs."""
    shapes = ((3, VECTOR), (3, MENTION_FEATURES), (ACTOR_FEATURES,))
    with warnings.catch_warnings():
        for message in EXPORT_WARNINGS:
            warnings.filterwarnings("ignore", message=message)
        torch.onnx.export(
            network.eval(),
            tuple(map(torch.zeros, shapes)),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "mentions"} for name in ("vectors", "features", "parts")},
            opset_version=OPSET,
            dynamo=False,
        )
