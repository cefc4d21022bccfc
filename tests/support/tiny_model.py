"""A tiny model folder with random weights, written without PyTorch."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

from stancekit.labels import HEADS
from stancekit.network.manifest import HeadSettings, Manifest
from stancekit.network.model_folder import MANIFEST, TOKENIZER, file_digest
from stancekit.network.tokenization import CASINGS
from tests.support.tiny_tokenizer import tiny_tokenizer, vocabulary

WINDOW, STRIDE = 32, 12
GRAPH = "model.int8.onnx"
WIDTH = 16


def write_model(folder: Path) -> Path:
    """Write a model folder whose network mixes each token with the mean of its window."""
    folder.mkdir(parents=True)
    onnx.save(_graph(), folder / GRAPH)
    tiny_tokenizer().save(str(folder / TOKENIZER))
    write_manifest(folder)
    return folder


def split_weights(folder: Path) -> list[str]:
    """Move the weights of the graph to two further files, which the manifest declares, and return their names."""
    model = onnx.load(folder / GRAPH)
    contents = {f"{GRAPH}.data-{number}": b"" for number in (1, 2)}
    large = [tensor for tensor in model.graph.initializer if len(tensor.raw_data) > 64]
    for number, tensor in enumerate(large):
        name, content = sorted(contents)[number % 2], tensor.raw_data
        set_external_data(tensor, name, offset=len(contents[name]), length=len(content))
        tensor.ClearField("raw_data")
        contents[name] += content
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / GRAPH).write_bytes(model.SerializeToString())
    files = {name: file_digest(folder / name) for name in (GRAPH, TOKENIZER, *contents)}
    write_manifest(folder, files=files)
    return sorted(contents)


def write_manifest(folder: Path, **changes: object) -> None:
    """Write a manifest that fits the folder's files, some of its fields changed."""
    manifest = Manifest(
        name="tiny",
        version="1",
        license="none",
        base="tiny",
        window=WINDOW,
        stride=STRIDE,
        graph=GRAPH,
        heads=dict.fromkeys(HEADS, HeadSettings(temperature=1.5)),
        files={name: file_digest(folder / name) for name in (GRAPH, TOKENIZER)},
    )
    (folder / MANIFEST).write_text(json.dumps(json.loads(manifest.to_json()) | changes))


def _graph() -> onnx.ModelProto:
    random = np.random.default_rng(1)
    weights = {
        "words": random.normal(size=(len(vocabulary()), WIDTH)),
        "casings": random.normal(size=(len(CASINGS), WIDTH)),
        **{f"{name}.weight": random.normal(size=(WIDTH, len(head.labels))) for name, head in HEADS.items()},
    }
    nodes = [
        helper.make_node("Gather", ["words", "input_ids"], ["word"]),
        helper.make_node("Gather", ["casings", "casing"], ["cased"]),
        helper.make_node("Add", ["word", "cased"], ["embedded"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
        helper.make_node("Mul", ["embedded", "column"], ["masked"]),
        helper.make_node("ReduceMean", ["masked"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Add", ["masked", "mean"], ["mixed"]),
        helper.make_node("Tanh", ["mixed"], ["hidden"]),
        helper.make_node("Squeeze", ["mean", "middle"], ["pooled"]),
    ]
    inputs = ["input_ids", "attention_mask", "casing"]
    outputs = []
    for name, head in HEADS.items():
        is_sentence = head.level == "sentence"
        nodes.append(helper.make_node("MatMul", ["pooled" if is_sentence else "hidden", f"{name}.weight"], [name]))
        shape = ["batch", len(head.labels)] if is_sentence else ["batch", "tokens", len(head.labels)]
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    constants = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()]
    constants += [numpy_helper.from_array(np.array([axis]), name) for name, axis in (("last", -1), ("middle", 1))]
    values = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in inputs]
    graph = helper.make_graph(nodes, "tiny", values, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    onnx.checker.check_model(model)
    return model
