"""Large ONNX graphs, whose weights are in further files (ONNX's external data)."""

import logging
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx.external_data_helper import set_external_data

FILE_LIMIT = 94_000_000  # bytes of weights in a file, whose other parts make it 95 MB: hosts of repositories take 100
MESSAGE_LIMIT = 2_000_000_000  # bytes of weights in a graph, which Protocol Buffers limit to 2 GiB
SMALL = 1024  # bytes of a tensor that stays in the graph, as ONNX's own tools have it
log = logging.getLogger(__name__)


def weight_bytes(model: onnx.ModelProto) -> int:
    """Return the bytes of the weights of a graph."""
    return sum(len(tensor.raw_data) for tensor in model.graph.initializer)


def save_graph(model: onnx.ModelProto, path: Path, *, limit: int = FILE_LIMIT) -> None:
    """Write a graph; one that is larger than the limit with its weights in `NAME.data-1`, `NAME.data-2` and so on.

    Args:
        model: the graph; its weights are taken out if they are written to other files.
        path: the path of the ONNX file.
        limit: bytes of weights in a file. A single tensor that is larger has a file of its own.
    """
    if weight_bytes(model) > limit:
        for number, tensors in enumerate(_parts(model, limit), 1):
            _write_part(tensors, path.with_name(f"{path.name}.data-{number}"), limit)
    path.write_bytes(model.SerializeToString())


def _parts(model: onnx.ModelProto, limit: int) -> Iterator[list[onnx.TensorProto]]:
    """Yield the tensors that share a file, in their order in the graph."""
    part: list[onnx.TensorProto] = []
    size = 0
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) < SMALL:
            continue
        if part and size + len(tensor.raw_data) > limit:
            yield part
            part, size = [], 0
        part.append(tensor)
        size += len(tensor.raw_data)
    if part:
        yield part


def _write_part(tensors: list[onnx.TensorProto], path: Path, limit: int) -> None:
    """Write the weights of tensors to a file, and have the tensors refer to it."""
    with path.open("wb") as file:
        for tensor in tensors:
            content = tensor.raw_data
            set_external_data(tensor, path.name, offset=file.tell(), length=len(content))
            tensor.ClearField("raw_data")
            file.write(content)
    if (size := path.stat().st_size) > limit:
        log.warning("%s has %s bytes, more than %s: a tensor cannot be divided.", path.name, size, limit)
