"""What any model has to beat: answers that read little or nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from stancekit.schema import OPINION, STANCE
from training.evaluation import Answers
from training.item import Item

NEUTRAL_COMPOUND = 0.05  # VADER's own threshold (Hutto and Gilbert, ICWSM 2014)


def majority(answers: Answers) -> list[Any]:
    """Predict the most frequent gold label everywhere; of spans, none."""
    if isinstance(answers.gold[0], set):
        return [set() for _ in answers.gold]
    most = int(np.bincount(answers.labels).argmax())
    return [most] * len(answers.gold)


def lexicon(head: str, answers: Answers, items: Sequence[Item]) -> list[int] | None:
    """Predict from VADER's word lists, without reading who is meant; None for a head that they say nothing of.

    Stance is the sign of the sentence's compound score. A sentence is called
    an opinion when the score is not neutral.
    """
    if head not in ("opinion", "stance"):
        return None
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    compound = [analyzer.polarity_scores(items[sentence].text)["compound"] for sentence in answers.sentences]
    signs = [(score >= NEUTRAL_COMPOUND) - (score <= -NEUTRAL_COMPOUND) for score in compound]
    if head == "stance":
        return [STANCE.index(("neutral", "favor", "against")[sign]) for sign in signs]
    return [OPINION.index("opinion" if sign else "reported_fact") for sign in signs]
