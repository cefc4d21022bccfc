"""Split a file into lines of limited length, and decode them."""

import codecs
import io
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from typing import BinaryIO

from stancekit.inputs.encodings import UTF8, encoding_of, wide_encoding

MAX_LINE_BYTES = 64 << 20
OVERLONG = f"a line of more than {MAX_LINE_BYTES >> 20} MB"  # the fault of its record
CHUNK_BYTES = 1 << 20


def split_lines(file: BinaryIO | BufferedIOBase, encoding: str | None = None) -> Iterator[bytes]:
    """Yield the lines of a file; an overlong line ends after `MAX_LINE_BYTES` and one byte more.

    The lines of a file in UTF-16 or UTF-32 become UTF-8.

    Args:
        file: the file.
        encoding: the encoding of its text; None detects UTF-16 and UTF-32.
    """
    head = file.readline(MAX_LINE_BYTES + 1)
    wide = _wide(head, encoding)
    if wide is not None:
        yield from split_lines(io.BufferedReader(_Recoded(head, file, wide)), UTF8)
        return
    line = head
    while line:
        yield line
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES + 1)
        line = file.readline(MAX_LINE_BYTES + 1)


def _wide(head: bytes, encoding: str | None) -> str | None:
    """Return the encoding of a file in which a newline takes more than a byte."""
    if encoding is not None:
        name = codecs.lookup(encoding).name
        return encoding if name.startswith(("utf-16", "utf-32")) else None
    detected = wide_encoding(head)
    return None if detected == "utf-8-sig" else detected


class _Recoded(io.RawIOBase):
    """The bytes of a file in another encoding, as UTF-8."""

    def __init__(self, head: bytes, file: BinaryIO | BufferedIOBase, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._head, self._file, self._ready = head, file, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            chunk, self._head = self._head or self._file.read(CHUNK_BYTES), b""
            self._ready = self._decoder.decode(chunk, final=not chunk).encode(UTF8, "surrogatepass")
            if not chunk and not self._ready:
                return 0
        taken = self._ready[: len(buffer)]
        buffer[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)


class LineDecoder:
    """Decodes the lines of a file: as UTF-8, and a line that is not UTF-8 in the encoding that it suggests."""

    def __init__(self, encoding: str | None) -> None:
        """Keep the encoding; None detects it."""
        is_wide = encoding is not None and _wide(b"", encoding) is not None  # the lines are in UTF-8 already
        self._encoding = UTF8 if is_wide else encoding
        self._other = UTF8

    def __call__(self, line: bytes) -> str:
        """Return a line as text; a byte outside of a given encoding becomes a surrogate."""
        if self._encoding is not None:
            return line.decode(self._encoding, "surrogateescape")
        try:
            return line.decode(UTF8)
        except UnicodeDecodeError:
            if self._other == UTF8:
                self._other = encoding_of(line)
            return line.decode(self._other, "replace")


def decoded_lines(lines: Iterable[bytes], encoding: str | None) -> Iterator[str | None]:
    """Yield the lines of a file as text without its byte order mark, None for an overlong line."""
    decode = LineDecoder(encoding)
    for number, line in enumerate(lines):
        if is_overlong(line):
            yield None
        else:
            text = decode(line)
            yield text.removeprefix("\ufeff") if number == 0 else text


def is_overlong(line: bytes) -> bool:
    """Return whether a line is longer than allowed."""
    return len(line) > MAX_LINE_BYTES


def has_undecodable(text: str) -> bool:
    """Return whether a text has a byte that its encoding lacks, which became a surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
