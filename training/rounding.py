"""The rounding of int8 within training, so that a network learns to live with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import StanceNetwork

LEVELS = 64  # of a weight on either side of zero: seven bits, as `training.quantization` writes
SMALLEST = 1e-8  # scale, for weights and activations that are all zero


@contextmanager
def rounded(network: StanceNetwork) -> Iterator[None]:
    """Round the encoder's weights and their inputs in the forward pass, as the quantised graph does.

    Gradients pass as if nothing were rounded (Jacob et al., CVPR 2018); the
    weights themselves stay as they are.
    """
    linear = [module for module in network.encoder.modules() if isinstance(module, nn.Linear)]
    for module in linear:
        module.forward = partial(_rounded_linear, module)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for module in linear:
            del module.forward  # the class's own shows again


def _rounded_linear(module: nn.Linear, inputs: Tensor) -> Tensor:
    return functional.linear(_rounded_activations(inputs), _rounded_weights(module.weight), module.bias)


def _rounded_weights(weights: Tensor) -> Tensor:
    """Round each output channel on a scale of its own, symmetric around zero."""
    scales = (weights.detach().abs().amax(1) / LEVELS).clamp(min=SMALLEST)
    zeros = torch.zeros(len(scales), dtype=torch.int32, device=weights.device)
    return torch.fake_quantize_per_channel_affine(weights, scales, zeros, 0, -LEVELS, LEVELS)


def _rounded_activations(inputs: Tensor) -> Tensor:
    """Round to 256 levels between the least and the greatest value, zero among them."""
    low, high = (float(end) for end in inputs.detach().aminmax())
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max((high - low) / 255, SMALLEST)
    return torch.fake_quantize_per_tensor_affine(inputs, scale, round(-low / scale), 0, 255)
