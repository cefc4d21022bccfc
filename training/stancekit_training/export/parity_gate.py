"""The parity gate: a quantized graph must predict like the network that was trained."""

import platform
from collections.abc import Sequence
from pathlib import Path

from stancekit_training.errors import ParityError
from stancekit_training.evaluation.parity import HeadParity

AGREEMENT = 0.97  # the least share of equal labels
DRIFT = 0.005  # the greatest difference between the scores of a head
FEW = 3  # labels that may differ in any case: in a small development part, a single label moves a score by more
VECTOR_FLAGS = ("avx2", "avx512_vnni", "avx_vnni", "amx_int8")  # they decide how int8 is computed


def holds(parity: HeadParity) -> bool:
    """Return whether labels and score stay within the gate, or hardly a label differs."""
    is_near = parity.agreement >= AGREEMENT and abs(parity.fp32 - parity.int8) <= DRIFT
    return is_near or (parity.changed is not None and parity.changed <= FEW)


def check_parity(parities: Sequence[HeadParity]) -> None:
    """Check that every head stays within the gate.

    Raises:
        ParityError: some do not; the message names them.
    """
    faults = [
        f"{parity.head}: {parity.agreement:.3f} of labels equal, score {parity.fp32:.4f} -> {parity.int8:.4f}"
        for parity in parities
        if not holds(parity)
    ]
    if faults:
        raise ParityError(
            f"int8 must keep {AGREEMENT:.0%} of labels and each score within {DRIFT}: " + "; ".join(faults)
        )


def processor() -> str:
    """Return the name of the processor and its vector instructions for int8."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    fields: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition(":")
        fields.setdefault(key.strip(), value.strip())
    flags = set(fields.get("flags", "").split())
    vector = [name for name in VECTOR_FLAGS if name in flags]
    return f"{fields.get('model name', platform.machine())} ({', '.join(vector) or 'no AVX2'})"
