"""The scorer of antecedents as an ONNX graph."""

from pathlib import Path

import torch

from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.labels import COREFERENCE_HEADS
from stancekit.network.antecedent_scorer import INPUTS, OUTPUT
from stancekit_training.export.quantization import write_raw_graph
from stancekit_training.fitting.coreference_network import AntecedentEnsemble


def write_antecedent_graph(network: AntecedentEnsemble, path: Path) -> None:
    """Write the scorer as an fp32 graph; see `stancekit.network.antecedent_scorer` for its inputs and its output."""
    size = COREFERENCE_HEADS["reference"].size
    shapes = ((size,), (3, size), (ANAPHOR_FEATURES,), (3, PAIR_FEATURES))
    write_raw_graph(
        network,
        tuple(map(torch.zeros, shapes)),
        path,
        inputs=INPUTS,
        outputs=[OUTPUT],
        dynamic={"candidates": {0: "candidates"}, "pair_features": {0: "candidates"}, OUTPUT: {0: "scores"}},
    )
