"""The int8 graph in the operators that ONNX Runtime computes fastest on a CPU."""

from collections.abc import Collection, Iterator, Sequence

import onnx
from onnx import helper, numpy_helper

TOKENS, ONES, ZEROS = "tokens_of_window", "scale_of_tokens", "shift_of_tokens"
CONTRIB = "com.microsoft"  # the domain of ONNX Runtime's own operators
EPSILON = 1e-5  # of a normalization that states none
GELUS = ("BiasGelu", "Gelu")
ZERO_POINTS = {"MatMulInteger": 3, "QAttention": 7}  # the place of that of the weights among the inputs


def use_fast_operators(model: onnx.ModelProto) -> None:
    """Replace operators of a graph in place.

    - Layers are normalized by `InstanceNormalization`, with a token as the
      channel: the same computation, but its kernel has vector instructions,
      and takes a quarter of the time of `SkipLayerNormalization`.
    - `Gelu` becomes `FastGelu`, its approximation by a hyperbolic tangent. It
      moves the logits by a fiftieth of what int8 does.
    - Zero points of weights that are all zero are left out, and with them the
      sums that they are multiplied by.

    Args:
        model: the model, with the hidden states as (batch, tokens, width), and token ids
            (batch, tokens) as its first input.
    """
    graph = model.graph
    names = {constant.name for constant in graph.initializer}
    zeros = {constant.name for constant in graph.initializer if not numpy_helper.to_array(constant).any()}
    for node in graph.node:
        if node.op_type in GELUS and node.domain == CONTRIB:
            node.op_type = "FastGelu"
        place = ZERO_POINTS.get(node.op_type, len(node.input))
        if place < len(node.input) and node.input[place] in zeros:
            node.input[place] = ""
    nodes = [*_token_constants(graph.input[0].name), *(part for node in graph.node for part in _replaced(node, names))]
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in graph.node for name in node.input}
    constants = [constant for constant in graph.initializer if constant.name in used]
    del graph.initializer[:]
    graph.initializer.extend(constants)


def _replaced(node: onnx.NodeProto, constants: Collection[str]) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that stand for a node."""
    if node.op_type == "SkipLayerNormalization":
        yield from _skip_normalized(node)
    elif node.op_type == "LayerNormalization" and node.input[0] not in constants:  # such as DeBERTa's positions
        yield from _normalized(node, node.input)
    else:
        yield node


def _token_constants(input_ids: str) -> list[onnx.NodeProto]:
    """Return nodes for one scale and one shift for each token: 1 and 0."""
    shape = helper.make_node("Shape", [input_ids], [TOKENS], start=1, end=2)
    vectors = [
        helper.make_node(
            "ConstantOfShape", [TOKENS], [name], value=helper.make_tensor("value", onnx.TensorProto.FLOAT, [1], [value])
        )
        for name, value in ((ONES, 1.0), (ZEROS, 0.0))
    ]
    return [shape, *vectors]


def _skip_normalized(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that stand for a normalization of a sum."""
    states, skipped, scale, *rest = node.input
    shift, bias = (*rest, "", "")[:2]
    output, _, _, total = (*node.output, "", "", "")[:4]
    total = total or f"{output}_total"
    if bias:
        yield helper.make_node("Add", [states, bias], [f"{output}_biased"])
        states = f"{output}_biased"
    yield helper.make_node("Add", [states, skipped], [total])
    yield from _normalized(node, [total, scale, shift])


def _normalized(node: onnx.NodeProto, inputs: Sequence[str]) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that stand for a normalization, with the names of the states, the scale and the shift."""
    states, scale, shift = (*inputs, "")[:3]
    output = node.output[0]
    epsilon = next((attribute.f for attribute in node.attribute if attribute.name == "epsilon"), EPSILON)
    yield helper.make_node("InstanceNormalization", [states, ONES, ZEROS], [f"{output}_normal"], epsilon=epsilon)
    scaled = f"{output}_scaled" if shift else output
    yield helper.make_node("Mul", [f"{output}_normal", scale], [scaled])
    if shift:
        yield helper.make_node("Add", [scaled, shift], [output])
