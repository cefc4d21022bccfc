"""ONNX graphs, in one file or with their weights in further files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stancekit.errors import ArtifactError

LOCATION = re.compile(rb"[\x00\x08]location")  # however a parser lets its length be written, it ends in these bytes
ENTRY = re.compile(rb"j([\x00-\x7f])\n\x08location\x12([\x00-\x7f])")  # as ONNX writes it, with both lengths
OVERHEAD = 12  # bytes of an entry beside the name: its key, and the length of the name


@dataclass(frozen=True)
class Graph:
    """An ONNX graph.

    Attributes:
        content: the ONNX file.
        data: the files with weights that the ONNX file names (ONNX's external
            data), by name; empty for a graph in one file.
    """

    content: bytes
    data: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, source: "Graph | Path | bytes") -> "Graph":
        """Return a graph from the path or the content of an ONNX file; the files with its weights are beside it."""
        if isinstance(source, Graph):
            return source
        if isinstance(source, bytes):
            return cls(source)
        return cls(source.read_bytes(), {path.name: path.read_bytes() for path in data_paths(source)})

    def check(self) -> None:
        """Check that the weights are in no other files than those of the graph.

        Raises:
            ArtifactError: the graph names another file, which ONNX Runtime would open.
        """
        entries = {match.end(): match for match in ENTRY.finditer(self.content)}
        for key in LOCATION.finditer(self.content):
            match = entries.get(key.end() + 2)
            name = b"" if match is None else self.content[match.end() : match.end() + match[2][0]]
            is_whole = match is not None and match[1][0] == OVERHEAD + len(name)
            if not is_whole or name.decode("utf-8", errors="replace") not in self.data:
                raise ArtifactError(
                    "the graph keeps data in other files than its manifest declares, which is not supported. Fetch the "
                    "model again."
                )


def data_files(graph: str, names: Iterable[str]) -> list[str]:
    """Return those of the file names that are of the weights of a graph: its own with `.data`, `.data-1` and so on."""
    pattern = re.compile(re.escape(graph) + r"\.data(-\d+)?")
    return sorted((name for name in names if pattern.fullmatch(name)), key=lambda name: (len(name), name))


def data_paths(graph: Path) -> list[Path]:
    """Return the files with the weights of a graph that are beside its file."""
    return [graph.with_name(name) for name in data_files(graph.name, (path.name for path in graph.parent.iterdir()))]


def restore_data(model: Any, data: Mapping[str, bytes]) -> None:
    """Put the weights of an `onnx.ModelProto` that are in further files back into it.

    Raises:
        KeyError: the model names another file.
    """
    for tensor in model.graph.initializer:
        if tensor.data_location == tensor.EXTERNAL:
            entries = {entry.key: entry.value for entry in tensor.external_data}
            start = int(entries.get("offset", 0))
            content = data[entries["location"]]
            tensor.raw_data = content[start : start + int(entries.get("length", len(content)))]
            tensor.ClearField("external_data")
            tensor.ClearField("data_location")
