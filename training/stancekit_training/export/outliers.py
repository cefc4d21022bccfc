"""Outlying channels of the activations, kept out of int8 (Dettmers et al., NeurIPS 2022).

An activation tensor has one int8 scale. In BERT-like encoders, a few input
channels of the feed-forward layers are several times larger than all others,
the same ones in every text, and leave few levels to the others.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from stancekit.network.tokenization import Window
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.torch_runtime import TorchRuntime

SHARE = 0.02  # of the channels of a layer; each of them costs time
OUTLIERS = "outliers"  # a part of the names of their nodes in the graph


def split_outliers(network: StanceNetwork, windows: Sequence[Window]) -> None:
    """Split the input channels with the largest activations off the feed-forward layers; the outputs stay as they are.

    Args:
        network: the network, in evaluation mode; changed in place. It can then be exported, but not saved.
        windows: sentences on which the channels are found.
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
        count = max(1, round(SHARE * part.in_features))
        encoder.set_submodule(name, _Split(part, largest[name].topk(count).indices.sort().values))


def _recorder(largest: Tensor) -> Callable[[nn.Module, tuple[Tensor]], None]:
    def record(_: nn.Module, inputs: tuple[Tensor]) -> None:
        torch.maximum(largest, inputs[0].abs().amax(dim=(0, 1)), out=largest)

    return record


class _Split(nn.Module):
    """A linear layer whose outlying input channels have a matrix of their own."""

    def __init__(self, linear: nn.Linear, channels: Tensor) -> None:
        super().__init__()
        self.outliers = _Outliers(linear.weight.detach(), channels)
        kept = torch.ones(linear.in_features, device=channels.device).index_fill(0, channels, 0.0)
        self.kept = nn.Buffer(kept)
        self.weight = nn.Parameter(linear.weight.detach() * kept)
        self.bias = linear.bias

    def forward(self, inputs: Tensor) -> Tensor:
        outputs: Tensor = functional.linear(inputs * self.kept, self.weight, self.bias) + self.outliers(inputs)
        return outputs


class _Outliers(nn.Module):
    def __init__(self, weight: Tensor, channels: Tensor) -> None:
        super().__init__()
        self.channels = nn.Buffer(channels)
        self.matrix = nn.Parameter(weight[:, channels].T.contiguous())  # (channels, width)

    def forward(self, inputs: Tensor) -> Tensor:
        return inputs.index_select(-1, self.channels) @ self.matrix
