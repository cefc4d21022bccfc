"""Measures: means over an article's sentences, with intervals.

A measure estimates the mean of the true labels of an article's sentences. The
network gives a calibrated probability of each label, so the sum of the labels
is a sum of independent draws, and the convolution of their distributions is
exact. The ends of the interval are its 2.5% and 97.5% quantiles. Of two
definitions the nearer quantile is taken: the plain one is too wide where the
sum has few values, that of the mid-distribution function (Parzen, Statistical
Science 2004) where one value is almost certain. The independence of the errors
in one article is an assumption.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import attrgetter
from statistics import NormalDist, fmean
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stancekit.document.records import Mention, Sentence
from stancekit.document.scores import Measure, Stance
from stancekit.labels import STANCE, VOICES, Voice
from stancekit.network.tagging import IntArray

Floats: TypeAlias = NDArray[np.float64]

TAILS = np.array([0.025, 0.975])
STANCES = np.array([-1, 0, 1])  # values of against, neutral and favor
DRAWS = 1000  # samples of the actors' stances, for their spread
MAX_EXACT_SENTENCES = 300  # beyond, a normal distribution is as good as the exact one
MIN_SENTENCES = 2  # sentences that a stance needs to be labeled
NEUTRAL_BAND = 1 / 3  # an interval within it is neutral
MIXED_SHARE = 1 / 4  # expected share of sentences on each side from which a stance is mixed
LEANING = 0.8  # expected surplus of sentences, for or against, from which a stance leans


def originals(sentences: Iterable[Sentence]) -> list[int]:
    """Return for each sentence the index of the first sentence with the same words, usually its own."""
    first: dict[str, int] = {}
    return [first.setdefault(_normalized(sentence.text), index) for index, sentence in enumerate(sentences)]


def stance_measure(mentions: Iterable[Mention], originals: Sequence[int]) -> Measure | None:
    """Return the mean stance over the sentences that mention an actor; None if no mention has a stance.

    Mentions in one sentence are averaged first. A sentence that repeats
    another word for word counts once.

    Args:
        mentions: of the actor.
        originals: see `originals`.
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
    """Return `stance_measure` for the mentions of each voice; `overall` is the measure of all mentions."""
    voices = {mention.voice for mention in mentions}
    if len(voices) < 2:  # as for most actors of an article
        return {voice: overall if voice in voices else None for voice in VOICES}
    return {
        voice: stance_measure((mention for mention in mentions if mention.voice == voice), originals)
        for voice in VOICES
    }


def stance_spread(actors: Iterable[Iterable[Mention]], originals: Sequence[int]) -> Measure | None:
    """Return the standard deviation of the stances toward the actors of an article.

    It is over the actors of at least two sentences, weighted by the number of
    their sentences; None with fewer than two such actors. Repeated sentences
    count once.

    Args:
        actors: the mentions of each.
        originals: see `originals`.
    """
    shares_of = [_shares(once) for mentions in actors if len(once := _once(mentions, originals)) >= MIN_SENTENCES]
    if len(shares_of) < 2:
        return None
    weights = [len(shares) for shares in shares_of]
    generator = np.random.default_rng(0)
    samples = np.array([_samples(shares, generator) for shares in shares_of])  # (actors, draws)
    variances = np.average((samples - np.average(samples, axis=0, weights=weights)) ** 2, axis=0, weights=weights)
    spreads = np.sqrt(variances)
    low, high = np.quantile(spreads, TAILS)
    return Measure(float(spreads.mean()), float(low), float(high), count=len(shares_of))


def _samples(shares: Floats, generator: np.random.Generator) -> Floats:
    """Return samples of the mean stance, -1 to 1, over sentences. *Shape:* (draws,)."""
    if len(shares) > MAX_EXACT_SENTENCES:
        mean, variance = _moments(shares, STANCES)
        return generator.normal(mean, math.sqrt(variance), DRAWS)
    below = np.cumsum(_chances(shares))
    return np.searchsorted(below[:-1], generator.random(DRAWS)) / len(shares) - 1


def _once(mentions: Iterable[Mention], originals: Sequence[int]) -> list[list[Stance]]:
    """Return the stances of each sentence that repeats no other."""
    by_sentence: dict[int, dict[int, list[Stance]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.stance is not None:
            by_sentence[originals[mention.sentence]][mention.sentence].append(mention.stance)
    return [next(iter(repeats.values())) for repeats in by_sentence.values()]


def _shares(sentences: Sequence[Sequence[Stance]]) -> Floats:
    """Return each sentence's mean probabilities. *Shape:* (sentences, 3)."""
    return np.array([_mean(stances) for stances in sentences])


def _mean(stances: Sequence[Stance]) -> tuple[float, float, float]:
    count = len(stances)
    if count == 1:  # of most sentences
        return stances[0].against, stances[0].neutral, stances[0].favor
    against, neutral, favor = (sum(map(attrgetter(label), stances)) for label in STANCE)
    return against / count, neutral / count, favor / count


def share(probabilities: Sequence[float | None], originals: Sequence[int]) -> Measure | None:
    """Return the share of sentences with a label, from the probability of each; None without any.

    A sentence that repeats another word for word counts once.
    """
    once = {original: p for original, p in zip(originals, probabilities, strict=True) if p is not None}
    if not once:
        return None
    score, low, high = interval(np.array([(1 - p, p) for p in once.values()]), first=0)
    return Measure(score, low, high, count=len(once))


def interval(shares: Floats, *, first: int) -> tuple[float, float, float]:
    """Return the expected mean of labels that are integers, and the ends of its 95% interval.

    Args:
        shares: probability of each label of each sentence. *Shape:* (sentences, labels)
        first: the integer of the first label; the others follow.
    """
    count, labels = shares.shape
    values = first + np.arange(labels)
    mean = float((shares @ values).sum()) / count
    if count > MAX_EXACT_SENTENCES:
        _, variance = _moments(shares, values)
        half = NormalDist().inv_cdf(float(TAILS[1])) * math.sqrt(variance)
        return mean, max(float(first), mean - half), min(float(values[-1]), mean + half)
    chances = _chances(shares)
    reached = first + np.arange(len(chances)) / count
    below = chances.cumsum()
    low, high = np.interp(TAILS, below - chances / 2, reached).tolist()
    least, most = reached[np.minimum(below.searchsorted(TAILS), len(reached) - 1)].tolist()
    return mean, min(max(low, least), mean), max(min(high, most), mean)


def _chances(shares: Floats) -> Floats:
    """Return the probability of each sum of label numbers from zero. *Shape:* (sentences * (labels - 1) + 1,)."""
    return reduce(np.convolve, shares)


def _moments(shares: Floats, values: IntArray) -> tuple[float, float]:
    """Return the mean and the variance of the mean of one label of each sentence."""
    scores = shares @ values
    variance = float((shares @ values**2 - scores**2).sum()) / len(shares) ** 2
    return float(scores.sum()) / len(shares), max(variance, 0.0)


def _normalized(text: str) -> str:
    return " ".join(text.split())


def _label(low: float, high: float, shares: Floats) -> str:
    if len(shares) < MIN_SENTENCES:
        return "too little to say"
    if low > 0:
        return "favor"
    if high < 0:
        return "against"
    against, _, favor = (fmean(column) for column in shares.T.tolist())
    if min(against, favor) >= MIXED_SHARE:
        return "mixed"
    return "neutral" if -NEUTRAL_BAND < low and high < NEUTRAL_BAND else "unclear"


def _leaning(surplus: float) -> str | None:
    if abs(surplus) < LEANING:
        return None
    return "favor" if surplus > 0 else "against"
