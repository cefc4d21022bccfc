"""Predictors of the stance toward labeled actors."""

import pytest
from stancekit_training.evaluation.judgments import Judgment
from stancekit_training.evaluation.predictors import baseline_labels, cross_fit, name_prior, surplus_thresholds

AGAINST, NEUTRAL, FAVOR = range(3)


def judgment(group, gold, surplus=0.0, name="Ana Roth", sentiment=0.0):
    return Judgment(str(group), name, gold, NEUTRAL, surplus, sentiment)


def test_name_prior():
    known = [judgment(0, FAVOR), judgment(1, FAVOR), judgment(2, AGAINST), judgment(3, NEUTRAL, name="Oslo")]
    known += [judgment(4, NEUTRAL, name="Larn")] * 3
    others = [judgment(9, FAVOR), judgment(9, FAVOR, name="Oslo"), judgment(9, FAVOR, name="New")]
    assert name_prior(known, others) == [FAVOR, NEUTRAL, NEUTRAL]


def test_baselines_leave_out_a_target_blind_model_without_judgments():
    assert set(baseline_labels([judgment(0, FAVOR)], [judgment(1, FAVOR, sentiment=0.9)])) == {
        "majority",
        "sentence sentiment",
        "entity prior",
    }


def test_thresholds_are_fitted_on_other_groups():
    known = [judgment(group, gold, surplus=gold - 1 + group / 100) for group in range(10) for gold in range(3)]
    others = [judgment(99, 0, surplus=value) for value in (-1.0, 0.0, 1.0)]
    assert surplus_thresholds(known, others) == [AGAINST, NEUTRAL, FAVOR]
    assert cross_fit(known, surplus_thresholds) == [one.gold for one in known]
    with pytest.raises(KeyError):  # the group to predict is not known
        cross_fit(known, lambda known, others: [{one.group: 0 for one in known}[one.group] for one in others])
