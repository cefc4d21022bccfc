"""The evidence for an actor's portrayal: its mentions in an article, each as numbers.

No feature is a name: of an actor, only its kind and its place among the actors
are known. The vectors are projections of the network's hidden states, see
`stancekit.labels.PORTRAYAL_HEADS`, which may know the name that they stand for.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from stancekit.analysis.measures import originals
from stancekit.analysis.portrayal.feature_names import ACTOR_COLUMNS, MENTION_COLUMNS
from stancekit.document.headline import is_in_headline
from stancekit.document.records import ActorSummary, Document, Mention, Sentence
from stancekit.labels import FORMS, KINDS, PORTRAYAL_HEADS, QUOTED_ROLES, VOICES
from stancekit.network.decoding import SentencePredictions
from stancekit.network.tagging import FloatArray, tokens_in

MENTION_FEATURES, ACTOR_FEATURES = len(MENTION_COLUMNS), len(ACTOR_COLUMNS)
VECTOR_SIZE = PORTRAYAL_HEADS["portrayal"].size
MENTION_SIZE = VECTOR_SIZE // 2  # of its first part, for the mention; the rest is for the sentence
MIN_PROBABILITY = 1e-4  # in a logarithm
MAX_LOADED, MAX_OTHERS, MAX_RANK = 3, 5, 10  # beyond which a count says no more


@dataclass(frozen=True)
class Evidence:
    """The mentions of one actor that count for its portrayal.

    Attributes:
        mentions: their indices in `document.mentions`; they are in article
            text and have a stance, and their sentence repeats no other word
            for word.
        vectors: of each mention and its sentence. *Shape:* (mentions, VECTOR_SIZE)
        features: *shape* (mentions, features of a mention)
        actor: *shape* (features of an actor,)
    """

    mentions: tuple[int, ...]
    vectors: FloatArray
    features: FloatArray
    actor: FloatArray


class ArticleEvidence:
    """The evidence for the portrayals of all actors of an article."""

    def __init__(self, document: Document, sentences: Sequence[SentencePredictions]) -> None:
        """Keep the article.

        Args:
            document: without portrayals.
            sentences: the predictions for its sentences, with portrayal vectors.
        """
        self._document = document
        self._sentences = sentences
        self._attributions = document.attributions
        self._pooled: dict[int, FloatArray] = {}  # by sentence

    def of_actor(self, actor: ActorSummary) -> Evidence | None:
        """Return the evidence for an actor, None without a mention that counts."""
        mentions = tuple(mention for mention in actor.mentions if self._counts(mention))
        if not mentions:
            return None
        return Evidence(
            tuple(self._indices[id(mention)] for mention in mentions),
            vectors=np.stack([self._vector(mention) for mention in mentions]),
            features=np.array([self._features(mention) for mention in mentions], dtype=np.float32),
            actor=np.array(self._actor_features(actor, mentions), dtype=np.float32),
        )

    def _counts(self, mention: Mention) -> bool:
        is_first = self._originals[mention.sentence] == mention.sentence
        return is_first and mention.stance is not None and self._document.sentences[mention.sentence].is_measured

    @cached_property
    def _indices(self) -> dict[int, int]:
        """The index of each mention, by its identity."""
        return {id(mention): index for index, mention in enumerate(self._document.mentions)}

    @cached_property
    def _originals(self) -> list[int]:
        return originals(self._document.sentences)

    @cached_property
    def _counted(self) -> list[Mention]:
        return [mention for mention in self._document.mentions if self._counts(mention)]

    @cached_property
    def _totals(self) -> "_Scores":
        """The scores of all mentions that count."""
        return _Scores(self._counted)

    @cached_property
    def _by_sentence(self) -> "list[_SentenceScores]":
        """The scores of each sentence, by actor."""
        return [_SentenceScores(sentence) for sentence in self._document.sentences]

    def _vector(self, mention: Mention) -> FloatArray:
        """Return the mean over the mention's tokens, then the mean over its sentence's. *Shape:* (VECTOR_SIZE,)."""
        sentence = self._sentences[mention.sentence]
        if sentence.portrayal is None:
            raise ValueError("the predictions have no portrayal vectors")
        if mention.sentence not in self._pooled:
            self._pooled[mention.sentence] = sentence.portrayal[:, MENTION_SIZE:].mean(axis=0)
        first, stop = tokens_in(sentence.tokens.offsets, mention.start, mention.end)
        own = sentence.portrayal[first:stop, :MENTION_SIZE].mean(axis=0)
        return np.concatenate([own, self._pooled[mention.sentence]]).astype(np.float32)

    def _features(self, mention: Mention) -> list[float]:
        """Return the features of a mention; see `MENTION_COLUMNS`."""
        sentence = self._document.sentences[mention.sentence]
        return [
            *_stance_features(mention),
            *(mention.voice == voice for voice in VOICES),
            *(mention.form == form for form in FORMS[1:]),
            1.0 if mention.probability is None else mention.probability,
            mention.is_guess,
            is_in_headline(sentence),
            sentence.role == "subheading",
            sentence.role in QUOTED_ROLES,
            sentence.role == "list_item",
            mention.sentence / max(1, len(self._sentences) - 1),
            math.log1p(mention.sentence),
            sentence.opinion or 0.0,
            sentence.bias or 0.0,
            min(MAX_LOADED, len(sentence.loaded)),
            max((loaded.probability for loaded in sentence.loaded), default=0.0),
            *self._by_sentence[mention.sentence].others(mention.actor),
            *self._speech_features(mention, sentence),
            *self._length_features(mention),
        ]

    def _speech_features(self, mention: Mention, sentence: Sentence) -> list[float]:
        """Return whose words are in the sentence, and whose the mention stands in."""
        said = None if mention.attribution is None else self._attributions[mention.attribution]
        return [
            bool(sentence.attributions),
            any(attribution.actor == mention.actor for attribution in sentence.attributions),
            said is not None and said.actor == mention.actor,
            said is not None,
        ]

    def _length_features(self, mention: Mention) -> list[float]:
        tokens = self._sentences[mention.sentence].tokens
        first, stop = tokens_in(tokens.offsets, mention.start, mention.end)
        count = len(tokens.ids)
        return [(stop - first) / count, first / count, math.log(count)]

    def _actor_features(self, actor: ActorSummary, mentions: Sequence[Mention]) -> list[float]:
        """Return the features of an actor; see `ACTOR_COLUMNS`."""
        document, sentences = self._document, len(self._document.sentences)
        own = _Scores(mentions)
        stances = [mention.stance for mention in mentions if mention.stance is not None]
        in_headline = [mention for mention in mentions if is_in_headline(document.sentences[mention.sentence])]
        by_voice = [[mention for mention in mentions if mention.voice == voice] for voice in ("opinion", "quoted")]
        return [
            math.log1p(len(mentions)),
            len(mentions) / len(self._counted),
            len({mention.sentence for mention in mentions}) / sentences,
            math.log(sentences),
            document.opinion_share.score if document.opinion_share else 0.0,
            document.bias_share.score if document.bias_share else 0.0,
            self._totals.mean_without(own),
            *(actor.kind == kind for kind in KINDS),
            min(actor.id, MAX_RANK) / MAX_RANK,
            *(_signed_root(_Scores(part).sum) for part in (mentions, in_headline, *by_voice)),
            max(stance.against for stance in stances),
            max(stance.favor for stance in stances),
        ]


class _Scores:
    """The sum of the stance scores of some mentions, and their number."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        scores = [mention.stance.score for mention in mentions if mention.stance is not None]
        self.sum, self.count = math.fsum(scores), len(scores)

    def mean_without(self, others: "_Scores") -> float:
        """Return the mean over the mentions that are not among others, 0 without any."""
        rest = self.count - others.count
        return (self.sum - others.sum) / rest if rest else 0.0


class _SentenceScores:
    """The scores of a sentence's mentions, by actor, in time linear in their number."""

    def __init__(self, sentence: Sentence) -> None:
        by_actor = defaultdict(list)
        for mention in sentence.mentions:
            by_actor[mention.actor].append(mention)
        self._by_actor = {actor: _Scores(mentions) for actor, mentions in by_actor.items()}
        self._all = _Scores(sentence.mentions)

    def others(self, actor: int) -> list[float]:
        """Return how many other actors the sentence mentions, and the mean stance toward them."""
        return [min(MAX_OTHERS, len(self._by_actor) - 1), self._all.mean_without(self._by_actor[actor])]


def _stance_features(mention: Mention) -> list[float]:
    """Return the probabilities of both sides, and their logits against neutral."""
    stance = mention.stance
    if stance is None:
        raise ValueError(f"{mention!r} has no stance")
    against, neutral, favor = (
        math.log(max(MIN_PROBABILITY, share)) for share in (stance.against, stance.neutral, stance.favor)
    )
    return [stance.against, stance.favor, against - neutral, favor - neutral]


def _signed_root(value: float) -> float:
    return math.copysign(math.sqrt(abs(value)), value)
