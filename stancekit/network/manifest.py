"""`manifest.json`: the declaration of a model folder."""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast, get_origin

from stancekit.errors import ArtifactError
from stancekit.labels import HEADS

MANIFEST_FORMAT = 1


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
