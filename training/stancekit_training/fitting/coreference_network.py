"""The networks of coreference, on the hidden states of a fitted encoder: nominals, reference vectors, antecedents."""

import torch
from torch import Tensor, nn

from stancekit.analysis.coreference.pairs import ANAPHOR_FEATURES, PAIR_FEATURES
from stancekit.labels import COREFERENCE_HEADS

HIDDEN = 128


class AntecedentNetwork(nn.Module):
    """Scores each candidate for the antecedent of an anaphor, and none of them.

    The reference vectors of the two, their product and the features of the
    pair go through one hidden layer; none has a score of its own, from the
    anaphor alone.
    """

    def __init__(self, *, dropout: float = 0.0) -> None:
        """Build the network with untrained weights."""
        super().__init__()
        size = COREFERENCE_HEADS["reference"].size
        self.anaphor, self.candidate = nn.Linear(size, size), nn.Linear(size, size)
        self.of_anaphor = nn.Linear(size + ANAPHOR_FEATURES, HIDDEN)
        self.of_candidate = nn.Linear(2 * size + PAIR_FEATURES, HIDDEN, bias=False)
        self.score = nn.Sequential(nn.ReLU(), nn.Dropout(dropout), nn.Linear(HIDDEN, 1))
        self.none = nn.Sequential(nn.Linear(size + ANAPHOR_FEATURES, HIDDEN // 2), nn.ReLU(), nn.Linear(HIDDEN // 2, 1))

    def forward(self, anaphor: Tensor, candidates: Tensor, anaphor_features: Tensor, pair_features: Tensor) -> Tensor:
        """Return the scores, that of none first.

        Args:
            anaphor: reference vectors. *Shape:* ([batch,] dimensions)
            candidates: *shape* ([batch,] candidates, dimensions)
            anaphor_features: *shape* ([batch,] features of an anaphor)
            pair_features: *shape* ([batch,] candidates, features of a pair)

        Returns:
            *Shape:* ([batch,] 1 + candidates)
        """
        own, others = self.anaphor(anaphor), self.candidate(candidates)
        of_anaphor = torch.cat([own, anaphor_features], dim=-1)
        of_candidates = torch.cat([others, others * own.unsqueeze(-2), pair_features], dim=-1)
        hidden = self.of_anaphor(of_anaphor).unsqueeze(-2) + self.of_candidate(of_candidates)
        return torch.cat([self.none(of_anaphor), self.score(hidden).squeeze(-1)], dim=-1)


class AntecedentEnsemble(nn.Module):
    """Antecedent networks that begin and drop out differently: their mean depends less on chance than one of them.

    Attributes:
        members: the networks.
    """

    def __init__(self, *, members: int, dropout: float = 0.0) -> None:
        """Build the networks with untrained weights."""
        super().__init__()
        self.members = nn.ModuleList(AntecedentNetwork(dropout=dropout) for _ in range(members))

    def forward(self, anaphor: Tensor, candidates: Tensor, anaphor_features: Tensor, pair_features: Tensor) -> Tensor:
        """Return the means of the members' logarithms of probabilities; see `AntecedentNetwork.forward`."""
        return self.scores(anaphor, candidates, anaphor_features, pair_features).log_softmax(-1).mean(0)

    def scores(self, anaphor: Tensor, candidates: Tensor, anaphor_features: Tensor, pair_features: Tensor) -> Tensor:
        """Return the scores of each member. *Shape:* (members, [batch,] 1 + candidates)."""
        return torch.stack([member(anaphor, candidates, anaphor_features, pair_features) for member in self.members])


class CoreferenceNetwork(nn.Module):
    """The heads for coreference, and the scorer of antecedents."""

    def __init__(self, width: int, *, members: int = 1, dropout: float = 0.0) -> None:
        """Build the network with untrained weights.

        Args:
            width: the width of the hidden states, see `StanceNetwork.add_coreference`.
            members: the number of antecedent networks.
            dropout: the dropout on hidden states and within the scorer.
        """
        super().__init__()
        self.nominal, self.reference = (nn.Linear(width, head.size) for head in COREFERENCE_HEADS.values())
        self.antecedents = AntecedentEnsemble(members=members, dropout=dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, anaphor: Tensor, candidates: Tensor, anaphor_features: Tensor, pair_features: Tensor) -> Tensor:
        """Return the scores of antecedents from hidden states; see `AntecedentEnsemble.forward`."""
        vectors = self.reference(anaphor), self.reference(candidates)
        scores: Tensor = self.antecedents(*vectors, anaphor_features, pair_features)
        return scores

    def scores_by_member(
        self, anaphor: Tensor, candidates: Tensor, anaphor_features: Tensor, pair_features: Tensor
    ) -> Tensor:
        """Return the scores of each antecedent network, to train it. *Shape:* (members, [batch,] 1 + candidates)."""
        vectors = self.reference(self.dropout(anaphor)), self.reference(self.dropout(candidates))
        return self.antecedents.scores(*vectors, anaphor_features, pair_features)
