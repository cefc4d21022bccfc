"""The network as an ONNX graph: exported, fused, and quantized to int8."""

import logging
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from stancekit.network.graph import data_paths
from stancekit_training.export.external_data import FILE_LIMIT, MESSAGE_LIMIT, save_graph, weight_bytes
from stancekit_training.export.operators import use_fast_operators
from stancekit_training.export.outliers import OUTLIERS
from stancekit_training.fitting.network import StanceNetwork

OPSET = 17
EXPORT_WARNINGS = (  # the exporter gives them for every BERT; tests compare the graph with the network
    "You are using the legacy TorchScript-based ONNX export",
    "Converting a tensor to a Python",
    "Exporting aten::index operator of advanced indexing",
    "Constant folding - Only steps=1",
)


class _Graph(nn.Module):
    """The network with a tuple of logits as output, in the order of its heads."""

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor, casing: Tensor | None = None) -> tuple[Tensor, ...]:
        logits = self._network(input_ids, attention_mask, casing).logits
        return tuple(logits[name] for name in self._network.heads)


def write_graph(network: StanceNetwork, path: Path, *, limit: int = MESSAGE_LIMIT) -> None:
    """Write the network as one fp32 ONNX graph with fused attention, layer norms and activations.

    The inputs are `input_ids`, `attention_mask` and, if the network reads it,
    `casing`, (batch, tokens); the outputs are named after the heads. Weights of
    more bytes than the limit are in the file `NAME.data` beside it.
    """
    network = network.eval()
    network.encoder.set_attn_implementation("eager")  # the pattern that the fusion recognizes
    settings = network.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        _write_raw_graph(network, raw)
        fused = optimize_model(
            str(raw),
            model_type="bert",
            num_heads=settings.num_attention_heads,
            hidden_size=settings.hidden_size,
            optimization_options=FusionOptions("bert"),
            opt_level=0,
        )
    fused.save_model_to_file(str(path), use_external_data_format=weight_bytes(fused.model) > limit)


def _write_raw_graph(network: StanceNetwork, path: Path) -> None:
    example = torch.ones((1, 8), dtype=torch.int64)
    inputs = ["input_ids", "attention_mask", *(["casing"] if network.reads_casing else [])]
    write_raw_graph(
        _Graph(network),
        (example,) * len(inputs),
        path,
        inputs=inputs,
        outputs=list(network.heads),
        dynamic={name: {0: "batch", 1: "tokens"} for name in inputs},
    )


def write_raw_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dynamic: Mapping[str, Mapping[int, str]],
) -> None:
    """Write a module as an fp32 graph, as PyTorch exports it.

    Args:
        module: the module to export, in evaluation mode.
        example: an input of each name.
        path: the path of the ONNX file.
        inputs: the names of the inputs.
        outputs: the names of the outputs.
        dynamic: the axes that may have any size, by input or output, with their names.
    """
    with warnings.catch_warnings():
        for message in EXPORT_WARNINGS:
            warnings.filterwarnings("ignore", message=message)
        torch.onnx.export(
            module.eval(),
            example,
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dynamic,
            opset_version=OPSET,
            dynamo=False,
        )


def quantize(graph: Path, path: Path, *, limit: int = FILE_LIMIT) -> None:
    """Write a graph with int8 weights, a scale for each output channel, and dynamic uint8 activations.

    The heads and the channels of `export.outliers` stay in fp32: together they
    are a hundredth of the computation. Weights have seven bits: processors
    without VNNI add two products in 16 bits, which eight bits would overflow,
    and the predictions must be the same on every processor.

    Args:
        graph: the graph that `write_graph` wrote.
        path: the path of the int8 graph.
        limit: see `save_graph`.
    """
    matrices = [node.name for node in onnx.load(str(graph)).graph.node if node.op_type in ("Gemm", "MatMul")]
    exact = [name for name in matrices if "/encoder/" not in name or f"/{OUTLIERS}/" in name]
    exact += [f"{name}_MatMul" for name in exact]  # as the quantizer renames a Gemm
    with tempfile.TemporaryDirectory() as folder, _quiet_root_logger():
        draft = Path(folder) / "int8.onnx"
        quantize_dynamic(
            str(graph),
            str(draft),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=exact,
            use_external_data_format=bool(data_paths(graph)),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        quantized = onnx.load(str(draft))
    use_fast_operators(quantized)
    save_graph(quantized, path, limit=limit)


@contextmanager
def _quiet_root_logger() -> Iterator[None]:
    """Silence the quantizer, which warns about every tensor that stays in fp32."""
    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
