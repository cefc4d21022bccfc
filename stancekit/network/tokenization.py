"""Sentences to tokens and windows. The only module that uses `tokenizers`, for training as well."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from stancekit.errors import ArtifactError
from stancekit.network.tagging import IntArray

SPECIAL = 2  # [CLS] before a window, [SEP] after it
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
    word_starts: np.ndarray[tuple[int], np.dtype[np.bool_]]
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
            tokenizer: the path or the content of a `tokenizer.json` with [CLS] and [SEP].
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
        self._open, self._close = (self._special(token) for token in ("[CLS]", "[SEP]"))
        self.capacity, self.stride = window - SPECIAL, stride

    def _special(self, token: str) -> int:
        identifier = self._tokenizer.token_to_id(token)
        if identifier is None:
            raise ArtifactError(f"the tokenizer has no {token} token.")
        return int(identifier)

    def tokenize(self, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Tokenize the sentence `text[start:end]`; offsets count from the start of the text."""
        encoded = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
        pieces = (text[start + first : start + last] for first, last in encoded.offsets)
        return Tokens(
            ids=np.array(encoded.ids, dtype=np.int64),
            casing=np.array([_casing(piece) for piece in pieces], dtype=np.int64),
            offsets=np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2) + start,
            word_starts=np.diff(words, prepend=-2) != 0,
            windows=self._windows(len(encoded.ids)),
        )

    def _windows(self, length: int) -> tuple[tuple[int, int], ...]:
        last = max(0, length - self.capacity)
        starts = [*range(0, last, self.stride), last] if length else []
        return tuple((start, min(start + self.capacity, length)) for start in starts)

    def window(self, tokens: Tokens, bounds: tuple[int, int]) -> Window:
        """Return a range of tokens as one input of the network, between [CLS] and [SEP]."""
        inner = slice(*bounds)
        return Window(
            ids=np.concatenate(([self._open], tokens.ids[inner], [self._close])).astype(np.int64),
            casing=np.concatenate(([OTHER], tokens.casing[inner], [OTHER])).astype(np.int64),
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


def _casing(piece: str) -> int:
    if piece.islower():
        return LOWER
    if piece.isupper() and len(piece) > 1:
        return UPPER
    return TITLE if piece[:1].isupper() else OTHER
