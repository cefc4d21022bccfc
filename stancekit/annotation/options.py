"""Names of the labeling tools and of the heads whose labels they show."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from stancekit.errors import OptionError
from stancekit.labels import BIAS, OPINION

ToolName: TypeAlias = Literal["label-studio", "doccano", "argilla", "prodigy"]
Head: TypeAlias = Literal["opinion", "bias", "stance", "actor", "attribution", "loaded"]

TOOLS: tuple[ToolName, ...] = get_args(ToolName)
HEADS: tuple[Head, ...] = get_args(Head)
CHOICES: Mapping[str, Sequence[str]] = {"opinion": OPINION, "bias": BIAS}  # of heads with one label a sentence


def checked_head(name: str) -> Head:
    """Return a valid head unchanged, else raise an InputError that lists the valid ones."""
    for head in HEADS:
        if name == head:
            return head
    raise OptionError(f"no head {name!r}; valid heads: {', '.join(HEADS)}.")
