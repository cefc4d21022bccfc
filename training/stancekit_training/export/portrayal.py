"""The scorer of portrayals as an ONNX graph."""

from pathlib import Path

import torch

from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES, VECTOR_SIZE
from stancekit.network.portrayal_scorer import INPUTS, OUTPUTS
from stancekit_training.export.quantization import write_raw_graph
from stancekit_training.fitting.portrayal_network import PortrayalNetwork


def write_portrayal_graph(network: PortrayalNetwork, path: Path) -> None:
    """Write the scorer as an fp32 graph; see `stancekit.network.portrayal_scorer` for its inputs and outputs."""
    shapes = ((3, VECTOR_SIZE), (3, MENTION_FEATURES), (ACTOR_FEATURES,))
    write_raw_graph(
        network,
        tuple(map(torch.zeros, shapes)),
        path,
        inputs=INPUTS,
        outputs=OUTPUTS,
        dynamic={name: {0: "mentions"} for name in ("vectors", "features", "parts")},
    )
