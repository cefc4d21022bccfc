"""Hide the Arrow extension types of a Parquet file: to create such a type runs code of the library that registered it.

Ray, for one, registers types that unpickle what the file holds. The footer of
a file declares extension types under a key in its Arrow schema, which is in
Base64. With another key there, Arrow reads the plain storage.
"""

import base64
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

KEY = b"ARROW:extension:name"
HIDDEN_KEY = b"ARROW-extension-name"  # as long, and different where no neighboring byte shares a character of Base64
MAGIC = b"PAR1"
TRAILER_BYTES = 8  # length of the footer, and the magic bytes


def _encoded(key: bytes, shift: int) -> bytes:
    """Return the characters of Base64 that encode a key alone, if it begins `shift` bytes after a group's start."""
    encoded = base64.b64encode(bytes(shift) + key)
    return encoded[(shift * 8 + 5) // 6 : (shift + len(key)) * 8 // 6]


REPLACEMENTS = [(_encoded(KEY, shift), _encoded(HIDDEN_KEY, shift)) for shift in range(3)]


class ParquetSource(io.RawIOBase):
    """The bytes of a Parquet file, without the extension types in its footer."""

    def __init__(self, file: Any) -> None:
        """Read the footer.

        Args:
            file: an Arrow file, open for random access.
        """
        self._file, self._position = file, 0
        self._size = file.size()
        trailer = file.read_at(TRAILER_BYTES, max(0, self._size - TRAILER_BYTES))
        length = int.from_bytes(trailer[:4], "little") if trailer.endswith(MAGIC) else 0
        self._footer_start = max(0, self._size - TRAILER_BYTES - length)
        self._footer = _hidden(file.read_at(self._size - self._footer_start, self._footer_start))

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a byte."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = origin + offset
        return self._position

    def tell(self) -> int:
        """Return the current byte."""
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; the footer comes from memory."""
        end = self._size if size is None or size < 0 else min(self._position + size, self._size)
        start, self._position = self._position, max(end, self._position)
        before = self._file.read_at(min(end, self._footer_start) - start, start) if start < self._footer_start else b""
        return bytes(before + self._footer[max(0, start - self._footer_start) : max(0, end - self._footer_start)])

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def _hidden(footer: bytes) -> bytes:
    for encoded, replacement in REPLACEMENTS:
        footer = footer.replace(encoded, replacement)
    return footer


def extension_columns(schema: Any) -> list[str]:
    """Return the names of the columns that have an extension type, or contain one."""
    return [field.name for field in schema if any(_names(field))]


def _names(field: Any) -> Iterator[bytes]:
    """Yield the names of the hidden extension types in a field."""
    if field.metadata and HIDDEN_KEY in field.metadata:
        yield field.metadata[HIDDEN_KEY]
    kind = field.type
    if pa.types.is_dictionary(kind):
        yield from _names(pa.field("", kind.value_type))
    for index in range(kind.num_fields):
        child = kind.field(index) if hasattr(kind, "field") else kind.value_field
        yield from _names(child)
