"""Documents in the bytes of spaCy's Doc and DocBin, which are MessagePack of srsly.

Entry points register both functions with srsly, so that a DocBin can be read
before any pipeline is made, and documents travel between processes.
"""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from stancekit.document.records import Document

KEY = "__stancekit_document__"

Codec: TypeAlias = Callable[[Any], Any]


def encode(value: Any, chain: Codec | None = None) -> Any:
    """Return a Document as a dictionary with its JSON; leave other values to the next codec.

    JSON, because spaCy turns lists in MessagePack into tuples.
    """
    if isinstance(value, Document):
        return {KEY: json.dumps(value.to_dict(), ensure_ascii=False)}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Codec | None = None) -> Any:
    """Return the Document that `encode` wrote; leave other values to the next codec.

    Raises:
        FormatError: a newer stancekit wrote it.
    """
    if isinstance(value, dict) and KEY in value:
        return Document.from_dict(json.loads(value[KEY]))
    return value if chain is None else chain(value)
