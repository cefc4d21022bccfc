"""The network of portrayals: attention over the mentions of an actor, additive in them."""

import torch
from torch import Tensor, nn

from stancekit.analysis.portrayal.evidence import ACTOR_FEATURES, MENTION_FEATURES, VECTOR_SIZE
from stancekit.labels import STANCE

INPUT = MENTION_FEATURES + VECTOR_SIZE
LIMIT = 4.0  # of an attention logit, so that no mention weighs 3,000 times as much as another


class PortrayalNetwork(nn.Module):
    """Scores how an article casts an actor.

    Each mention has an attention weight and votes for the three labels, both
    linear in its features; the logits are the weighted mean of the votes and a
    linear function of the features of the actor.
    """

    feature_mean: Tensor
    feature_scale: Tensor
    actor_mean: Tensor
    actor_scale: Tensor

    def __init__(self) -> None:
        """Build the network; without training, all mentions weigh the same and no label has a vote."""
        super().__init__()
        self.attention = nn.Linear(INPUT, 1, bias=False)
        self.votes = nn.Linear(INPUT, len(STANCE), bias=False)
        self.actor = nn.Linear(ACTOR_FEATURES, len(STANCE))
        for parameter in self.parameters():
            nn.init.zeros_(parameter)
        for name, size in (("feature", MENTION_FEATURES), ("actor", ACTOR_FEATURES)):
            self.register_buffer(f"{name}_mean", torch.zeros(size))
            self.register_buffer(f"{name}_scale", torch.ones(size))

    def forward(self, vectors: Tensor, features: Tensor, actor: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of one actor, (labels,), and the part of each mention in them, (mentions, labels).

        Args:
            vectors: *shape* (mentions, dimensions)
            features: *shape* (mentions, features of a mention)
            actor: *shape* (features of an actor,)
        """
        mentions = self.mentions(vectors, features)
        parts = torch.softmax(self.weights(mentions), dim=0).unsqueeze(-1) * self.votes(mentions)
        return parts.sum(0) + self.of_actor(actor), parts

    def mentions(self, vectors: Tensor, features: Tensor) -> Tensor:
        """Return the input of the mentions: standardized features, then vectors. *Shape:* (mentions, input)."""
        return torch.cat([(features - self.feature_mean) * self.feature_scale, vectors], dim=-1)

    def weights(self, mentions: Tensor) -> Tensor:
        """Return the attention logit of each mention. *Shape:* (mentions,)."""
        logits: Tensor = self.attention(mentions)
        return logits.squeeze(-1).clamp(-LIMIT, LIMIT)

    def of_actor(self, actor: Tensor) -> Tensor:
        """Return what the features of actors give. *Shape:* ([actors,] labels)."""
        logits: Tensor = self.actor((actor - self.actor_mean) * self.actor_scale)
        return logits
