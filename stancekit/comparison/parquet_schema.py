"""The schema of a Parquet file, read without its extension types.

To create an Arrow extension type runs code of the library that registered it,
and some libraries unpickle what the file holds. The footer of a file declares
extension types under a key in its Arrow schema, which is in Base64; with
another key there, Arrow reads the plain storage.
"""

import base64
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

KEY = b"ARROW:extension:name"
HIDDEN_KEY = b"ARROW-extension-name"
MAGIC = b"PAR1"
TRAILER_BYTES = 8  # length of the footer, and the magic bytes


def read_schema(path: Path) -> tuple[Any, list[str]]:
    """Return the schema of a file, and the names of the columns that have an extension type.

    Raises:
        ArrowInvalid: the file is not Parquet.
        OSError: it cannot be read.
    """
    footer = hidden = _footer(path)
    for shift in range(3):
        hidden = hidden.replace(_encoded(KEY, shift), _encoded(HIDDEN_KEY, shift))
    schema = parquet.read_schema(pa.BufferReader(MAGIC + hidden))
    columns = [field.name for field in schema if _is_extension(field)]
    return schema, columns or (["a part of a column"] if hidden != footer else [])


def _is_extension(field: Any) -> bool:
    return isinstance(field.type, pa.BaseExtensionType) or HIDDEN_KEY in (field.metadata or {})


def _footer(path: Path) -> bytes:
    """Return the last bytes of a file, from the start of its footer."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TRAILER_BYTES))
        length = int.from_bytes(file.read(4), "little")
        file.seek(max(0, size - TRAILER_BYTES - length))
        return file.read()


def _encoded(key: bytes, shift: int) -> bytes:
    """Return the characters of Base64 that encode only the key, if it begins `shift` bytes after a group's start."""
    encoded = base64.b64encode(bytes(shift) + key)
    return encoded[(shift * 8 + 5) // 6 : (shift + len(key)) * 8 // 6]
