"""The network: one encoder with a linear head for each question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel
from transformers.utils.generic import ModelOutput

from stancekit.labels import HEADS
from stancekit.network.runtime import Logits
from stancekit.network.tokenization import CASINGS, Window
from stancekit_training.errors import TrainingError


class StanceConfig(PreTrainedConfig):
    """The encoder's configuration and the weight of each head's loss."""

    model_type = "stancekit"

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        heads: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the configuration.

        Args:
            encoder: the encoder's configuration, with its `model_type`.
            heads: the weight of each head's loss.
            kwargs: of `PreTrainedConfig`.
        """
        self.encoder = encoder or {}
        self.heads = heads or {}
        super().__init__(**kwargs)


@dataclass
class StanceOutput(ModelOutput):
    """Logits of every head, and the loss if there were labels.

    *Shapes:* sentence heads (batch, labels), token heads (batch, tokens, labels).
    """

    loss: Tensor | None = None
    logits: dict[str, Tensor] | None = None


class StanceNetwork(PreTrainedModel):
    """An encoder whose hidden states all heads share, so that one forward pass serves every head."""

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
        """Build a network from a pretrained encoder with new heads, or from another StanceNetwork with its heads.

        Args:
            base: a hub name or a folder.
            heads: the weight of each head's loss; heads that the base lacks are new.
            dropout: in the encoder and before the heads.

        Raises:
            TrainingError: the encoder has no token types.
        """
        trained = cls.from_pretrained(base, dtype=torch.float32) if is_stance_network(base) else None
        encoder = trained.encoder if trained else _encoder(base)
        encoder.config.hidden_dropout_prob = encoder.config.attention_probs_dropout_prob = dropout
        settings = {name: value for name, value in encoder.config.to_dict().items() if name != "_name_or_path"}
        network = cls(StanceConfig(encoder=settings, heads=heads))  # a new one, without the folder of the base
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
        casing: Tensor,  # (batch, tokens), indices of stancekit.network.tokenization.CASINGS
        target_weights: Tensor | None = None,  # (batch, targets, tokens), rows sum to one
        gold: Mapping[str, Tensor] | None = None,  # by head: (batch, labels), (batch, targets or tokens, labels)
    ) -> StanceOutput:
        """Return every head's logits and, with gold labels, the weighted sum of the heads' losses.

        A label is a row of probabilities; a row of zeros is no label. The loss
        of a head is the mean over its labels. The labels of `stance` belong to
        targets, those of the other token heads to tokens.
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
    """Tell whether a hub name or a folder holds a StanceNetwork, such as an exported model."""
    return PreTrainedConfig.get_config_dict(base)[0].get("model_type") == StanceConfig.model_type


def _encoder(base: str) -> PreTrainedModel:
    encoder: PreTrainedModel = AutoModel.from_pretrained(base, add_pooling_layer=False, dtype=torch.float32)
    _widen_token_types(encoder)
    return encoder


def _widen_token_types(encoder: PreTrainedModel) -> None:
    """Use the encoder's token types for the casing of tokens; a single sentence does not need them otherwise.

    Every casing starts with the embedding of the first type, so outputs
    change only with training.

    Raises:
        TrainingError: the encoder has no token types.
    """
    embeddings: Any = getattr(encoder, "embeddings", None)
    if not isinstance(getattr(embeddings, "token_type_embeddings", None), nn.Embedding):
        raise TrainingError(f"a {type(encoder).__name__} has no token types; choose a BERT-like encoder as base.")
    first = embeddings.token_type_embeddings.weight.data[:1]
    embeddings.token_type_embeddings = nn.Embedding.from_pretrained(first.repeat(len(CASINGS), 1), freeze=False)
    encoder.config.type_vocab_size = len(CASINGS)


def _pool(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """Return the mean over tokens, special tokens excluded. (batch, tokens, width) -> (batch, width)."""
    after = functional.pad(attention_mask[:, 1:], (0, 1))
    content = attention_mask * after  # without [SEP], the last token before the padding
    content = torch.cat((torch.zeros_like(content[:, :1]), content[:, 1:]), dim=1)  # without [CLS]
    weights = content.to(hidden.dtype).unsqueeze(-1)  # (batch, tokens, 1)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the mean cross-entropy over rows with a label, zero without any."""
    total = -(labels * functional.log_softmax(logits.float(), dim=-1)).sum()
    return total / labels.any(-1).sum().clamp(min=1)


class TorchRuntime:
    """A `stancekit.network.runtime.Runtime` on PyTorch."""

    def __init__(self, network: StanceNetwork) -> None:
        """Wrap a network, which must be in evaluation mode."""
        self._network = network

    def run(self, window: Window) -> Logits:
        """Return logits by head; see `Runtime.run`."""
        ids = torch.from_numpy(window.ids).unsqueeze(0).to(self._network.device)
        casing = torch.from_numpy(window.casing).unsqueeze(0).to(self._network.device)
        with torch.inference_mode():
            logits = self._network(ids, torch.ones_like(ids), casing).logits
        return {name: values[0].float().cpu().numpy() for name, values in logits.items()}
