"""The predictions that any model has to beat: they see little of a text, or nothing."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from stancekit.labels import OPINION, STANCE
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.evaluation.predictions import HeadPredictions

WORD = re.compile(r"\w+")
NEUTRAL_COMPOUND = 0.05  # VADER's own threshold (Hutto and Gilbert, ICWSM 2014)


def majority(predictions: HeadPredictions) -> list[Any]:
    """Predict the most frequent gold label everywhere; for a metric of spans, no span."""
    if isinstance(predictions.gold[0], set | list):
        return [type(gold)() for gold in predictions.gold]
    most = int(np.bincount(predictions.labels).argmax())
    return [most] * len(predictions.gold)


def lexicon(
    name: str, predictions: HeadPredictions, sentences: Sequence[LabeledSentence]
) -> list[int] | list[set[tuple[int, int, str]]] | None:
    """Predict from VADER's lexicon, which ignores the target; None for a head that it says nothing of.

    A stance has the sign of the sentence's compound score. A sentence is an
    opinion if that score is not neutral. A word of the lexicon is loaded.
    """
    if name in ("loaded", "loaded spans"):
        return [_listed_words(sentences[index].text) for index in predictions.sentences]
    stances = [lexicon_stance(sentiment(sentences[index].text)) for index in predictions.sentences]
    if name == "stance":
        return stances
    if name == "opinion":
        return [OPINION.index("opinion" if STANCE[label] != "neutral" else "reported_fact") for label in stances]
    return None


def _listed_words(text: str) -> set[tuple[int, int, str]]:
    """Return the words of a text that are in the lexicon."""
    listed = _analyzer().lexicon
    return {(word.start(), word.end(), "loaded") for word in WORD.finditer(text) if word.group().casefold() in listed}


def sentiment(text: str) -> float:
    """Return VADER's compound score, in [-1, 1]."""
    return float(_analyzer().polarity_scores(text)["compound"])


def lexicon_stance(compound: float) -> int:
    """Return the number of the stance label that has the sign of a compound score."""
    sign = (compound >= NEUTRAL_COMPOUND) - (compound <= -NEUTRAL_COMPOUND)
    return STANCE.index(("neutral", "favor", "against")[sign])


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
