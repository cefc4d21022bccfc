"""Sentences to tokens and windows. The only module that uses `tokenizers`, for training as well."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from tokenizers import Tokenizer

from stancekit.errors import ArtifactError
from stancekit.network.tagging import IntArray

BoolArray: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

SPECIAL = 2  # the special token before a window, [CLS] or <s>, and the one after it, [SEP] or </s>
DEFAULT_SPECIAL = ("[CLS]", "[SEP]")  # of a tokenizer that adds none by itself
CASINGS = ("other", "lower", "title", "upper")  # "other" has no letter with case, or is a special token
OTHER, LOWER, TITLE, UPPER = range(len(CASINGS))
STEPS = frozenset(  # normalizers and pre-tokenizers whose time and output are linear in the text
    """
    BertNormalizer BertPreTokenizer ByteLevel Digits Lowercase Metaspace NFC NFD NFKC NFKD Nmt Precompiled Punctuation
    Strip StripAccents UnicodeScripts Whitespace WhitespaceSplit
    """.split()
)


@dataclass(frozen=True)
class Window:
    """One input of the network, special tokens included.

    Attributes:
        ids: vocabulary entries. *Shape:* (window,)
        casing: an index of `CASINGS` for each. *Shape:* (window,)
    """

    ids: IntArray
    casing: IntArray


@dataclass(frozen=True)
class Tokens:
    """The tokens of one sentence, without special tokens.

    Attributes:
        ids: vocabulary entries. *Shape:* (tokens,)
        casing: how each token is written, an index of `CASINGS`; an uncased
            vocabulary would not tell. *Shape:* (tokens,)
        offsets: characters of each token in the whole text. *Shape:* (tokens, 2)
        word_starts: whether the token opens a word. *Shape:* (tokens,)
        windows: ranges of tokens that are read together; they cover all
            tokens and overlap when there are several.
    """

    ids: IntArray
    casing: IntArray
    offsets: IntArray
    word_starts: BoolArray
    windows: tuple[tuple[int, int], ...]


class SentenceTokenizer:
    """Tokenizes sentences with a model folder's `tokenizer.json`, in windows of the size in its manifest.

    Attributes:
        capacity: the most tokens of a sentence that fit a window.
        stride: tokens between the starts of two windows.
    """

    def __init__(self, tokenizer: Path | bytes, *, window: int, stride: int) -> None:
        """Load the tokenizer.

        Args:
            tokenizer: the path or the content of a `tokenizer.json` that puts
                one special token before a text, and one after it.
            window: the most tokens of a window, the two special ones included.
            stride: tokens between the starts of two windows.

        Raises:
            ArtifactError: the file cannot be read, or the sizes leave gaps.
        """
        if not 0 < stride <= window - SPECIAL:
            raise ArtifactError(f"a window of {window} with a stride of {stride} would leave tokens unread.")
        try:
            content = tokenizer.read_bytes() if isinstance(tokenizer, Path) else tokenizer
            _check_steps(json.loads(content))
            self._tokenizer = Tokenizer.from_str(content.decode())
        except ArtifactError:
            raise
        except Exception as error:  # tokenizers raises bare Exception
            raise ArtifactError(f"tokenizer.json is no tokenizer: {error}. Fetch the model again.") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True  # a text that says "[SEP]" is read as it is written
        self._open, self._close = self._special_tokens()
        self.capacity, self.stride = window - SPECIAL, stride

    def _special_tokens(self) -> list[int]:
        """Return the special tokens that the tokenizer puts around a text; without any, [CLS] and [SEP]."""
        special = list(self._tokenizer.encode("").ids)
        if not special:
            identifiers = map(self._tokenizer.token_to_id, DEFAULT_SPECIAL)
            special = [identifier for identifier in identifiers if identifier is not None]
        if len(special) != SPECIAL:
            tokens = [self._tokenizer.id_to_token(identifier) for identifier in special]
            raise ArtifactError(
                f"the tokenizer puts the special tokens {tokens} around a text, expected one before and one after it."
            )
        return special

    @property
    def is_cased(self) -> bool:
        """Whether the vocabulary tells capitals from small letters."""
        return self._tokenizer.encode("The").ids != self._tokenizer.encode("the").ids

    def tokenize(self, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Tokenize the sentence `text[start:end]`; offsets count from the start of the text."""
        sentence = text[start:end]
        encoded = self._tokenizer.encode(sentence, add_special_tokens=False)
        words = [-1 if word is None else word for word in encoded.word_ids]
        offsets = encoded.offsets
        forms = [_form(sentence[first:last]) for first, last in offsets]
        bounds = [
            (start + first + form.spaces, start + last) for (first, last), form in zip(offsets, forms, strict=True)
        ]
        return Tokens(
            ids=np.array(encoded.ids, dtype=np.int64),
            casing=np.array([form.casing for form in forms], dtype=np.int64),
            offsets=np.array(bounds, dtype=np.int64).reshape(-1, 2),
            word_starts=_word_starts(words, [form.is_mark for form in forms]),
            windows=self._windows(len(words)),
        )

    def _windows(self, length: int) -> tuple[tuple[int, int], ...]:
        last = max(0, length - self.capacity)
        starts = [*range(0, last, self.stride), last] if length else []
        return tuple((start, min(start + self.capacity, length)) for start in starts)

    def window(self, tokens: Tokens, bounds: tuple[int, int]) -> Window:
        """Return a range of tokens as one input of the network, between the two special tokens."""
        inner = slice(*bounds)
        return Window(
            ids=np.array([self._open, *tokens.ids[inner].tolist(), self._close], dtype=np.int64),
            casing=np.array([OTHER, *tokens.casing[inner].tolist(), OTHER], dtype=np.int64),
        )


def _check_steps(tokenizer: dict[str, Any]) -> None:
    """Raise an ArtifactError for a step whose time or output can grow faster than its input, such as a pattern."""
    steps = [tokenizer.get("normalizer"), tokenizer.get("pre_tokenizer")]
    while steps:
        step = steps.pop()
        if isinstance(step, dict) and step.get("type") == "Sequence":
            steps += [*step.get("normalizers", ()), *step.get("pretokenizers", ())]
        elif step is not None and step.get("type") not in STEPS:
            raise ArtifactError(
                f"tokenizer.json has the step {step.get('type')!r}, which is not supported; valid are "
                f"{', '.join(sorted(STEPS))}."
            )


class _Form(NamedTuple):
    """How a token is written.

    Attributes:
        spaces: the characters of white space before it, which some vocabularies make a part of it.
        casing: an index of `CASINGS`.
        is_mark: whether it begins with a punctuation mark.
    """

    spaces: int
    casing: int
    is_mark: bool


@lru_cache(maxsize=1 << 14)
def _form(piece: str) -> _Form:
    spaces = min(len(piece) - len(piece.lstrip()), max(0, len(piece) - 1))
    written = piece[spaces:]
    return _Form(spaces, _casing(written), _is_punctuation(written[:1]))


def _word_starts(words: Sequence[int], are_marks: Sequence[bool]) -> BoolArray:
    """Return which tokens open a word: the first of each pre-token, and of each punctuation mark within it.

    BERT's pre-tokenizer sets every punctuation mark apart; those that split at
    spaces alone leave them on the words.
    """
    starts = [
        word != word_before or is_mark or mark_before
        for word, word_before, is_mark, mark_before in zip(
            words, [-2, *words], are_marks, [False, *are_marks], strict=False
        )
    ]
    return np.array(starts, dtype=np.bool_)


def _is_punctuation(character: str) -> bool:
    """Return whether BERT's pre-tokenizer sets a character apart as punctuation."""
    if character.isascii():
        return character.isprintable() and not character.isalnum() and not character.isspace()
    return unicodedata.category(character).startswith("P")


def _casing(piece: str) -> int:
    if piece.islower():
        return LOWER
    if piece.isupper() and len(piece) > 1:
        return UPPER
    return TITLE if piece[:1].isupper() else OTHER
