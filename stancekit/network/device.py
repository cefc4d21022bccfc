"""The devices that run the network."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from stancekit.errors import OptionError

DEVICE = re.compile(r"(?P<kind>cpu|cuda)(?::(?P<number>\d{1,3}))?")
ADVICE = {
    "gpu": "an NVIDIA GPU is called cuda",
    "nvidia": "an NVIDIA GPU is called cuda",
    "mps": "the GPUs of Apple are not supported, and its processors run the model as cpu",
    "metal": "the GPUs of Apple are not supported, and its processors run the model as cpu",
    "rocm": "the GPUs of AMD are not supported",
    "auto": "the device is never chosen for you",
}


@dataclass(frozen=True)
class Device:
    """A device.

    Attributes:
        kind: the CPU, or an NVIDIA GPU.
        number: the number of the GPU, from 0.
    """

    kind: Literal["cpu", "cuda"] = "cpu"
    number: int = 0

    def __str__(self) -> str:
        """Return the name that `parse_device` takes."""
        return self.kind if self.number == 0 else f"{self.kind}:{self.number}"


def parse_device(name: Any) -> Device:
    """Return the device with a name: `cpu`, `cuda`, or `cuda:1` for the second GPU.

    Raises:
        OptionError: there is no device of that name.
    """
    match = DEVICE.fullmatch(name) if isinstance(name, str) else None
    if match is None or (match["kind"] == "cpu" and match["number"]):
        kind = name.casefold().partition(":")[0] if isinstance(name, str) else ""
        hint = f"; {ADVICE[kind]}" if kind in ADVICE else ""
        raise OptionError(f"device is {name!r}, expected 'cpu', 'cuda', or 'cuda:1' for the second GPU{hint}.")
    return Device("cuda" if match["kind"] == "cuda" else "cpu", int(match["number"] or 0))
