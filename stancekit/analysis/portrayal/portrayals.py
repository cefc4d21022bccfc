"""The portrayals of an article's actors.

A stance is of a sentence, and `ActorSummary.stance` is a mean over sentences.
A portrayal is of the article: the word that research on news coverage uses for
how a text as a whole depicts somebody. Mentions do not count alike in it; the
weight of each is learned, as in attention-based multiple-instance learning
(Ilse et al., ICML 2018). The model is additive in the mentions, so the share
of each in the result is exact (Javed et al., NeurIPS 2022).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from stancekit.analysis.portrayal.evidence import ArticleEvidence, Evidence
from stancekit.document.records import Document
from stancekit.document.scores import Portrayal
from stancekit.labels import STANCE
from stancekit.network.decoding import SentencePredictions
from stancekit.network.manifest import PortrayalSettings
from stancekit.network.tagging import FloatArray, IntArray, softmax

SHOWN = 3  # mentions that a portrayal lists


class Scorer(Protocol):
    """Scores the evidence; see `stancekit.network.portrayal_scorer.PortrayalScorer`."""

    def score(self, vectors: FloatArray, features: FloatArray, actor: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the logits, and the part of each mention in them."""
        ...


@dataclass(frozen=True)
class Portrayals:
    """The portrayals of a model.

    Attributes:
        scorer: scores the evidence for an actor.
        settings: of the model.
    """

    scorer: Scorer
    settings: PortrayalSettings

    def add(self, document: Document, sentences: Sequence[SentencePredictions]) -> Document:
        """Return the document with the portrayal of each actor; an actor without a mention that counts has none.

        Args:
            document: without portrayals.
            sentences: the predictions for its sentences, with portrayal vectors.
        """
        article = ArticleEvidence(document, sentences)
        evidence = [article.of_actor(actor) for actor in document.actors]
        actors = [
            actor if own is None else replace(actor, portrayal=self._portrayal(own))
            for actor, own in zip(document.actors, evidence, strict=True)
        ]
        return replace(document, actors=tuple(actors))

    def _portrayal(self, evidence: Evidence) -> Portrayal:
        logits, parts = self.scorer.score(evidence.vectors, evidence.features, evidence.actor)
        shares = softmax(logits, self.settings.temperature)
        label = int(label_numbers(shares, self.settings))
        against, neutral, favor = shares.tolist()
        return Portrayal(against, neutral, favor, STANCE[label], _weightiest(evidence.mentions, parts, label))


def label_numbers(probabilities: FloatArray, settings: PortrayalSettings) -> IntArray:
    """Return the side that reaches its threshold, by the greater ratio if both do, else neutral.

    Args:
        probabilities: *shape* (..., labels)
        settings: with the thresholds.

    Returns:
        Numbers of `stancekit.labels.STANCE`. *Shape:* (...,)
    """
    against, favor = probabilities[..., 0] / settings.against, probabilities[..., 2] / settings.favor
    side = np.where(against >= favor, STANCE.index("against"), STANCE.index("favor"))
    return np.where(np.maximum(against, favor) >= 1, side, STANCE.index("neutral"))


def _weightiest(mentions: Sequence[int], parts: FloatArray, label: int) -> tuple[int, ...]:
    """Return the mentions that add most to a label's logit, compared with the mean of all logits, the first first."""
    weights = (parts[:, label] - parts.mean(axis=1)).tolist()
    order = sorted(range(len(mentions)), key=lambda number: -weights[number])
    return tuple(mentions[number] for number in order[:SHOWN])
