"""Sentences and mentions to measures: means with intervals that cover.

A measure is about the article as it stands: the mean, over its sentences, of
the labels that they truly have. The network gives a calibrated probability of
each label, so the labels' sum is a sum of independent draws, whose exact
distribution is their convolution. The interval runs between its 2.5 % and
97.5 % quantiles: the plain ones, which are too far out where the sum has few
values, or those of the mid-distribution function (Parzen, Statistical Science
2004), which are too far out where one value is nearly sure, whichever are
nearer. That the errors in one article are independent is an assumption.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import NormalDist, fmean
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stancekit.document.records import Measure, Mention, Sentence, Stance
from stancekit.labels import VOICES, Voice
from stancekit.network.tagging import IntArray

Floats: TypeAlias = NDArray[np.float64]

TAILS = (0.025, 0.975)
STANCES = np.array([-1, 0, 1])  # what against, neutral and favor count
DRAWS = 1000  # of the actors' stances, for their spread
EXACT = 300  # sentences up to which the distribution is computed; beyond, it is as good as normal
FEWEST = 2  # sentences, below which a stance is not labelled
NEUTRAL_BAND = 1 / 3  # a mean that surely stays within is neutral
STRONG = 1 / 4  # expected share of sentences that favor, and of those against, from which a stance is mixed
LEANING = 0.8  # expected surplus of sentences, for or against, from which a stance leans


def originals(sentences: Iterable[Sentence]) -> list[int]:
    """Return for each sentence the index of the first with the same words, which is often its own."""
    first: dict[str, int] = {}
    return [first.setdefault(_normalised(sentence.text), index) for index, sentence in enumerate(sentences)]


def stance_measure(mentions: Iterable[Mention], originals: Sequence[int]) -> Measure | None:
    """Return the mean stance over the sentences that mention an actor; None without any that has a stance.

    Mentions in one sentence are averaged first, and a sentence that is
    repeated word for word, as `originals` tells, counts once.
    """
    once = _once(mentions, originals)
    if not once:
        return None
    shares = _shares(once)
    score, low, high = interval(shares, first=-1)
    return Measure(
        score,
        low,
        high,
        count=sum(map(len, once)),
        label=_label(low, high, shares),
        leaning=_leaning(score * len(shares)),
    )


def by_voice(
    mentions: Sequence[Mention], originals: Sequence[int], overall: Measure | None
) -> dict[Voice, Measure | None]:
    """Return `stance_measure` for the mentions of each voice; `overall` is that of them all."""
    heard = {mention.voice for mention in mentions}
    if len(heard) == 1:  # most actors of an article: no need to measure twice
        return {voice: overall if voice in heard else None for voice in VOICES}
    return {
        voice: stance_measure((mention for mention in mentions if mention.voice == voice), originals)
        for voice in VOICES
    }


def stance_spread(actors: Iterable[Iterable[Mention]], originals: Sequence[int]) -> Measure | None:
    """Return how differently an article casts its actors: the standard deviation of the stances toward them.

    It is over the actors of at least two sentences, each weighing as many as
    it has; None with fewer than two such actors. Repeated sentences count once.

    Args:
        actors: the mentions of each.
        originals: see `originals`.
    """
    named = [_shares(once) for mentions in actors if len(once := _once(mentions, originals)) >= FEWEST]
    if len(named) < 2:
        return None
    weights = [len(shares) for shares in named]
    generator = np.random.default_rng(0)
    drawn = np.array([_drawn(shares, generator) for shares in named])  # (actors, draws)
    variances = np.average((drawn - np.average(drawn, axis=0, weights=weights)) ** 2, axis=0, weights=weights)
    spreads = np.sqrt(variances)
    low, high = np.quantile(spreads, TAILS)
    return Measure(float(spreads.mean()), float(low), float(high), count=len(named))


def _drawn(shares: Floats, generator: np.random.Generator) -> Floats:
    """Return draws of the mean stance, -1 to 1, over sentences. *Shape:* (draws,)."""
    if len(shares) > EXACT:
        mean, variance = _moments(shares, STANCES)
        return generator.normal(mean, math.sqrt(variance), DRAWS)
    below = np.cumsum(_chances(shares))
    return np.searchsorted(below[:-1], generator.random(DRAWS)) / len(shares) - 1


def _once(mentions: Iterable[Mention], originals: Sequence[int]) -> list[list[Stance]]:
    """Return the stances of each sentence, leaving out those that repeat another."""
    by_sentence: dict[int, dict[int, list[Stance]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.stance is not None:
            by_sentence[originals[mention.sentence]][mention.sentence].append(mention.stance)
    return [next(iter(repeats.values())) for repeats in by_sentence.values()]


def _shares(sentences: Sequence[Sequence[Stance]]) -> Floats:
    """Return each sentence's mean probabilities. *Shape:* (sentences, 3)."""
    return np.array([np.mean([(s.against, s.neutral, s.favor) for s in stances], axis=0) for stances in sentences])


def share(probabilities: Sequence[float | None], originals: Sequence[int]) -> Measure | None:
    """Return the share of sentences that carry a label, from each one's probability; None without any.

    A sentence that is repeated word for word, as `originals` tells, counts once.
    """
    once = {original: p for original, p in zip(originals, probabilities, strict=True) if p is not None}
    if not once:
        return None
    score, low, high = interval(np.array([(1 - p, p) for p in once.values()]), first=0)
    return Measure(score, low, high, count=len(once))


def interval(shares: Floats, *, first: int) -> tuple[float, float, float]:
    """Return the expected mean of labels that are whole numbers, and the ends of its 95 % interval.

    Args:
        shares: probability of each label of each sentence. *Shape:* (sentences, labels)
        first: the number of the first label; the others follow by one.
    """
    count, labels = shares.shape
    values = first + np.arange(labels)
    mean = float((shares @ values).sum()) / count
    if count > EXACT:
        _, variance = _moments(shares, values)
        half = NormalDist().inv_cdf(TAILS[1]) * math.sqrt(variance)
        return mean, max(float(first), mean - half), min(float(values[-1]), mean + half)
    chances = _chances(shares)
    reached = first + np.arange(len(chances)) / count
    below = np.cumsum(chances)
    low, high = np.interp(TAILS, below - chances / 2, reached)
    least, most = reached[np.minimum(np.searchsorted(below, TAILS), len(reached) - 1)]
    return mean, min(max(float(low), float(least)), mean), max(min(float(high), float(most)), mean)


def _chances(shares: Floats) -> Floats:
    """Return how likely each sum of label numbers from zero is. *Shape:* (sentences * (labels - 1) + 1,)."""
    chances = np.ones(1)
    for row in shares:
        chances = np.convolve(chances, row)
    return chances


def _moments(shares: Floats, values: IntArray) -> tuple[float, float]:
    """Return the mean and the variance of the mean of one label of each sentence."""
    scores = shares @ values
    variance = float((shares @ values**2 - scores**2).sum()) / len(shares) ** 2
    return float(scores.sum()) / len(shares), max(variance, 0.0)


def _normalised(text: str) -> str:
    return " ".join(text.split())


def _label(low: float, high: float, shares: Floats) -> str:
    if len(shares) < FEWEST:
        return "too little to say"
    if low > 0:
        return "favor"
    if high < 0:
        return "against"
    against, _, favor = (fmean(column) for column in shares.T.tolist())
    if min(against, favor) >= STRONG:
        return "mixed"
    return "neutral" if -NEUTRAL_BAND < low and high < NEUTRAL_BAND else "unclear"


def _leaning(surplus: float) -> str | None:
    if abs(surplus) < LEANING:
        return None
    return "favor" if surplus > 0 else "against"
