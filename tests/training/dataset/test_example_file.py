from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.example_file import read_examples, write_examples
from stancekit_training.dataset.examples import encode

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from tests.support.tiny_model import STRIDE, WINDOW


def test_examples_are_read_as_they_were_written(tiny_model_folder, tmp_path):
    tokenizer = SentenceTokenizer(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)
    sentences = [
        LabeledSentence("Mayor Berg won.", "made-up", opinion="opinion", targets=(Target(((6, 10),), "favor"),)),
        LabeledSentence("the plan", "made-up"),
    ]
    heads = ("opinion", "stance", "actor")
    written = [
        replace(encode(sentence, tokenizer, heads, Counter(), smoothing=0.1), temperature=2.0) for sentence in sentences
    ]
    path = tmp_path / "examples.safetensors"
    write_examples(path, written)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    for before, after in zip(written, read_examples(path), strict=True):
        np.testing.assert_array_equal(after.window.ids, before.window.ids)
        np.testing.assert_array_equal(after.window.casing, before.window.casing)
        np.testing.assert_array_equal(after.targets, before.targets)
        assert after.temperature == 2.0 and after.labels.keys() == before.labels.keys()
        for head, labels in before.labels.items():
            assert after.labels[head].dtype == labels.dtype
            assert after.labels[head] == pytest.approx(labels, abs=1e-3)
