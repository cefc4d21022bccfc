"""`manifest.json`: the declaration of a model folder, with everything that was tuned for that model."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast, get_origin

from stancekit.errors import ArtifactError
from stancekit.labels import COREFERENCE_HEADS, HEADS, PORTRAYAL_HEADS

MANIFEST_FORMAT = 4  # 3 has no portrayal
TEMPERATURES = (1e-3, 1e3)
MOST_TOKENS = 1 << 13  # of a window
FILE_NAME = re.compile(r"\w[\w.-]{0,254}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class HeadSettings:
    """How the logits of one head are calibrated and decoded.

    Attributes:
        temperature: divides the logits (Guo et al., ICML 2017).
        threshold: probability from which a word is loaded.
        outside_cost: what a word pays, in logits, for the tag O of a BIO head.
        begin_cost: what a word pays for a tag that begins a span.
        adjacent_cost: what a span pays for beginning where another has just ended.
    """

    temperature: float = 1.0
    threshold: float = 0.5
    outside_cost: float = 0.0
    begin_cost: float = 0.0
    adjacent_cost: float = 0.0


@dataclass(frozen=True)
class CoreferenceSettings:
    """How pronouns and descriptions are resolved.

    Attributes:
        graph: the file name of the ONNX graph that scores antecedents.
        pronoun, other_pronoun, description: the least probability of an
            antecedent of he and she, of they and it, and of a description
            such as "the mayor"; below it there is none.
    """

    graph: str
    pronoun: float = 0.5
    other_pronoun: float = 0.5
    description: float = 0.5


@dataclass(frozen=True)
class PortrayalSettings:
    """How the portrayal of an actor by a whole article is calibrated and labeled.

    Attributes:
        graph: the file name of the ONNX graph that scores the mentions of an actor.
        temperature: divides the logits.
        against, favor: the least probability for that label. Few articles
            take a side, so a side needs less than the half.
    """

    graph: str
    temperature: float = 1.0
    against: float = 0.5
    favor: float = 0.5


@dataclass(frozen=True)
class Manifest:
    """The fields of `manifest.json` in a model folder.

    Attributes:
        name: the model's name, such as `stancekit-small`.
        version: the release of the weights.
        license: the license of the weights, one line.
        base: the encoder that it was fine-tuned from.
        language: ISO 639-1 code of the language that it reads.
        casing: whether the network takes the casing of each token as an input.
        window: the most tokens of one forward pass, two special tokens included.
        stride: tokens from the start of one window to the start of the next.
        graph: the file name of the ONNX graph.
        heads: the heads of the model, each with its settings.
        files: file name to its SHA-256, in hexadecimal.
        coreference: None for a model that links names only.
        portrayal: None for a model that reads no article as a whole.
    """

    name: str
    version: str
    license: str
    base: str
    window: int
    stride: int
    graph: str
    heads: dict[str, HeadSettings]
    files: dict[str, str]
    language: str = "en"
    casing: bool = True
    coreference: CoreferenceSettings | None = None
    portrayal: PortrayalSettings | None = None
    format: int = field(default=MANIFEST_FORMAT)

    @property
    def outputs(self) -> list[str]:
        """The outputs of the graph: the heads, and those for coreference and portrayal."""
        after = ((self.coreference, COREFERENCE_HEADS), (self.portrayal, PORTRAYAL_HEADS))
        return [*self.heads, *(head for settings, heads in after if settings for head in heads)]

    @property
    def graphs(self) -> list[str]:
        """The file names of all graphs."""
        return [self.graph, *(settings.graph for settings in (self.coreference, self.portrayal) if settings)]

    def to_json(self) -> str:
        """Return the text of `manifest.json`; settings that have their default value are left out."""
        heads = {head: _without_defaults(settings) for head, settings in self.heads.items()}
        declared = asdict(self) | {"heads": heads}
        absent = [name for name in OPTIONAL if getattr(self, name) is None]
        return json.dumps({name: value for name, value in declared.items() if name not in absent}, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read the text of a `manifest.json`, of this format or an older one.

        Raises:
            ArtifactError: not a manifest, of a newer format, with fields of
                the wrong type, or with heads that this version does not know.
        """
        try:
            declared = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ArtifactError(f"manifest.json is not JSON: {error}. Fetch the model again.") from error
        if not isinstance(declared, dict) or type(declared.get("format")) is not int or declared["format"] < 1:
            raise ArtifactError("manifest.json declares no format number. Fetch the model again.")
        if declared["format"] > MANIFEST_FORMAT:
            raise ArtifactError(
                f"the model folder has format {declared['format']}, this stancekit reads up to "
                f"{MANIFEST_FORMAT}. Upgrade it: pip install --upgrade stancekit."
            )
        if declared["format"] == 1:
            declared = _from_format_1(declared)
        declared["format"] = MANIFEST_FORMAT
        try:
            optional = {
                name: kind(**declared[name]) for name, kind in OPTIONAL.items() if declared.get(name) is not None
            }
            heads = _head_settings(declared.get("heads"))
            manifest = cls(**{**declared, "heads": heads, **optional})
        except TypeError as error:
            raise ArtifactError(f"manifest.json does not declare what it should: {error}.") from error
        manifest._check()
        return manifest

    def _check(self) -> None:
        for entry in fields(self):
            if entry.name not in OPTIONAL:
                _check_type(entry.name, getattr(self, entry.name), entry.type)
        for name, kind in OPTIONAL.items():
            settings = getattr(self, name)
            for entry in fields(kind) if settings else ():
                _check_type(f"{name}.{entry.name}", getattr(settings, entry.name), entry.type)
        if self.portrayal:
            _check_portrayal(self.portrayal)
        for label in ("name", "version", "license", "base", "language"):
            if not getattr(self, label).isprintable():
                raise ArtifactError(
                    f"manifest.json declares {getattr(self, label)!r} as {label}, expected printable text."
                )
        if not 2 < self.window <= MOST_TOKENS or not 0 < self.stride <= self.window - 2:
            raise ArtifactError(
                f"manifest.json declares a window of {self.window} with a stride of {self.stride}, expected "
                f"at most {MOST_TOKENS} tokens and a stride that leaves no gap."
            )
        for name, digest in self.files.items():
            if not FILE_NAME.fullmatch(name):
                raise ArtifactError(f"manifest.json names {name!r}, which is outside the model folder or no file name.")
            if not isinstance(digest, str) or not SHA256.fullmatch(digest):
                raise ArtifactError(f"manifest.json declares {digest!r} for {name}, expected a SHA-256 in hexadecimal.")


OPTIONAL: Mapping[str, type[CoreferenceSettings] | type[PortrayalSettings]] = {
    "coreference": CoreferenceSettings,
    "portrayal": PortrayalSettings,
}


def _without_defaults(settings: HeadSettings) -> dict[str, float]:
    return {name: value for name, value in asdict(settings).items() if value != getattr(HeadSettings, name)}


def _head_settings(declared: Any) -> dict[str, HeadSettings]:
    if not isinstance(declared, Mapping) or not declared or set(declared) - set(HEADS):
        heads = sorted(declared) if isinstance(declared, Mapping) else declared
        raise ArtifactError(f"manifest.json declares the heads {heads}; this stancekit knows {list(HEADS)}.")
    settings = {}
    for head, values in declared.items():
        if not isinstance(values, Mapping):
            raise ArtifactError(f"manifest.json declares {values!r} for the head {head}, expected its settings.")
        settings[head] = HeadSettings(**values)
        for entry in fields(HeadSettings):
            _check_type(f"{head}.{entry.name}", getattr(settings[head], entry.name), entry.type)
        if not TEMPERATURES[0] <= settings[head].temperature <= TEMPERATURES[1] or not 0 < settings[head].threshold < 1:
            raise ArtifactError(
                f"manifest.json declares {dict(values)} for the head {head}, expected a temperature from "
                f"{TEMPERATURES[0]} to {TEMPERATURES[1]:g} and a threshold between 0 and 1."
            )
    return settings


def _check_portrayal(settings: PortrayalSettings) -> None:
    thresholds = (settings.against, settings.favor)
    if not TEMPERATURES[0] <= settings.temperature <= TEMPERATURES[1] or not all(0 < least < 1 for least in thresholds):
        raise ArtifactError(
            f"manifest.json declares {asdict(settings)} as portrayal, expected a temperature from {TEMPERATURES[0]} to "
            f"{TEMPERATURES[1]:g} and thresholds between 0 and 1."
        )


def _check_type(name: str, value: Any, expected: Any) -> None:
    kind = (int, float) if expected is float else cast(Any, get_origin(expected) or expected)
    is_number = expected in (int, float)
    if not isinstance(value, kind) or (is_number and (isinstance(value, bool) or not math.isfinite(value))):
        raise ArtifactError(f"manifest.json declares {value!r} as {name}, expected {expected}.")


def _from_format_1(declared: Mapping[str, Any]) -> dict[str, Any]:
    """Convert format 1, whose decoding settings were the same for every model."""
    shared = {
        "actor": {"outside_cost": 1.6, "begin_cost": 1.0, "adjacent_cost": 2.0},
        "loaded": {"threshold": 0.25},
    }
    temperatures = declared.get("temperatures")
    if not isinstance(temperatures, Mapping):
        raise ArtifactError(f"manifest.json declares {temperatures!r} as temperatures, expected one for each head.")
    heads = {head: {"temperature": value, **shared.get(head, {})} for head, value in temperatures.items()}
    rest = {name: value for name, value in declared.items() if name != "temperatures"}
    return {**rest, "heads": heads}
