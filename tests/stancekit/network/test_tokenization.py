"""Tokens, offsets and windows."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, processors
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import ByteLevel, Metaspace

from stancekit.errors import ArtifactError
from stancekit.network.tokenization import CASINGS, SentenceTokenizer
from tests.support.tiny_model import STRIDE, WINDOW


@pytest.fixture(scope="module")
def tokenizer(tiny_model_folder):
    return SentenceTokenizer(tiny_model_folder / "tokenizer.json", window=WINDOW, stride=STRIDE)


def pieces(tokenizer, text, start=0, end=None):
    return [text[first:last] for first, last in tokenizer.tokenize(text, start, end).offsets]


def test_offsets_count_from_the_start_of_the_text(tokenizer):
    text = "He won. The mayor lied!"
    assert pieces(tokenizer, text, 8, 23) == ["The", "mayor", "lied", "!"]
    assert tokenizer.tokenize(text, 8, 23).offsets[1].tolist() == [12, 17]


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("a\x00b", [[0, 1], [2, 3]]),  # the control character goes, its place stays
        ("e\u0301 x", [[0, 1], [3, 4]]),  # the combining mark goes
        ("\u200bthe", [[1, 4]]),
        ("😀 the", [[0, 1], [2, 5]]),
        ("漢字", [[0, 1], [1, 2]]),
        ("\x00\u0301", []),
        ("", []),
    ],
)
def test_offsets_where_characters_are_dropped(tokenizer, text, offsets):
    assert tokenizer.tokenize(text).offsets.tolist() == offsets


def test_word_starts(tokenizer):
    encoding = tokenizer.tokenize("the xyz, won")
    assert encoding.word_starts.tolist() == [True, True, False, False, True, True]


def test_casing(tokenizer):
    text = "The mayor of NATO said A 7th , 漢 ß İs"
    encoding = tokenizer.tokenize(text)
    casings = {
        text[start:end]: CASINGS[casing]
        for (start, end), casing in zip(encoding.offsets, encoding.casing, strict=True)
        if start == 0 or text[start - 1] == " "
    }
    assert casings == {
        "The": "title",
        "mayor": "lower",
        "of": "lower",
        "N": "title",
        "said": "lower",
        "A": "title",
        "7": "other",
        ",": "other",
        "漢": "other",
        "ß": "lower",
        "İs": "title",
    }


def test_casing_of_whole_words(tokenizer):
    encoding = tokenizer.tokenize("CITY City city")
    assert [CASINGS[casing] for casing in encoding.casing] == ["upper", "title", "lower"]
    framed = tokenizer.window(encoding, (1, 3))
    assert [CASINGS[casing] for casing in framed.casing] == ["other", "title", "lower", "other"]


def test_special_tokens_in_a_text_are_ordinary(tokenizer):
    encoding = tokenizer.tokenize("a [SEP] b [CLS]")
    framed = tokenizer.window(encoding, (0, len(encoding.ids))).ids
    assert framed[0] not in encoding.ids and framed[-1] not in encoding.ids
    assert framed[1:-1].tolist() == encoding.ids.tolist()


def test_fixed_padding_and_truncation_are_cleared(tokenizer):
    assert len(tokenizer.tokenize("the").ids) == 1
    assert len(tokenizer.tokenize("the " * 100).ids) == 100


@pytest.mark.parametrize("length", [0, 1, 29, 30, 31, 42, 43, 500])
def test_windows_cover_every_token(tokenizer, length):
    encoding = tokenizer.tokenize("the " * length)
    assert {token for window in encoding.windows for token in range(*window)} == set(range(length))
    assert all(len(tokenizer.window(encoding, window).ids) <= WINDOW for window in encoding.windows)
    assert all(second - first <= STRIDE for (first, _), (second, _) in pairwise(encoding.windows))


def test_window_counts(tokenizer):
    assert tokenizer.tokenize("").windows == ()
    assert tokenizer.tokenize("the " * 30).windows == ((0, 30),)
    assert tokenizer.tokenize("the " * 50).windows == ((0, 30), (12, 42), (20, 50))


@given(st.text(), st.text(), st.text())
def test_offsets_ascend_within_the_sentence(tokenizer, before, sentence, after):
    start, end = len(before), len(before) + len(sentence)
    offsets = tokenizer.tokenize(before + sentence + after, start, end).offsets
    assert (offsets[:, 0] < offsets[:, 1]).all()
    assert (np.diff(offsets, axis=0) >= 0).all()
    assert ((offsets >= start) & (offsets <= end)).all()
    assert np.array_equal(offsets - start, tokenizer.tokenize(sentence).offsets)


@pytest.mark.parametrize(("window", "stride"), [(32, 31), (32, 0), (2, 1)])
def test_sizes_that_leave_gaps(tiny_model_folder, window, stride):
    with pytest.raises(ArtifactError, match=f"a window of {window} with a stride of {stride}"):
        SentenceTokenizer(tiny_model_folder / "tokenizer.json", window=window, stride=stride)


def test_not_a_tokenizer(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ArtifactError, match="is no tokenizer"):
        SentenceTokenizer(tmp_path / "tokenizer.json", window=WINDOW, stride=STRIDE)


def test_special_tokens_may_have_other_names(tiny_model_folder):
    content = (tiny_model_folder / "tokenizer.json").read_text()
    renamed = SentenceTokenizer(content.replace("[CLS]", "<s>").encode(), window=WINDOW, stride=STRIDE)
    original = SentenceTokenizer(content.encode(), window=WINDOW, stride=STRIDE)
    tokens = renamed.tokenize("the mayor")
    assert renamed.window(tokens, (0, 2)).ids.tolist() == original.window(tokens, (0, 2)).ids.tolist()


def test_special_tokens_of_a_tokenizer_that_adds_none(tiny_model_folder):
    declared = json.loads((tiny_model_folder / "tokenizer.json").read_text())
    plain = json.dumps(declared | {"post_processor": None})
    added, looked_up = (
        SentenceTokenizer(content.encode(), window=WINDOW, stride=STRIDE) for content in (json.dumps(declared), plain)
    )
    tokens = added.tokenize("the mayor")
    assert looked_up.window(tokens, (0, 2)).ids.tolist() == added.window(tokens, (0, 2)).ids.tolist()
    with pytest.raises(ArtifactError, match=r"special tokens \['\[SEP\]'\] around a text"):
        SentenceTokenizer(plain.replace("[CLS]", "<s>").encode(), window=WINDOW, stride=STRIDE)


@pytest.mark.parametrize(
    ("pre_tokenizer", "space"), [(ByteLevel(add_prefix_space=False), "Ġ"), (Metaspace(prepend_scheme="never"), "▁")]
)
def test_vocabularies_whose_tokens_begin_with_a_space(pre_tokenizer, space):
    words = ["He", "lied", f"{space}lied", f"{space}won"]
    pieces = dict.fromkeys(["<s>", "</s>", *ByteLevel.alphabet(), space, *words])
    tokenizer = Tokenizer(Unigram([(piece, -1.0) for piece in pieces], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)])
    loaded = SentenceTokenizer(tokenizer.to_str().encode(), window=WINDOW, stride=STRIDE)
    text = "He lied, won.A"
    tokens = loaded.tokenize(text)
    assert [text[start:end] for start, end in tokens.offsets] == ["He", "lied", ",", "won", ".", "A"]
    assert tokens.word_starts.all()
    assert [CASINGS[casing] for casing in tokens.casing] == ["title", "lower", "other", "lower", "other", "title"]
    assert loaded.is_cased
