"""The float16 graph for a GPU against the int8 graph, with the model that is shipped."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest

import stancekit
from stancekit.errors import ArtifactError
from stancekit.labels import STANCE
from stancekit.language.segmentation import split_sentences
from stancekit.model import Model
from stancekit.network.batched_runtime import BatchedRuntime
from stancekit.network.device import Device
from stancekit.network.float_graph import float16_graph
from stancekit.network.model_folder import locate, open_model_folder
from stancekit.network.onnx_session import CUDA, check_providers
from tests.support.tiny_model import GRAPH
from tests.support.varied_sentences import SENTENCES

CHECKOUT = Path(__file__).parents[3]
DIFFERENCE = 0.01  # of two probabilities, in the mean
AGREEMENT = 0.99  # the least share of equal labels
SAME_NAMES = 0.97  # the least share of mentions with equal bounds


def has_cuda():
    try:
        check_providers(None, Device("cuda"))
    except stancekit.InputError:
        return False
    return True


def on_cpu_in_float16():
    """Return the shipped model with the graph and the batches of a GPU, run by the CPU."""
    folder = open_model_folder(locate())
    graph = float16_graph(folder.graph)
    runtime = BatchedRuntime(graph, heads=folder.manifest.outputs, casing=folder.manifest.casing)
    return Model(folder, threads=2, runtime=runtime)


def texts():
    """Return sentences of many lengths, and those of the example corpus: labels that change are rare."""
    lines = (CHECKOUT / "examples" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    bodies = [json.loads(line)["body"] for line in lines]
    corpus = [body[start:end] for body in bodies for start, end in split_sentences(body)]
    return [stancekit.Text(sentence, split=False) for sentence in (*SENTENCES, *corpus)]


@pytest.fixture(scope="module")
def expected():
    return list(stancekit.load().pipe(texts()))


def assert_near(documents, expected):
    differences, labels, names = [], [], []
    for document, other in zip(documents, expected, strict=True):
        one, two = document.sentences[0], other.sentences[0]
        differences += [abs(one.opinion - two.opinion), abs(one.bias - two.bias)]
        labels += [one.label == two.label, (one.bias > 0.5) == (two.bias > 0.5)]
        stances, stances_of_other = stances_by_span(document), stances_by_span(other)
        names += [span in stances and span in stances_of_other for span in stances | stances_of_other]
        for span in stances.keys() & stances_of_other.keys():
            stance, stance_of_other = stances[span], stances_of_other[span]
            labels.append(stance.label == stance_of_other.label)
            differences += [abs(getattr(stance, name) - getattr(stance_of_other, name)) for name in STANCE]
    assert len(labels) > 1500 and len(names) > 500
    assert np.mean(differences) < DIFFERENCE
    assert np.mean(labels) >= AGREEMENT
    assert np.mean(names) >= SAME_NAMES


def stances_by_span(document):
    return {(mention.start, mention.end): mention.stance for mention in document.mentions}


def test_padded_batches_in_float16_predict_like_int8(expected):
    assert_near(on_cpu_in_float16().pipe(texts()), expected)


@pytest.mark.skipif(not has_cuda(), reason="no CUDA: onnxruntime-gpu and an NVIDIA GPU are needed")
def test_a_gpu_predicts_like_the_cpu(expected):
    model = stancekit.load(device="cuda")
    assert_near(model.pipe(texts()), expected)


@pytest.mark.skipif(has_cuda(), reason="this machine has CUDA")
def test_without_cuda_the_message_says_which_package_to_exchange():
    with pytest.raises(stancekit.InputError) as error:
        stancekit.load(device="cuda")
    parts = ("device is 'cuda'", "must replace onnxruntime", "pip uninstall -y onnxruntime", "CPUExecutionProvider")
    for part in parts:
        assert part in str(error.value)


def test_providers_and_a_gpu_exclude_each_other():
    with pytest.raises(stancekit.InputError, match="which exclude each other"):
        stancekit.load(device="cuda:1", providers=["CPUExecutionProvider"])


def test_cuda_that_cannot_be_loaded_is_an_error(monkeypatch, tiny_model_folder):
    """ONNX Runtime falls back to the CPU without a word if a file of CUDA is missing."""
    import onnxruntime

    class Session(onnxruntime.InferenceSession):
        def __init__(self, content, options, *, providers, enable_fallback):
            assert providers[0] == (CUDA, {"device_id": "2"}) and enable_fallback == 0
            super().__init__(content, options, providers=["CPUExecutionProvider"])

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, "CPUExecutionProvider"])
    monkeypatch.setattr(onnxruntime, "preload_dlls", lambda: None, raising=False)
    monkeypatch.setattr(onnxruntime, "InferenceSession", Session)
    with pytest.raises(stancekit.InputError, match=r"device is 'cuda:2', and ONNX Runtime cannot load CUDA or cuDNN"):
        stancekit.load(tiny_model_folder, device="cuda:2")


def test_no_operator_of_int8_is_left():
    model = onnx.load_from_string(float16_graph(open_model_folder(locate()).graph))
    kinds = {node.op_type for node in model.graph.node}
    assert not kinds & {"MatMulInteger", "DynamicQuantizeLinear", "QAttention", "QEmbedLayerNormalization"}
    types = {constant.data_type for constant in model.graph.initializer if constant.dims and len(constant.dims) == 2}
    assert types == {onnx.TensorProto.FLOAT16}
    assert {value.type.tensor_type.elem_type for value in model.graph.output} == {onnx.TensorProto.FLOAT}


def test_a_graph_without_int8_is_converted_too(tiny_model_folder):
    content = (tiny_model_folder / GRAPH).read_bytes()
    graph = float16_graph(content)
    types = {one.data_type for one in onnx.load_from_string(graph).graph.initializer if len(one.dims) == 2}
    assert types == {onnx.TensorProto.FLOAT16}
    BatchedRuntime(graph)


@pytest.mark.parametrize("content", [b"no graph", b""])
def test_what_is_no_graph(content):
    with pytest.raises(ArtifactError):
        BatchedRuntime(float16_graph(content))
