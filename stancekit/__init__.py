"""Tell opinion from reported fact, sentence by sentence, and measure the stance toward each actor."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stancekit.model import Model, load

from stancekit.document import Actor, ActorSummary, Document, Measure, Mention, Sentence, Span, Stance
from stancekit.errors import (
    ActorError,
    ArtifactError,
    DecodeError,
    FormatError,
    InputError,
    SpanError,
    StancekitError,
)
from stancekit.text import Text

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "ActorError",
    "ActorSummary",
    "ArtifactError",
    "DecodeError",
    "Document",
    "FormatError",
    "InputError",
    "Measure",
    "Mention",
    "Model",
    "Sentence",
    "Span",
    "SpanError",
    "Stance",
    "StancekitError",
    "Text",
    "load",
]


def __getattr__(name: str) -> Any:
    """Import the model, and NumPy and ONNX Runtime with it, only when it is asked for."""
    if name in ("Model", "load"):
        from stancekit import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
