"""What any model has to beat: answers that read little or nothing."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from stancekit.labels import OPINION, STANCE
from stancekit_training.corpora.sentence import Item
from stancekit_training.evaluation.sentences import Answers

WORD = re.compile(r"\w+")
NEUTRAL_COMPOUND = 0.05  # VADER's own threshold (Hutto and Gilbert, ICWSM 2014)


def majority(answers: Answers) -> list[Any]:
    """Predict the most frequent gold label everywhere; of spans, none."""
    if isinstance(answers.gold[0], set | list):
        return [type(gold)() for gold in answers.gold]
    most = int(np.bincount(answers.labels).argmax())
    return [most] * len(answers.gold)


def lexicon(head: str, answers: Answers, items: Sequence[Item]) -> list[Any] | None:
    """Predict from VADER's word lists, without reading who is meant; None for a head that they say nothing of.

    Stance is the sign of the sentence's compound score. A sentence is called
    an opinion when the score is not neutral. Loaded are the words listed.
    """
    if head in ("loaded", "loaded spans"):
        return [_listed(items[sentence].text) for sentence in answers.sentences]
    stances = [lexicon_stance(sentiment(items[sentence].text)) for sentence in answers.sentences]
    if head == "stance":
        return stances
    if head == "opinion":
        return [OPINION.index("opinion" if STANCE[label] != "neutral" else "reported_fact") for label in stances]
    return None


def _listed(text: str) -> set[tuple[int, int, str]]:
    """Return the words of a text that the lists hold."""
    listed = _analyzer().lexicon
    return {(word.start(), word.end(), "loaded") for word in WORD.finditer(text) if word.group().casefold() in listed}


def sentiment(text: str) -> float:
    """Return VADER's compound score, in [-1, 1]."""
    return float(_analyzer().polarity_scores(text)["compound"])


def lexicon_stance(compound: float) -> int:
    """Return the stance label whose sign a compound score has."""
    sign = (compound >= NEUTRAL_COMPOUND) - (compound <= -NEUTRAL_COMPOUND)
    return STANCE.index(("neutral", "favor", "against")[sign])


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
