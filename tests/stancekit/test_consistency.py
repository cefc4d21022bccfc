"""The same text gives the same Document, in whatever company, thread or process."""

import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import stancekit
from stancekit import Document
from tests.support.texts import ARTICLE, TEXTS


def assert_same(left: Document, right: Document):
    """Assert equality, of probabilities and measures to 1e-4."""

    def rounded(value) -> object:
        if isinstance(value, dict):
            return {name: rounded(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [rounded(inner) for inner in value]
        return pytest.approx(value, abs=1e-4) if isinstance(value, float) else value

    assert left.to_dict() == rounded(right.to_dict())


@pytest.fixture(scope="module")
def alone(model):
    return [model(text) for text in TEXTS]


def test_same_in_pipe(model, alone):
    for document, expected in zip(model.pipe(reversed(TEXTS)), reversed(alone), strict=True):
        assert_same(document, expected)


def test_same_after_pickling(model, alone):
    copy = pickle.loads(pickle.dumps(model))
    assert (copy.folder, copy.threads) == (model.folder, model.threads)
    assert_same(copy(ARTICLE), alone[0])


def test_same_from_eight_threads(tiny_model_folder, alone):
    fresh = stancekit.load(tiny_model_folder, threads=2)
    barrier = Barrier(8)

    def analyse(text) -> Document:
        barrier.wait()
        return fresh(text)

    with ThreadPoolExecutor(8) as pool:
        documents = list(pool.map(analyse, TEXTS[:2] * 4))
    for document, expected in zip(documents, alone[:2] * 4, strict=True):
        assert_same(document, expected)


def test_same_in_a_spawned_process(model, alone):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        documents = pool.map(model, TEXTS)
    for document, expected in zip(documents, alone, strict=True):
        assert_same(document, expected)


def test_a_sentence_reads_the_same_in_any_company(model, alone):
    for document in alone:
        for sentence in document.sentences:
            (single,) = model(sentence.text, split=False).sentences
            assert (single.opinion, single.bias) == pytest.approx((sentence.opinion, sentence.bias), abs=1e-4)


@pytest.mark.parametrize("threads", [None, 3])
def test_pickling_leaves_the_default_number_of_threads_to_the_receiver(tiny_model_folder, threads):
    rebuild, _ = stancekit.load(tiny_model_folder, threads=threads).__reduce__()
    assert rebuild.keywords["threads"] == threads
