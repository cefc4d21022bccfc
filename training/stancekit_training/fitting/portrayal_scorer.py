"""Fitting the scorer of portrayals, and its predictions for articles that it has not seen.

The corpora disagree about whose voice counts and where neutral ends. So each
has intercepts and a deviation from the weights that all share; the model gets
those of the corpus whose definition it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from stancekit.labels import STANCE
from stancekit.network.tagging import FloatArray
from stancekit_training.dataset.portrayals import NO_LABEL, PortrayalExample
from stancekit_training.evaluation.folds import FOLDS, fold_numbers
from stancekit_training.fitting.portrayal_network import PortrayalNetwork
from stancekit_training.settings import PortrayalFit

FEATURE_SCALE, ACTOR_SCALE = 0.5, 0.7  # standard deviation of a standardized feature; that of a vector is 1
LEAST_DEVIATION = 0.05  # of a feature, so that a rare one is not blown up
CERTAINLY_NEUTRAL = (-20.0, 20.0, -20.0)  # logits of an actor without a mention
ITERATIONS = 60


@dataclass(frozen=True)
class _Bags:
    """The mentions of many actors, and of single passages, one after the other.

    Attributes:
        vectors, features: *shape* (mentions, ...)
        actors: *shape* (bags, features of an actor)
        bag: the number of each mention's bag.
        corpus: the number of each bag's corpus; the passages of a corpus count as another one.
        labels, weights: the label and the weight of each bag.
    """

    vectors: Tensor
    features: Tensor
    actors: Tensor
    bag: Tensor
    corpus: Tensor
    labels: Tensor
    weights: Tensor


class _MultiCorpusScorer(nn.Module):
    """A scorer with intercepts and deviations for each corpus."""

    def __init__(self, corpora: int) -> None:
        super().__init__()
        self.shared = PortrayalNetwork()
        self.intercepts = nn.Parameter(torch.zeros(2 * corpora, len(STANCE)))  # the second half is of passages
        self.votes = nn.Parameter(torch.zeros(2 * corpora, *self.shared.votes.weight.shape))
        self.actor = nn.Parameter(torch.zeros(2 * corpora, *self.shared.actor.weight.shape))

    def forward(self, bags: _Bags) -> Tensor:
        """Return the logits of each bag. *Shape:* (bags, labels)."""
        network, count = self.shared, len(bags.labels)
        mentions = network.mentions(bags.vectors, bags.features)
        weights = network.weights(mentions).exp()
        shares = weights / torch.zeros(count).index_add(0, bags.bag, weights)[bags.bag]
        pooled = torch.zeros(count, mentions.shape[1]).index_add(0, bags.bag, mentions * shares.unsqueeze(-1))
        actors = (bags.actors - network.actor_mean) * network.actor_scale
        logits = network.votes(pooled) + network.actor(actors)
        own = self._own(self.votes, pooled, bags.corpus) + self._own(self.actor, actors, bags.corpus)
        total: Tensor = logits + own + self.intercepts[bags.corpus]
        return total

    def _own(self, weights: Tensor, inputs: Tensor, corpus: Tensor) -> Tensor:
        """Return what the deviations of each bag's corpus give. *Shape:* (bags, labels)."""
        rows = [(corpus == number).nonzero().squeeze(-1) for number in range(len(weights))]
        parts = [inputs[row] @ weights[number].T for number, row in enumerate(rows)]
        return torch.zeros(len(inputs), len(STANCE)).index_add(0, torch.cat(rows), torch.cat(parts))

    def penalty(self, settings: PortrayalFit) -> Tensor:
        """Return the penalty of the weights."""
        network = self.shared
        return (
            settings.penalty * (network.votes.weight.square().sum() + network.actor.weight.square().sum())
            + settings.attention_penalty * network.attention.weight.square().sum()
            + settings.corpus_penalty * (self.votes.square().sum() + self.actor.square().sum())
        )

    def of_corpus(self, number: int) -> PortrayalNetwork:
        """Return the scorer with the definition of one corpus."""
        network = self.shared
        with torch.no_grad():
            network.votes.weight.add_(self.votes[number])
            network.actor.weight.add_(self.actor[number])
            network.actor.bias.add_(self.intercepts[number])
        return network.eval()


def fit_scorer(examples: Sequence[PortrayalExample], settings: PortrayalFit) -> PortrayalNetwork:
    """Fit the scorer, with the definition of one corpus; the same examples give the same scorer."""
    known = [example for example in examples if len(example.vectors)]
    scorer = _MultiCorpusScorer(len(settings.corpora))
    _standardize(scorer.shared, known)
    bags = _bags(known, settings, scorer.shared.actor_mean)
    optimizer = torch.optim.LBFGS(
        [parameter for name, parameter in scorer.named_parameters() if name != "shared.actor.bias"],
        max_iter=ITERATIONS,
        history_size=10,
        line_search_fn="strong_wolfe",
    )

    def loss() -> Tensor:
        optimizer.zero_grad()
        losses = functional.cross_entropy(scorer(bags), bags.labels, reduction="none")
        total = (losses * bags.weights).sum() / len(known) + scorer.penalty(settings)
        total.backward()
        return total

    optimizer.step(loss)
    return scorer.of_corpus(settings.corpora.index(settings.definition))


def score(network: PortrayalNetwork, examples: Sequence[PortrayalExample]) -> FloatArray:
    """Return the logits of each example; neutral is certain without a mention. *Shape:* (examples, labels)."""
    logits = np.tile(np.array(CERTAINLY_NEUTRAL, np.float32), (len(examples), 1))
    with torch.inference_mode():
        for row, example in enumerate(examples):
            if len(example.vectors):
                inputs = map(torch.from_numpy, (example.vectors, example.features, example.actor))
                logits[row] = network(*inputs)[0].numpy()
    return logits


def cross_score(examples: Sequence[PortrayalExample], settings: PortrayalFit) -> FloatArray:
    """Return the logits of each example by a scorer of the other folds; a group stays in one fold."""
    folds = fold_numbers([f"{example.corpus} {example.group}" for example in examples])
    logits = np.zeros((len(examples), len(STANCE)), np.float32)
    for fold in range(FOLDS):
        inside = np.flatnonzero(folds == fold).tolist()
        network = fit_scorer([examples[index] for index in np.flatnonzero(folds != fold).tolist()], settings)
        logits[inside] = score(network, [examples[index] for index in inside])
    return logits


def _standardize(network: PortrayalNetwork, examples: Sequence[PortrayalExample]) -> None:
    features = torch.from_numpy(np.concatenate([example.features for example in examples]))
    actors = torch.from_numpy(np.stack([example.actor for example in examples]))
    network.feature_mean.copy_(features.mean(0))
    network.feature_scale.copy_(FEATURE_SCALE / (features.std(0, correction=0) + LEAST_DEVIATION))
    network.actor_mean.copy_(actors.mean(0))
    network.actor_scale.copy_(ACTOR_SCALE / (actors.std(0, correction=0) + LEAST_DEVIATION))


def _bags(examples: Sequence[PortrayalExample], settings: PortrayalFit, mean: Tensor) -> _Bags:
    """Return a bag for each example, then one for each of its labeled passages, whose actor is the mean one."""
    passages = [part for example in examples for part in _passages(example, mean.numpy())]
    rows = [*examples, *passages]
    corpora = [settings.corpora.index(row.corpus) for row in rows]
    offsets = [0] * len(examples) + [len(settings.corpora)] * len(passages)
    return _Bags(
        vectors=torch.from_numpy(np.concatenate([row.vectors for row in rows])),
        features=torch.from_numpy(np.concatenate([row.features for row in rows])),
        actors=torch.from_numpy(np.stack([row.actor for row in rows])),
        bag=torch.arange(len(rows)).repeat_interleave(torch.tensor([len(row.vectors) for row in rows])),
        corpus=torch.tensor(corpora) + torch.tensor(offsets),
        labels=torch.tensor([row.label for row in rows]),
        weights=torch.tensor([1.0] * len(examples) + [settings.passages] * len(passages)),
    )


def _passages(example: PortrayalExample, mean: FloatArray) -> list[PortrayalExample]:
    """Return an example for each labeled passage of an example."""
    parts = []
    for number in np.unique(example.passages[example.passages != NO_LABEL]).tolist():
        inside = example.passages == number
        parts.append(
            replace(
                example,
                label=int(example.passage_labels[inside][0]),
                vectors=example.vectors[inside],
                features=example.features[inside],
                actor=mean,
                passages=example.passages[inside],
                passage_labels=example.passage_labels[inside],
            )
        )
    return parts
