"""Split a file into lines of limited length."""

import codecs
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from typing import BinaryIO

from stancekit.errors import InputError

MAX_LINE_BYTES = 64 << 20
OVERLONG = f"a line of more than {MAX_LINE_BYTES >> 20} MB"  # the fault of its record


def split_lines(file: BinaryIO | BufferedIOBase) -> Iterator[bytes]:
    """Yield the lines of a file; an overlong line ends after `MAX_LINE_BYTES` and one byte more."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        yield line
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES + 1)


def utf8_lines(lines: Iterable[bytes], path: str) -> Iterator[bytes]:
    """Yield the lines of a file without its byte order mark.

    Raises:
        InputError: the mark is that of UTF-16.
    """
    for number, line in enumerate(lines):
        if number == 0 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise InputError(f"{path} is in UTF-16, expected UTF-8: convert it.")
        yield line.removeprefix(codecs.BOM_UTF8) if number == 0 else line


def is_overlong(line: bytes) -> bool:
    """Return whether a line is longer than allowed."""
    return len(line) > MAX_LINE_BYTES
