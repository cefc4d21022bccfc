"""The network: one encoder, and a linear head for each question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel
from transformers.utils import ModelOutput

from stancekit.errors import StancekitError
from stancekit.labels import HEADS
from stancekit.network.runtime import Logits
from stancekit.network.tokenization import CASINGS, Window


class StanceConfig(PreTrainedConfig):
    """The encoder's configuration and the weight of each head's loss."""

    model_type = "stancekit"

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        heads: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the encoder's configuration as a dictionary with its `model_type`."""
        self.encoder = encoder or {}
        self.heads = heads or {}
        super().__init__(**kwargs)


@dataclass
class StanceOutput(ModelOutput):
    """Logits of every head, and the loss when labels were given.

    *Shapes:* sentence heads (batch, labels), token heads (batch, tokens, labels).
    """

    loss: Tensor | None = None
    logits: dict[str, Tensor] | None = None


class StanceNetwork(PreTrainedModel):
    """Reads a sentence once and answers every head's question from the same hidden states."""

    config_class = StanceConfig
    base_model_prefix = "encoder"

    def __init__(self, config: StanceConfig) -> None:
        """Build the network with untrained weights."""
        super().__init__(config)
        settings = dict(config.encoder)
        encoder = AutoConfig.for_model(settings.pop("model_type"), **settings)
        self.encoder = AutoModel.from_config(encoder, add_pooling_layer=False)
        self.dropout = nn.Dropout(encoder.hidden_dropout_prob)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(encoder.hidden_size, len(HEADS[name].labels)) for name in config.heads}
        )
        self.post_init()

    @classmethod
    def from_base(cls, base: str, heads: dict[str, float], *, dropout: float) -> "StanceNetwork":
        """Start from a pretrained encoder with new heads, or go on from a network of this kind with the heads it has.

        Args:
            base: a hub name or a folder.
            heads: to train, with the weights of their losses; those that the base lacks are new.
            dropout: of the encoder and before the heads.
        """
        trained = cls.from_pretrained(base, dtype=torch.float32) if is_stance_network(base) else None
        encoder = trained.encoder if trained else _encoder(base)
        encoder.config.hidden_dropout_prob = encoder.config.attention_probs_dropout_prob = dropout
        settings = {name: value for name, value in encoder.config.to_dict().items() if name != "_name_or_path"}
        network = cls(StanceConfig(encoder=settings, heads=heads))  # whatever folder it came from
        network.encoder.load_state_dict(encoder.state_dict())
        for name, head in network.heads.items():
            if trained and name in trained.heads:
                head.load_state_dict(trained.heads[name].state_dict())
        return network

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)

    def forward(
        self,
        input_ids: Tensor,  # (batch, tokens)
        attention_mask: Tensor,  # (batch, tokens)
        casing: Tensor,  # (batch, tokens), indices of stancekit.encoding.CASINGS
        target_weights: Tensor | None = None,  # (batch, targets, tokens), rows sum to one
        gold: Mapping[str, Tensor] | None = None,  # by head: (batch, labels), (batch, targets or tokens, labels)
    ) -> StanceOutput:
        """Return every head's logits; with gold labels, the weighted sum of the heads' losses.

        A label is a row of probabilities; a head's loss is the mean over what
        carries its label, rows of zeros are left out. The labels of `stance`
        belong to targets, those of other token heads to tokens.
        """
        inputs = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": casing}
        hidden = self.encoder(**inputs).last_hidden_state
        hidden = self.dropout(hidden)  # (batch, tokens, width)
        pooled = _pool(hidden, attention_mask)  # (batch, width)
        logits = {
            name: head(pooled if HEADS[name].level == "sentence" else hidden) for name, head in self.heads.items()
        }
        if gold is None:
            return StanceOutput(logits=logits)
        scored = dict(logits)
        if "stance" in scored and target_weights is not None:
            scored["stance"] = target_weights.to(hidden.dtype) @ logits["stance"]  # (batch, targets, 3)
        losses = [
            weight * _loss(scored[name], gold[name]) for name, weight in self.config.heads.items() if name in gold
        ]
        return StanceOutput(loss=torch.stack(losses).sum(), logits=logits)


def is_stance_network(base: str) -> bool:
    """Tell whether a hub name or a folder holds a StanceNetwork, such as a model that `export` wrote."""
    return PreTrainedConfig.get_config_dict(base)[0].get("model_type") == StanceConfig.model_type


def _encoder(base: str) -> PreTrainedModel:
    encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, dtype=torch.float32)
    _widen_token_types(encoder)
    return encoder


def _widen_token_types(encoder: PreTrainedModel) -> None:
    """Let the encoder's token types, which single sentences leave unused, tell how a token is cased.

    Every casing starts as the first type did, so that nothing changes before training.

    Raises:
        StancekitError: the encoder has no token types.
    """
    embeddings = getattr(encoder, "embeddings", None)
    if not isinstance(getattr(embeddings, "token_type_embeddings", None), nn.Embedding):
        raise StancekitError(f"a {type(encoder).__name__} has no token types; take a BERT-like encoder as base.")
    first = embeddings.token_type_embeddings.weight.data[:1]
    embeddings.token_type_embeddings = nn.Embedding.from_pretrained(first.repeat(len(CASINGS), 1), freeze=False)
    encoder.config.type_vocab_size = len(CASINGS)


def _pool(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """Mean over the tokens between the special ones. (batch, tokens, width) -> (batch, width)."""
    after = functional.pad(attention_mask[:, 1:], (0, 1))
    content = attention_mask * after  # without [SEP], the last one attended to
    content = torch.cat((torch.zeros_like(content[:, :1]), content[:, 1:]), dim=1)  # without [CLS]
    weights = content.to(hidden.dtype).unsqueeze(-1)  # (batch, tokens, 1)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy averaged over the labels that are given, zero when none is."""
    total = -(labels * functional.log_softmax(logits.float(), dim=-1)).sum()
    return total / labels.any(-1).sum().clamp(min=1)


class TorchRuntime:
    """A network in evaluation mode behind `stancekit.runtime.Runtime`."""

    def __init__(self, network: StanceNetwork) -> None:
        """Keep the network; the caller puts it into evaluation mode."""
        self._network = network

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        ids = torch.from_numpy(window.ids).unsqueeze(0).to(self._network.device)
        casing = torch.from_numpy(window.casing).unsqueeze(0).to(self._network.device)
        with torch.inference_mode():
            logits = self._network(ids, torch.ones_like(ids), casing).logits
        return {name: values[0].float().cpu().numpy() for name, values in logits.items()}
