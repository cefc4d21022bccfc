"""Many texts in, Documents out, lazily and in order."""

import itertools

import pytest

import stancekit
from stancekit import SpanError, Text
from stancekit.model import LOOKAHEAD
from tests.support.texts import TEXTS


def test_pipe_is_lazy(blind):
    asked = itertools.count()
    documents = blind.pipe(f"Text {next(asked)}." for _ in range(1000))
    assert [document.text for document in itertools.islice(documents, 3)] == ["Text 0.", "Text 1.", "Text 2."]
    assert next(asked) <= 3 + LOOKAHEAD * blind.threads


def test_pipe_keeps_the_order(model):
    texts = [Text(text, id=str(number)) for number, text in enumerate(TEXTS * 3)]
    documents = list(model.pipe(texts))
    assert [(document.id, document.text) for document in documents] == [(text.id, text.text) for text in texts]
    assert list(model.pipe([])) == []


def broken_source():
    yield "He won."
    yield "She won."
    raise OSError("disk")


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (["He won.", "She won.", 3, "They won."], TypeError),
        (["He won.", "She won.", Text("a\u200b", mentions=[(1, 2)]), "They won."], SpanError),
        (["He won.", "She won.", "\ud800", "They won."], stancekit.InputError),
        (broken_source(), OSError),
    ],
)
def test_pipe_raises_at_the_bad_item(blind, texts, error):
    documents = blind.pipe(texts)
    assert [next(documents).text, next(documents).text] == ["He won.", "She won."]
    with pytest.raises(error):
        next(documents)
    assert list(documents) == []


def test_pipe_of_one_text(blind):
    with pytest.raises(TypeError, match="a single str"):
        next(blind.pipe("He won."))
