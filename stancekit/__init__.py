"""Tell opinion from reported fact, sentence by sentence, and measure the stance toward each actor."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stancekit.actor import Actor
    from stancekit.document import ActorSummary, Document, Measure, Mention, Sentence, Span, Stance
    from stancekit.errors import (
        ActorError,
        ArtifactError,
        DecodeError,
        FormatError,
        InputError,
        SpanError,
        StancekitError,
    )
    from stancekit.model import Model, load
    from stancekit.roster import read_actors
    from stancekit.text import Text
    from stancekit.webpage import read_page

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
    "read_actors",
    "read_page",
]

HOMES = ("errors", "document", "actor", "text", "roster", "webpage", "model")  # NumPy and ONNX Runtime come last


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first asked for: importing stancekit itself costs nothing."""
    if name in __all__:
        for home in HOMES:
            module = import_module(f"stancekit.{home}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, so that an interactive session completes them before they are imported."""
    return sorted(__all__)
