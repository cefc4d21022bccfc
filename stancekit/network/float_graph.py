"""The float16 graph of a model for a GPU, made from its int8 graph."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from stancekit.errors import ArtifactError
from stancekit.extras import import_extra
from stancekit.network.graph import Graph, restore_data
from stancekit.network.onnx_session import import_onnxruntime

EMBEDDING_TABLES = 5  # words, positions, segments, scale and shift, each with a scale and a zero point of its own
QUANTIZED = "_quantized"  # the end of the name of a quantized constant, to whose beginning its scale adds "_scale"
MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's own operators


def float16_graph(graph: Graph | bytes) -> bytes:
    """Convert the int8 graph of a model folder to a float16 graph, which takes padded batches.

    The int8 graph is the only form of the weights that every installation
    has: `model.safetensors` is not in the wheel, and a second graph would
    double its size. So the int8 weights are multiplied by their scales when
    the model is loaded. The two graphs then have the same weights, and differ
    in the activations alone, which are no longer rounded to int8.

    Args:
        graph: the graph from `stancekit train export`, or the content of its file.

    Returns:
        An ONNX file with the same inputs and outputs.

    Raises:
        ImportError: `onnx` is missing.
        ArtifactError: the graph cannot be converted.
    """
    onnx = import_extra("onnx", need="a graph for a GPU needs onnx", extra="cuda")
    import_onnxruntime()
    float16 = import_extra("onnxruntime.transformers.float16", need="a graph for a GPU needs onnx", extra="cuda")
    source = Graph.of(graph)
    try:
        model = onnx.load_from_string(source.content)
        restore_data(model, source.data)
        _Conversion(onnx, model.graph).convert()
        converted: bytes = float16.convert_float_to_float16(model, keep_io_types=True).SerializeToString()
    except Exception as error:  # the parser and the converter raise many unrelated classes
        raise ArtifactError(
            f"the graph cannot be converted to float16 ({type(error).__name__}: {error}). Export the model again with "
            "this version of stancekit, or load it on the CPU."
        ) from error
    return converted


class _Conversion:
    """Replaces the int8 operators of a graph by those of real numbers."""

    def __init__(self, onnx: Any, graph: Any) -> None:
        self._onnx = onnx
        self._graph = graph
        self._constants = {constant.name: constant for constant in graph.initializer}
        self._consumers: dict[str, list[Any]] = defaultdict(list)
        self._producers: dict[str, Any] = {}
        for node in graph.node:
            for name in node.input:
                self._consumers[name].append(node)
            for name in node.output:
                self._producers[name] = node
        self._obsolete: set[int] = set()  # ids of nodes that a conversion has made a part of another

    def convert(self) -> None:
        """Convert the graph in place."""
        nodes = [new for node in list(self._graph.node) for new in self._converted(node)]
        nodes = [node for node in nodes if id(node) not in self._obsolete]
        del self._graph.node[:]
        self._graph.node.extend(nodes)
        used = {name for node in nodes for name in node.input}
        del self._graph.initializer[:]
        self._graph.initializer.extend(self._constants[name] for name in sorted(used & self._constants.keys()))

    def _converted(self, node: Any) -> Iterator[Any]:
        match node.op_type:
            case "DynamicQuantizeLinear":
                return
            case "MatMulInteger":
                yield self._matrix(node)
            case "QAttention":
                yield self._attention(node)
            case "QEmbedLayerNormalization":
                yield self._embeddings(node)
            case "DequantizeLinear":
                yield self._rows(node)
            case "InstanceNormalization":
                yield self._normalization(node)
            case _:
                yield node

    def _matrix(self, node: Any) -> Any:
        """Convert a product that is cast to float, and multiplied by the scales of both of its factors."""
        cast = self._consumer(node, "Cast")
        scaled = self._consumer(cast, "Mul")
        scales = self._producers[next(name for name in scaled.input if name != cast.output[0])]
        self._obsolete |= {id(cast), id(scaled), id(scales)}
        left, right, *zero_points = (*node.input, "", "")[:4]
        factors = [self._factor(*factor) for factor in zip((left, right), zero_points, strict=True)]
        return self._onnx.helper.make_node("MatMul", factors, scaled.output)

    def _factor(self, quantized: str, zero_point: str) -> str:
        """Return the name of the real values of a factor: of weights, or of what was quantized when it was computed."""
        if quantized in self._constants:
            return self._real(quantized, f"{quantized.removesuffix(QUANTIZED)}_scale", zero_point)
        return self._source(quantized)

    def _attention(self, node: Any) -> Any:
        states, weights, bias, _, scale, mask, _, zero_point = (*node.input, "", "")[:8]
        inputs = [self._source(states), self._real(weights, scale, zero_point), bias, mask]
        return self._renamed(node, "Attention", inputs)

    def _embeddings(self, node: Any) -> Any:
        ids, segments, *rest = node.input
        tables, mask, rest = rest[:EMBEDDING_TABLES], rest[EMBEDDING_TABLES], rest[EMBEDDING_TABLES + 1 :]
        scales, zero_points = rest[:EMBEDDING_TABLES], rest[EMBEDDING_TABLES:]
        real = [self._real(*table) for table in zip(tables, scales, zero_points, strict=True)]
        return self._renamed(node, "EmbedLayerNormalization", [ids, segments, *real, mask])

    def _rows(self, node: Any) -> Any:
        """Convert rows that are taken from a quantized table, and perhaps transposed, before they become real."""
        taken = node
        while taken.input[0] not in self._constants:
            taken = self._producers[taken.input[0]]
        taken.input[0] = self._real(taken.input[0], *node.input[1:])
        return self._onnx.helper.make_node("Identity", node.input[:1], node.output)

    def _normalization(self, node: Any) -> Any:
        """Convert a normalization with a token as the channel, which is scaled and shifted after it."""
        scaled = self._consumer(node, "Mul")
        scale = next(name for name in scaled.input if name in self._constants)
        last = scaled
        inputs = [node.input[0], scale]
        following = self._consumers[scaled.output[0]]
        if len(following) == 1 and following[0].op_type == "Add":
            shift = next((name for name in following[0].input if name in self._constants), None)
            if shift is not None:
                last = following[0]
                inputs.append(shift)
        self._obsolete |= {id(scaled), id(last)}
        epsilon = next(attribute.f for attribute in node.attribute if attribute.name == "epsilon")
        return self._onnx.helper.make_node("LayerNormalization", inputs, last.output, axis=-1, epsilon=epsilon)

    def _renamed(self, node: Any, kind: str, inputs: list[str]) -> Any:
        """Return a node of ONNX Runtime's own with the outputs and the attributes of another."""
        new = self._onnx.helper.make_node(kind, inputs, node.output, domain=MICROSOFT)
        new.attribute.extend(node.attribute)
        return new

    def _consumer(self, node: Any, kind: str) -> Any:
        (consumer,) = self._consumers[node.output[0]]
        if consumer.op_type != kind:
            raise ValueError(f"{node.op_type} is followed by {consumer.op_type}, expected {kind}")
        return consumer

    def _source(self, quantized: str) -> str:
        """Return the name of the tensor that was quantized."""
        name: str = self._producers[quantized].input[0]
        return name

    def _real(self, quantized: str, scale: str, zero_point: str = "") -> str:
        """Add the real values of a quantized constant, and return their name."""
        if not quantized:
            return ""
        name = f"{quantized}_real"
        if name not in self._constants:
            read = self._onnx.numpy_helper.to_array
            values = read(self._constants[quantized]).astype(np.float32)
            if zero_point:
                values -= read(self._constants[zero_point]).astype(np.float32)
            real = (values * read(self._constants[scale])).astype(np.float32)
            self._constants[name] = self._onnx.numpy_helper.from_array(real, name)
        return name
