"""The precision in which networks are computed: bfloat16 where the hardware has it."""

from collections.abc import Mapping

import torch

from stancekit_training.recipe import Recipe


def is_bf16(recipe: Recipe) -> bool:
    """Return whether a recipe is fitted in bfloat16."""
    precision = recipe.trainer.precision
    if precision != "auto":
        return precision == "bf16"
    return supports_bf16() if recipe.fit.bf16 is None else recipe.fit.bf16


def supports_bf16() -> bool:
    """Return whether the hardware supports bfloat16 natively; emulation is many times slower than float32."""
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    capabilities: Mapping[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()  # since PyTorch 2.10
    return any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16"))


def autocast(device: torch.device, *, bf16: bool) -> torch.autocast:
    """Return the context in which a network on a device computes in bfloat16, or as it is."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16)
