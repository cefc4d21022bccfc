"""The layers of an encoder of any kind: BERT, RoBERTa, MPNet, ELECTRA, DeBERTa, ModernBERT and others."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn
from transformers import PreTrainedModel

from stancekit_training.errors import TrainingError

DROPOUTS = (  # how the configurations of encoders name their dropout
    "hidden_dropout_prob",
    "attention_probs_dropout_prob",
    "dropout",
    "attention_dropout",
    "embedding_dropout",
    "mlp_dropout",
)

BEFORE_LAYERS = ("embeddings", "embeddings_project")  # the second is ELECTRA's


def encoder_layers(encoder: PreTrainedModel) -> nn.ModuleList:
    """Return the layers of an encoder, the lowest first.

    Raises:
        TrainingError: it has none, or shares one layer among all, as ALBERT does.
    """
    return _stack(encoder)[2]


def _stack(encoder: PreTrainedModel) -> tuple[nn.Module, str, nn.ModuleList]:
    """Return the module that holds the layers, the name of its attribute, and the layers."""
    count = encoder.config.num_hidden_layers
    for name, module in encoder.named_modules():
        if isinstance(module, nn.ModuleList) and len(module) == count:
            parent, _, attribute = name.rpartition(".")
            return encoder.get_submodule(parent), attribute, module
    raise TrainingError(
        f"a {type(encoder).__name__} has no stack of {count} layers; choose an encoder such as BERT, RoBERTa, MPNet, "
        "ELECTRA, DeBERTa or ModernBERT as base."
    )


def check_freeze(frozen_layers: int, encoder: PreTrainedModel, base: str) -> None:
    """Raise a TrainingError unless an encoder, which came from a base, has the layers that are to be frozen."""
    layers = len(encoder_layers(encoder))
    if not 0 <= frozen_layers <= layers:
        raise TrainingError(f"freeze is {frozen_layers}, expected at most {layers}, the layers of {base}.")


def settings_of(encoder: PreTrainedModel, *, dropout: float) -> dict[str, Any]:
    """Return the configuration of an encoder, after setting its dropout, without the name of its folder."""
    for name in DROPOUTS:
        if hasattr(encoder.config, name):
            setattr(encoder.config, name, dropout)
    return {name: value for name, value in encoder.config.to_dict().items() if name != "_name_or_path"}


def drop_pooler(encoder: PreTrainedModel) -> None:
    """Remove the pooler of an encoder that has one: the heads pool the hidden states themselves."""
    if getattr(encoder, "pooler", None) is not None:
        setattr(encoder, "pooler", None)  # noqa: B010  (typed as a module)


@contextmanager
def upper_layers(encoder: PreTrainedModel, frozen: int) -> Iterator[None]:
    """Let an encoder take the output of its lower layers as `inputs_embeds`, and run the layers above.

    Args:
        encoder: its embeddings and its lower layers are left out within the context.
        frozen: the number of lower layers.
    """
    holder, attribute, layers = _stack(encoder)
    before = {name: getattr(encoder, name) for name in BEFORE_LAYERS if hasattr(encoder, name)}
    setattr(holder, attribute, layers[frozen:])
    for name in before:
        setattr(encoder, name, _PassedStates())
    try:
        yield
    finally:
        setattr(holder, attribute, layers)
        for name, module in before.items():
            setattr(encoder, name, module)


def layer_input(encoder: PreTrainedModel, layer: int, **inputs: Tensor) -> Tensor:
    """Run an encoder up to a layer.

    Args:
        encoder: the encoder, in evaluation mode.
        layer: the number of the layer; behind the last one, the output of the encoder is returned.
        inputs: of the encoder. *Shape of each:* (batch, tokens).

    Returns:
        The input of the layer. *Shape:* (batch, tokens, width)
    """
    layers = encoder_layers(encoder)
    if layer == len(layers):
        states: Tensor = encoder(**inputs).last_hidden_state
        return states

    def stop(_: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        raise _Reached(args[0] if args else kwargs["hidden_states"])

    hook = layers[layer].register_forward_pre_hook(stop, prepend=True, with_kwargs=True)
    try:
        encoder(**inputs)
    except _Reached as reached:
        return reached.states
    finally:
        hook.remove()
    raise TrainingError(f"a {type(encoder).__name__} does not run its layer {layer}.")


class _Reached(Exception):  # noqa: N818  (no error: it ends a forward pass early)
    def __init__(self, states: Tensor) -> None:
        super().__init__()
        self.states = states


class _PassedStates(nn.Module):
    """Stands for the embeddings: returns the hidden states that it gets."""

    def forward(self, states: Tensor | None = None, *, inputs_embeds: Tensor | None = None, **_: Any) -> Tensor | None:
        return states if inputs_embeds is None else inputs_embeds
