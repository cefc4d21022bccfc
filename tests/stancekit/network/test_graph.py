"""Graphs whose weights are in further files."""

import shutil

import onnx
import pytest

import stancekit
from stancekit import ArtifactError
from stancekit.network.float_graph import float16_graph
from stancekit.network.graph import Graph, data_files, restore_data
from stancekit.network.model_folder import open_model_folder
from stancekit.network.onnx_session import _add_data
from stancekit.network.runtime import OnnxRuntime
from tests.support import tiny_model
from tests.support.tiny_model import GRAPH

TEXT = "The mayor, Anna Berg, lied again. The council met on Monday."
DATA = b"j\x14\n\x08location\x12\x08g.data-1"  # an entry of a tensor, as ONNX writes it


@pytest.fixture
def folder(tiny_model_folder, tmp_path):
    """The tiny model with its weights in two further files."""
    folder = tmp_path / "model"
    shutil.copytree(tiny_model_folder, folder)
    assert tiny_model.split_weights(folder) == [f"{GRAPH}.data-1", f"{GRAPH}.data-2"]
    return folder


def test_it_predicts_like_the_graph_in_one_file(folder, model):
    split = stancekit.load(folder)
    assert split(TEXT).sentences == model(TEXT).sentences
    assert split(TEXT).mentions == model(TEXT).mentions


def test_a_path_of_a_graph_stands_for_the_files_beside_it(folder):
    assert Graph.of(folder / GRAPH) == open_model_folder(folder).graph
    OnnxRuntime(folder / GRAPH)


def test_the_size_is_that_of_all_files(folder, tiny_model_folder):
    assert open_model_folder(folder).size > 0.9 * open_model_folder(tiny_model_folder).size


def test_the_float16_graph_is_that_of_the_graph_in_one_file(folder, tiny_model_folder):
    split, whole = (float16_graph(open_model_folder(path).graph) for path in (folder, tiny_model_folder))
    assert onnx.load_from_string(split) == onnx.load_from_string(whole)


def test_restored_weights_are_those_of_the_graph_in_one_file(folder, tiny_model_folder):
    graph = open_model_folder(folder).graph
    model = onnx.load_from_string(graph.content)
    restore_data(model, graph.data)
    assert model == onnx.load(tiny_model_folder / GRAPH)


@pytest.mark.parametrize("number", [1, 2])
def test_a_part_is_checked(folder, number):
    part = folder / f"{GRAPH}.data-{number}"
    content = part.read_bytes()
    part.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    with pytest.raises(ArtifactError, match=rf"data-{number} has the SHA-256 .* the manifest declares"):
        stancekit.load(folder)
    part.unlink()
    with pytest.raises(ArtifactError, match=rf"lacks {GRAPH}.data-{number}"):
        stancekit.load(folder)


def test_a_part_that_the_manifest_does_not_declare_is_not_read(folder):
    tiny_model.write_manifest(folder)
    with pytest.raises(ArtifactError, match="keeps data in other files than its manifest declares"):
        stancekit.load(folder)


def test_a_part_that_is_too_short_is_an_error(folder):
    part = folder / f"{GRAPH}.data-2"
    part.write_bytes(part.read_bytes()[:-4])
    files = {path.name: tiny_model.file_digest(path) for path in folder.iterdir()}
    tiny_model.write_manifest(folder, files=files)
    with pytest.raises(ArtifactError, match="the graph cannot be loaded"):
        stancekit.load(folder)


def test_names_of_files_with_weights():
    names = ["g.data-10", "g.data-2", "g.data", "g", "g.data-x", "og.data-1", "g.data-1.bak", "h.data-1"]
    assert data_files("g", names) == ["g.data", "g.data-2", "g.data-10"]


@pytest.mark.parametrize(
    "entry",
    [
        DATA.replace(b"data-1", b"data-2"),
        b"j\x16\n\x08location\x12\x0a../outside",
        DATA.replace(b"\n\x08", b"\n\x88\x00").replace(b"j\x14", b"j\x15"),  # a longer form of the same length
        b"j\x1c\n\x08location\x12\x08g.data-1\x12\x06../out",  # the last of two values counts
        b"j\x14\x12\x08g.data-1\n\x08location",
        b"\xea\x00\x14\n\x08location\x12\x08g.data-1",
        b"\n\x08location\x12\x08g.data-1",
        b"j\x14\n\x08location",
    ],
)
def test_other_files_however_they_are_written(entry):
    Graph(b"graph" + DATA + b"more", {"g.data-1": b""}).check()
    with pytest.raises(ArtifactError, match="keeps data in other files"):
        Graph(b"graph" + DATA + entry, {"g.data-1": b""}).check()


def test_a_node_may_have_location_in_its_name():
    Graph(b"\n\x0frelocation/Add_1").check()


def test_an_old_onnxruntime_says_what_to_do():
    _add_data(object(), Graph(b""))
    with pytest.raises(ArtifactError, match="ONNX Runtime 1.24 or newer: pip install --upgrade onnxruntime"):
        _add_data(object(), Graph(b"", {"g.data-1": b""}))
