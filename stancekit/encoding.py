"""Sentences to tokens and windows. The only user of `tokenizers`, for training as well."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from stancekit.errors import ArtifactError
from stancekit.spans import IntArray

SPECIAL = 2  # [CLS] before a window, [SEP] after it


@dataclass(frozen=True)
class Encoding:
    """The tokens of one sentence, without special tokens.

    Attributes:
        ids: vocabulary entries. *Shape:* (tokens,)
        offsets: characters of each token in the whole text. *Shape:* (tokens, 2)
        word_starts: whether the token opens a word. *Shape:* (tokens,)
        windows: ranges of tokens that are read together; they cover all
            tokens and overlap when there are several.
    """

    ids: IntArray
    offsets: IntArray
    word_starts: np.ndarray[tuple[int], np.dtype[np.bool_]]
    windows: tuple[tuple[int, int], ...]


class Encoder:
    """Encodes sentences as a model folder's `tokenizer.json` and manifest say."""

    def __init__(self, tokenizer_file: Path, *, window: int, stride: int) -> None:
        """Load the tokenizer.

        Args:
            tokenizer_file: a `tokenizer.json` with [CLS] and [SEP].
            window: the most tokens of a window, the two special ones included.
            stride: tokens between the starts of two windows.

        Raises:
            ArtifactError: the file cannot be read, or the sizes leave gaps.
        """
        if not 0 < stride <= window - SPECIAL:
            raise ArtifactError(f"a window of {window} with a stride of {stride} would leave tokens unread.")
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        except Exception as error:  # tokenizers raises bare Exception
            raise ArtifactError(f"{tokenizer_file} is not a tokenizer: {error}.") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True  # a text that says "[SEP]" is read as it is written
        self._open, self._close = (self._special(token) for token in ("[CLS]", "[SEP]"))
        self.window, self.stride = window, stride

    def _special(self, token: str) -> int:
        identifier = self._tokenizer.token_to_id(token)
        if identifier is None:
            raise ArtifactError(f"the tokenizer has no {token} token.")
        return int(identifier)

    def encode(self, text: str, start: int = 0, end: int | None = None) -> Encoding:
        """Encode the sentence `text[start:end]`; offsets count from the text's start."""
        encoded = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
        return Encoding(
            ids=np.array(encoded.ids, dtype=np.int64),
            offsets=np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2) + start,
            word_starts=np.diff(words, prepend=-2) != 0,
            windows=self._windows(len(encoded.ids)),
        )

    def _windows(self, length: int) -> tuple[tuple[int, int], ...]:
        room = self.window - SPECIAL
        last = max(0, length - room)
        starts = [*range(0, last, self.stride), last] if length else []
        return tuple((start, min(start + room, length)) for start in starts)

    def window_ids(self, encoding: Encoding, window: tuple[int, int]) -> IntArray:
        """Return what the network reads: the window between [CLS] and [SEP]. *Shape:* (window,)."""
        return np.concatenate(([self._open], encoding.ids[slice(*window)], [self._close])).astype(np.int64)
