"""What a model answers (heads and their labels) and what its folder declares (the manifest)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeAlias, cast, get_origin

from stancekit.errors import ArtifactError

Kind: TypeAlias = Literal["person", "organization", "place"]
Role: TypeAlias = Literal["source", "cue", "content"]

MANIFEST_FORMAT = 1

OPINION = ("reported_fact", "opinion")
BIAS = ("neutral", "biased")
STANCE = ("against", "neutral", "favor")
KINDS: tuple[Kind, ...] = ("person", "organization", "place")
ACTOR = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
ROLES: tuple[Role, ...] = ("source", "cue", "content")
ATTRIBUTION = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
LOADED = ("plain", "loaded")


@dataclass(frozen=True)
class Head:
    """One question that the network answers.

    `level` says what a row of logits belongs to: a `sentence`, giving
    `(labels,)` a window, or a `token`, giving `(tokens, labels)`. The stance
    head is of level `token`; the logits of a mention are their mean over it.
    """

    name: str
    labels: tuple[str, ...]
    level: Literal["sentence", "token"]


HEADS: Mapping[str, Head] = {
    head.name: head
    for head in (
        Head("opinion", OPINION, "sentence"),
        Head("bias", BIAS, "sentence"),
        Head("stance", STANCE, "token"),
        Head("actor", ACTOR, "token"),
        Head("attribution", ATTRIBUTION, "token"),
        Head("loaded", LOADED, "token"),
    )
}


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` in a model folder declares.

    Attributes:
        name: the model's name, such as `stancekit-small`.
        version: the release of the weights.
        license: the licence of the weights, one line.
        base: the encoder it was fine-tuned from.
        window: the most tokens of one forward pass, two special tokens included.
        stride: tokens from the start of one window to the start of the next.
        graph: the file name of the ONNX graph.
        temperatures: head name to the temperature that divides its logits.
        files: file name to its SHA-256, in hexadecimal.
    """

    name: str
    version: str
    license: str
    base: str
    window: int
    stride: int
    graph: str
    temperatures: dict[str, float]
    files: dict[str, str]
    format: int = field(default=MANIFEST_FORMAT)

    def to_json(self) -> str:
        """Return the text of `manifest.json`."""
        return json.dumps(asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read the text of a `manifest.json`.

        Raises:
            ArtifactError: not a manifest, of a newer format, with fields of
                the wrong type, or of heads that this version does not know.
        """
        try:
            declared = json.loads(text)
        except ValueError as error:
            raise ArtifactError(f"manifest.json is not JSON: {error}. Fetch the model again.") from error
        if not isinstance(declared, dict) or not isinstance(declared.get("format"), int):
            raise ArtifactError("manifest.json declares no format number. Fetch the model again.")
        if declared["format"] > MANIFEST_FORMAT:
            raise ArtifactError(
                f"the model folder has format {declared['format']}, this stancekit reads up to "
                f"{MANIFEST_FORMAT}. Upgrade it: pip install --upgrade stancekit."
            )
        try:
            manifest = cls(**declared)
        except TypeError as error:
            raise ArtifactError(f"manifest.json does not declare what it should: {error}.") from error
        manifest._check()
        return manifest

    def _check(self) -> None:
        for entry in fields(self):
            value, expected = getattr(self, entry.name), cast(Any, get_origin(entry.type) or entry.type)
            if not isinstance(value, expected):
                raise ArtifactError(f"manifest.json declares {value!r} as {entry.name}, expected {entry.type}.")
        if not self.temperatures or set(self.temperatures) - set(HEADS):
            raise ArtifactError(
                f"manifest.json names the heads {sorted(self.temperatures)}; this stancekit knows {list(HEADS)}."
            )
