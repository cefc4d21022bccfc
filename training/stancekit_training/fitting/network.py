"""The network: one encoder with a linear head for each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel
from transformers.utils.generic import ModelOutput

from stancekit.labels import COREFERENCE_HEADS, HEADS, OUTPUTS, PORTRAYAL_HEADS
from stancekit.network.tokenization import CASINGS
from stancekit_training.fitting.base import local_base
from stancekit_training.fitting.encoder import (
    check_freeze,
    drop_pooler,
    encoder_layers,
    layer_input,
    settings_of,
    upper_layers,
)
from stancekit_training.fitting.network_config import StanceConfig
from stancekit_training.fitting.pooling import label_loss, mean_state


@dataclass
class StanceOutput(ModelOutput):
    """Logits of every head, and the loss if there were labels.

    *Shapes:* sentence heads (batch, labels), token heads (batch, tokens, labels).
    """

    loss: Tensor | None = None
    logits: dict[str, Tensor] | None = None


class StanceNetwork(PreTrainedModel):
    """An encoder whose hidden states all heads share, so that one forward pass serves every head.

    The encoder is any of `AutoModel` that has a stack of layers. The casing of
    a token is an embedding, zero at first, that is added to the input of the
    first layer that is not frozen in the first fit. It stays there in later ones.
    """

    config_class = StanceConfig
    base_model_prefix = "encoder"

    def __init__(self, config: StanceConfig) -> None:
        """Build the network with untrained weights."""
        super().__init__(config)
        settings = dict(config.encoder)
        encoder = AutoConfig.for_model(settings.pop("model_type"), **settings)
        self.encoder = AutoModel.from_config(encoder)
        drop_pooler(self.encoder)
        self.dropout = nn.Dropout(config.dropout)
        width = encoder.hidden_size
        self.heads = nn.ModuleDict(
            {
                name: nn.Linear(2 * width if name in COREFERENCE_HEADS else width, OUTPUTS[name].size)
                for name in config.heads
            }
        )
        self.casing = nn.Embedding(len(CASINGS), width) if config.casing == "embedding" else None
        self.intercepts = nn.ModuleDict(
            {head: nn.Embedding(len(corpora), len(HEADS[head].labels)) for head, corpora in config.intercepts.items()}
        )
        self._casing_of_batch: Tensor | None = None
        if self.casing is not None:
            layer = encoder_layers(self.encoder)[config.casing_layer]
            layer.register_forward_pre_hook(self._add_casing, with_kwargs=True)
        self.post_init()

    @classmethod
    def from_base(
        cls,
        base: str,
        heads: dict[str, float],
        *,
        dropout: float,
        cased: bool = False,
        frozen_layers: int = 0,
        intercepts: Mapping[str, Sequence[str]] | None = None,
    ) -> "StanceNetwork":
        """Build a network from a pretrained encoder with new heads, or from another StanceNetwork with its heads.

        Args:
            base: a hub name or a folder; its weights are read from safetensors alone.
            heads: the weight of each head's loss; heads that the base lacks are new.
            dropout: the dropout in the encoder and before the heads.
            cased: whether the vocabulary tells capitals from small letters: then the network needs no casing.
            frozen_layers: the lower layers that training leaves as they are.
            intercepts: the corpora with an intercept of their own, by head.

        Raises:
            TrainingError: the encoder has no stack of layers, or fewer than `frozen_layers`.
            ArtifactError: see `local_base`.
        """
        base = local_base(base)
        trained = cls.from_pretrained(base, dtype=torch.float32) if is_stance_network(base) else None
        encoder = trained.encoder if trained else _encoder(base)
        check_freeze(frozen_layers, encoder, base)
        layers = len(encoder_layers(encoder))
        config = StanceConfig(
            encoder=settings_of(encoder, dropout=dropout),
            heads=heads,
            casing=trained.config.casing if trained else "none" if cased else "embedding",
            frozen_layers=frozen_layers,
            casing_layer=trained.config.casing_layer if trained else min(frozen_layers, layers - 1),
            dropout=dropout,
            intercepts={head: list(corpora) for head, corpora in (intercepts or {}).items()},
        )
        network = cls(config)  # a new one, without the folder of the base
        network._take_over(encoder, trained)
        return network

    def _take_over(self, encoder: PreTrainedModel, trained: "StanceNetwork | None") -> None:
        """Start from the weights of an encoder, and from the casing, heads and intercepts of a trained network."""
        self.encoder.load_state_dict(encoder.state_dict())
        if trained and trained.casing is not None and self.casing is not None:
            self.casing.load_state_dict(trained.casing.state_dict())
        for name, head in self.heads.items():
            if trained and name in trained.heads:
                head.load_state_dict(trained.heads[name].state_dict())
        for name, corpora in self.config.intercepts.items():
            known = trained.config.intercepts.get(name, []) if trained else []
            for corpus in set(corpora) & set(known):
                row = cast(StanceNetwork, trained)._intercept_weight(name)[known.index(corpus)]
                self._intercept_weight(name).data[corpora.index(corpus)] = row

    def add_coreference(self, heads: Mapping[str, nn.Module]) -> None:
        """Add heads of coreference, which read the output of a middle layer beside that of the last.

        The middle layers know more of syntax and of nouns without names than
        the last, whose states the other heads have shaped.

        Args:
            heads: the heads by name; they map (batch, tokens, twice the width).
        """
        self.config.middle_layer = len(encoder_layers(self.encoder)) // 2
        for name, head in heads.items():
            self.heads[name] = head
            self.config.heads = {**self.config.heads, name: 0.0}

    def add_portrayal(self, head: nn.Module) -> None:
        """Add the head of portrayals; it maps the output of the last layer, (batch, tokens, width)."""
        (name,) = PORTRAYAL_HEADS
        self.heads[name] = head
        self.config.heads = {**self.config.heads, name: 0.0}

    @property
    def reads_casing(self) -> bool:
        """Whether the casing of tokens is an input."""
        return bool(self.config.casing != "none")

    def freeze(self) -> None:
        """Leave out of training the frozen layers and all of the encoder but the layers above them.

        Weights outside the layers, such as embeddings, position biases and a
        casing that is added below, determine the output of the frozen layers too.
        """
        if self.config.frozen_layers:
            self.encoder.requires_grad_(False)
            for layer in encoder_layers(self.encoder)[self.config.frozen_layers :]:
                layer.requires_grad_(True)
            if self.casing is not None and self.config.casing_layer < self.config.frozen_layers:
                self.casing.requires_grad_(False)

    def frozen_states(self, input_ids: Tensor, attention_mask: Tensor, casing: Tensor) -> Tensor:
        """Return the output of the frozen layers, `hidden` of `forward`. *Shape:* (batch, tokens, width)."""
        self._casing_of_batch = casing
        inputs = self._encoder_inputs(attention_mask, casing)
        return layer_input(self.encoder, self.config.frozen_layers, input_ids=input_ids, **inputs)

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif module is self.casing or module in self.intercepts.values():
            nn.init.zeros_(cast(nn.Embedding, module).weight)

    def _add_casing(self, _: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any]:
        """Add the embeddings of the casing to the input of a layer, as a forward hook."""
        if self.casing is None or self._casing_of_batch is None:
            return args, kwargs
        added = self.casing(self._casing_of_batch)
        if args:
            return (args[0] + added, *args[1:]), kwargs
        return args, kwargs | {"hidden_states": kwargs["hidden_states"] + added}

    def forward(
        self,
        input_ids: Tensor,  # (batch, tokens)
        attention_mask: Tensor,  # (batch, tokens)
        casing: Tensor | None = None,  # (batch, tokens), indices of stancekit.network.tokenization.CASINGS
        target_weights: Tensor | None = None,  # (batch, targets, tokens), rows sum to one
        gold: Mapping[str, Tensor] | None = None,  # by head: (batch, labels), (batch, targets or tokens, labels)
        corpora: Mapping[str, Tensor] | None = None,  # by head with intercepts: (batch,), -1 for no intercept
        temperatures: Tensor | None = None,  # (batch,), of the labels of each sentence
        hidden: Tensor | None = None,  # (batch, tokens, width), the output of the frozen layers if it is known
    ) -> StanceOutput:
        """Return every head's logits and, with gold labels, the weighted sum of the heads' losses.

        A label is a row of probabilities; a row of zeros is no label. The loss
        of a head is the mean over its labels. The labels of `stance` belong to
        targets, those of the other token heads to tokens. In the loss, the
        logits of a head with intercepts get the intercept of the sentence's
        corpus, because corpora draw the line between two labels in different
        places; the logits that are returned do not.
        """
        last, layers = self._encode(input_ids, attention_mask, casing, hidden)
        states = self.dropout(last)  # (batch, tokens, width)
        inputs = {"token": states, "sentence": mean_state(states, attention_mask)}
        logits = {name: head(inputs[HEADS[name].level]) for name, head in self.heads.items() if name in HEADS}
        if self.config.middle_layer is not None:
            both = torch.cat([layers[self.config.middle_layer], last], dim=-1)  # (batch, tokens, twice the width)
            logits |= {name: head(both) for name, head in self.heads.items() if name in COREFERENCE_HEADS}
        logits |= {name: head(last) for name, head in self.heads.items() if name in PORTRAYAL_HEADS}
        if gold is None:
            return StanceOutput(logits=logits)
        scored = dict(logits)
        if "stance" in scored and target_weights is not None:
            scored["stance"] = target_weights.to(states.dtype) @ logits["stance"]  # (batch, targets, 3)
        for head, numbers in (corpora or {}).items():
            scored[head] = scored[head] + self._intercepts(head, numbers, scored[head].ndim)
        weights = {name: weight for name, weight in self.config.heads.items() if name in gold}
        losses = [weight * label_loss(scored[name], gold[name], temperatures) for name, weight in weights.items()]
        return StanceOutput(loss=torch.stack(losses).sum(), logits=logits)

    def _encode(
        self, input_ids: Tensor, attention_mask: Tensor, casing: Tensor | None, hidden: Tensor | None
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Return the last hidden states, (batch, tokens, width), and those of each layer if coreference needs them."""
        inputs = self._encoder_inputs(attention_mask, casing)
        inputs["output_hidden_states"] = self.config.middle_layer is not None
        self._casing_of_batch = casing
        if hidden is None:
            outputs = self.encoder(input_ids=input_ids, **inputs)
        elif self.config.frozen_layers == len(encoder_layers(self.encoder)):
            return hidden, ()
        else:
            with upper_layers(self.encoder, self.config.frozen_layers):
                outputs = self.encoder(inputs_embeds=hidden, **inputs)
        return outputs.last_hidden_state, outputs.hidden_states or ()

    def _encoder_inputs(self, attention_mask: Tensor, casing: Tensor | None) -> dict[str, Any]:
        token_types = {"token_type_ids": casing} if self.config.casing == "token types" else {}
        return {"attention_mask": attention_mask, **token_types}

    def _intercepts(self, head: str, numbers: Tensor, dimensions: int) -> Tensor:
        """Return the intercept of each sentence, zero for the number -1. *Shape:* (batch, [1,] labels).

        Their mean over the corpora is zero, so that the logits without them
        are those of the average corpus.
        """
        weight = self._intercept_weight(head)
        centered = torch.cat([weight - weight.mean(0), torch.zeros_like(weight[:1])])[numbers]
        return centered if dimensions == 2 else centered.unsqueeze(1)

    def _intercept_weight(self, head: str) -> Tensor:
        """Return the intercepts of a head. *Shape:* (corpora, labels)."""
        return cast(nn.Embedding, self.intercepts[head]).weight


def is_stance_network(base: str) -> bool:
    """Return whether a folder holds a StanceNetwork, such as an exported model."""
    return PreTrainedConfig.get_config_dict(base)[0].get("model_type") == StanceConfig.model_type


def _encoder(base: str) -> PreTrainedModel:
    encoder: PreTrainedModel = AutoModel.from_pretrained(
        base, dtype=torch.float32, use_safetensors=True, trust_remote_code=False
    )
    drop_pooler(encoder)
    return encoder
