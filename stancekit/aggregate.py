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

import numpy as np

from stancekit.document import VOICES, Measure, Mention, Sentence, Stance, Voice
from stancekit.spans import FloatArray

CONFIDENCE = 0.95
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
    by_sentence: dict[int, dict[int, list[Stance]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.stance is not None:
            by_sentence[originals[mention.sentence]][mention.sentence].append(mention.stance)
    once = [next(iter(repeats.values())) for repeats in by_sentence.values()]
    if not once:
        return None
    shares = np.array([np.mean([(s.against, s.neutral, s.favor) for s in group], axis=0) for group in once])
    score, low, high = interval(shares, first=-1)
    return Measure(
        score,
        low,
        high,
        count=sum(map(len, once)),
        label=_label(low, high, shares),
        leaning=_leaning(score * len(shares)),
    )


def by_voice(mentions: Sequence[Mention], originals: Sequence[int]) -> dict[Voice, Measure | None]:
    """Return `stance_measure` for the mentions of each voice."""
    return {
        voice: stance_measure((mention for mention in mentions if mention.voice == voice), originals)
        for voice in VOICES
    }


def share(probabilities: Sequence[float | None], originals: Sequence[int]) -> Measure | None:
    """Return the share of sentences that carry a label, from each one's probability; None without any.

    A sentence that is repeated word for word, as `originals` tells, counts once.
    """
    once = {original: p for original, p in zip(originals, probabilities, strict=True) if p is not None}
    if not once:
        return None
    score, low, high = interval(np.array([(1 - p, p) for p in once.values()]), first=0)
    return Measure(score, low, high, count=len(once))


def interval(shares: FloatArray, *, first: int) -> tuple[float, float, float]:
    """Return the expected mean of labels that are whole numbers, and the ends of its 95 % interval.

    Args:
        shares: probability of each label of each sentence. *Shape:* (sentences, labels)
        first: the number of the first label; the others follow by one.
    """
    count, labels = shares.shape
    values = first + np.arange(labels)
    scores = shares @ values
    mean = float(scores.mean())
    if count > EXACT:
        variance = float((shares @ values**2 - scores**2).sum()) / count**2
        half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(max(variance, 0.0))
        return mean, max(float(first), mean - half), min(float(values[-1]), mean + half)
    chances = np.ones(1)
    for row in shares:
        chances = np.convolve(chances, row)
    reached = first + np.arange(len(chances)) / count
    tails = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
    below = np.cumsum(chances)
    low, high = np.interp(tails, below - chances / 2, reached)
    least, most = reached[np.minimum(np.searchsorted(below, tails), len(reached) - 1)]
    return mean, min(max(float(low), float(least)), mean), max(min(float(high), float(most)), mean)


def _normalised(text: str) -> str:
    return " ".join(text.split())


def _label(low: float, high: float, shares: FloatArray) -> str:
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
