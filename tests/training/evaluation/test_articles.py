"""Scores on whole articles."""

import pytest
from stancekit_training.evaluation.articles import compare
from stancekit_training.evaluation.judgments import Judgment

AGAINST, NEUTRAL = range(2)


def test_compare_counts_all_three_labels_and_the_lead():
    judgments = [
        Judgment(str(number % 10), "Ana Roth", (AGAINST, NEUTRAL)[number % 2], NEUTRAL, 0.0, 0.0)
        for number in range(40)
    ]
    gold = [one.gold for one in judgments]
    score = compare("made-up", judgments, gold, {"majority": [NEUTRAL] * 40, "same": gold})
    assert (score.value, score.low, score.high, score.count) == (1.0, 1.0, 1.0, 40)
    assert score.baselines["majority"] == pytest.approx((0 + 2 / 3) / 2)
    assert score.lead_lows["same"] == 0.0 and score.lead_lows["majority"] > 0.5
    assert score.lead_low == 0.0
