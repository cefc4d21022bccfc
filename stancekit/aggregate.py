"""Sentences and mentions to measures: means with intervals that cover.

A sentence's label is uncertain (its calibrated variance), and the article's
sentences are a sample of what it could have said (the variance between them).
With few sentences the second cannot be told from them alone, so it is shrunk
toward the `spread` of the manifest, which counts like `PRIOR_SENTENCES` more
sentences, as in an inverse-gamma prior (Gelman et al., Bayesian Data Analysis,
chapter 2). The interval is Student's t with the matching degrees of freedom.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from statistics import NormalDist, fmean

from stancekit.document import VOICES, Measure, Mention, Sentence, Stance, Voice

PRIOR_SENTENCES = 6
CONFIDENCE = 0.95
NEUTRAL_BAND = 1 / 3


def originals(sentences: Iterable[Sentence]) -> list[int]:
    """Return for each sentence the index of the first with the same words, which is often its own."""
    first: dict[str, int] = {}
    return [first.setdefault(_normalised(sentence.text), index) for index, sentence in enumerate(sentences)]


def stance_measure(mentions: Iterable[Mention], originals: Sequence[int], spread: float) -> Measure | None:
    """Return the mean stance score over mentions; None without any that has a stance.

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
    scores = [fmean(stance.score for stance in group) for group in once]
    variances = [fmean(_label_variance(stance) for stance in group) for group in once]
    score, low, high = interval(scores, variances, spread=spread, bounds=(-1.0, 1.0))
    return Measure(score, low, high, count=sum(map(len, once)), label=_label(low, high))


def by_voice(mentions: Sequence[Mention], originals: Sequence[int], spread: float) -> dict[Voice, Measure | None]:
    """Return `stance_measure` for the mentions of each voice."""
    return {
        voice: stance_measure((mention for mention in mentions if mention.voice == voice), originals, spread)
        for voice in VOICES
    }


def share(probabilities: Iterable[tuple[str, float | None]], spread: float) -> Measure | None:
    """Return the share of sentences that carry a label, from each one's text and probability; None without any."""
    scores = list({_normalised(text): p for text, p in probabilities if p is not None}.values())
    if not scores:
        return None
    score, low, high = interval(scores, [p * (1 - p) for p in scores], spread=spread, bounds=(0.0, 1.0))
    return Measure(score, low, high, count=len(scores))


def interval(
    scores: Sequence[float], variances: Sequence[float], *, spread: float, bounds: tuple[float, float]
) -> tuple[float, float, float]:
    """Return the mean of scores and the ends of its 95 % interval.

    Args:
        scores: expected value of each sentence; at least one.
        variances: variance of each sentence's true value about its score.
        spread: variance between sentences to shrink toward.
        bounds: the least and greatest value that exist.
    """
    mean = fmean(scores)
    freedom = PRIOR_SENTENCES + len(scores) - 1
    between = (PRIOR_SENTENCES * spread + sum((score - mean) ** 2 for score in scores)) / freedom
    half = _student_quantile(freedom) * math.sqrt((fmean(variances) + between) / len(scores))
    return mean, max(bounds[0], mean - half), min(bounds[1], mean + half)


def _normalised(text: str) -> str:
    return " ".join(text.split())


def _label_variance(stance: Stance) -> float:
    """Variance of a label in {-1, 0, 1} with these probabilities."""
    return max(0.0, stance.favor + stance.against - stance.score**2)


def _label(low: float, high: float) -> str:
    if low > 0:
        return "favor"
    if high < 0:
        return "against"
    return "neutral" if -NEUTRAL_BAND < low and high < NEUTRAL_BAND else "unclear"


@cache
def _student_quantile(freedom: int) -> float:
    """Two-sided quantile of Student's t: Cornish-Fisher series (Abramowitz and Stegun 26.7.5), to 0.003 from 5."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return math.fsum(term / freedom**power for power, term in enumerate(terms))
