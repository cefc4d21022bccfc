"""The configuration of a network: its encoder, and the heads on it."""

from typing import Any

from transformers import PreTrainedConfig


class StanceConfig(PreTrainedConfig):
    """The encoder's configuration, and the heads on it."""

    model_type = "stancekit"

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        heads: dict[str, float] | None = None,
        casing: str = "token types",
        frozen_layers: int = 0,
        casing_layer: int | None = None,
        dropout: float = 0.1,
        intercepts: dict[str, list[str]] | None = None,
        middle_layer: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the configuration.

        Args:
            encoder: the encoder's configuration, with its `model_type`.
            heads: the weight of each head's loss.
            casing: how the network reads the casing of tokens: by an
                `embedding`, or with `none` for a cased vocabulary; networks
                from before stancekit 0.7 keep it in the encoder's `token types`.
            frozen_layers: the lower layers that training leaves as they are.
            casing_layer: the layer to whose input the embedding of the casing is added;
                None, in networks from before stancekit 0.7, means the first one that is not frozen.
            dropout: the dropout before the heads.
            intercepts: the corpora that have an intercept of their own, by
                head, see `StanceNetwork.forward`.
            middle_layer: the layer whose output the heads of coreference read beside
                that of the last; None without these heads.
            kwargs: further options of `PreTrainedConfig`.
        """
        self.encoder = encoder or {}
        self.heads = heads or {}
        self.casing = casing
        self.frozen_layers = frozen_layers
        self.casing_layer = frozen_layers if casing_layer is None else casing_layer
        self.dropout = dropout
        self.intercepts = intercepts or {}
        self.middle_layer = middle_layer
        super().__init__(**kwargs)
