"""Channels of activations that are far larger than the rest, kept out of int8 (Dettmers et al., NeurIPS 2022).

An activation tensor has one int8 scale. In BERT-like encoders a few channels
of what enters the feed-forward layers are several times larger than all
others, at the same places in every text, and take the levels from these.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from stancekit.network.tokenization import Window
from stancekit_training.fitting.network import StanceNetwork, TorchRuntime

CHANNELS = 32  # of each input that stay in fp32
OUTLIERS = "outliers"  # what the names of the graph's nodes for these channels contain


def split_outliers(network: StanceNetwork, windows: Sequence[Window]) -> None:
    """Let the feed-forward layers compute their largest channels apart, which changes no answer.

    Args:
        network: in evaluation mode; changed in place, so that it can be
            exported but not saved.
        windows: sentences to find the channels on.
    """
    encoder = network.encoder
    names = [name for name, part in encoder.named_modules() if isinstance(part, nn.Linear) and "attention" not in name]
    linear = {name: encoder.get_submodule(name) for name in names}
    largest = {name: torch.zeros(part.in_features, device=network.device) for name, part in linear.items()}
    hooks = [part.register_forward_pre_hook(_recorder(largest[name])) for name, part in linear.items()]
    runtime = TorchRuntime(network)
    for window in windows:
        runtime.run(window)
    for hook in hooks:
        hook.remove()
    for name, part in linear.items():
        encoder.set_submodule(name, _Split(part, largest[name].topk(min(CHANNELS, part.in_features)).indices))


def _recorder(largest: Tensor):  # noqa: ANN202, PyTorch names no type for it
    def record(_: nn.Module, inputs: tuple[Tensor]) -> None:
        torch.maximum(largest, inputs[0].abs().amax(dim=(0, 1)), out=largest)

    return record


class _Split(nn.Module):
    """A linear layer whose outlying input channels are multiplied apart."""

    def __init__(self, linear: nn.Linear, channels: Tensor) -> None:
        super().__init__()
        self.outliers = _Outliers(linear.weight.detach(), channels)
        kept = torch.ones(linear.in_features, device=channels.device).index_fill(0, channels, 0.0)
        self.kept = nn.Buffer(kept)
        self.weight = nn.Parameter(linear.weight.detach() * kept)
        self.bias = linear.bias

    def forward(self, inputs: Tensor) -> Tensor:
        return functional.linear(inputs * self.kept, self.weight) + self.outliers(inputs) + self.bias


class _Outliers(nn.Module):
    def __init__(self, weight: Tensor, channels: Tensor) -> None:
        super().__init__()
        self.channels = nn.Buffer(channels)
        self.matrix = nn.Parameter(weight[:, channels].T.contiguous())  # (channels, width)

    def forward(self, inputs: Tensor) -> Tensor:
        return inputs.index_select(-1, self.channels) @ self.matrix
