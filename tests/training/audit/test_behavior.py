"""The behavior cases, and how they are scored."""

from collections import Counter
from types import SimpleNamespace

import pytest
from stancekit_training.audit.behavior import Case, faults, load_cases, measure_behavior

from stancekit.labels import OPINION, STANCE


def test_there_are_enough_cases_of_each_phenomenon_half_of_them_frozen():
    portions = [load_cases("open"), load_cases("frozen")]
    assert Counter(case.phenomenon for case in portions[0]) == Counter(case.phenomenon for case in portions[1])
    every = portions[0] + portions[1]
    assert len(every) >= 200 and len({case.text for case in every}) == len(every)
    assert min(Counter(case.phenomenon for case in every).values()) >= 20


def test_cases_are_well_formed():
    for case in load_cases("open") + load_cases("frozen"):
        assert case.opinion in (None, *OPINION)
        assert case.opinion or case.stances
        assert all(case.text.count(name) >= 1 and stance in STANCE for name, stance in case.stances.items())


class Fixed:
    """A model that says one thing of every sentence and every mention."""

    def __init__(self, label, stance):
        self.label, self.stance = label, stance

    def __call__(self, source):
        mentions = [
            SimpleNamespace(start=a, end=b, stance=SimpleNamespace(label=self.stance)) for a, b in source.mentions
        ]
        return SimpleNamespace(sentences=[SimpleNamespace(label=self.label, mentions=mentions)])


def test_a_case_is_right_in_every_point_or_not_at_all():
    case = Case("p", "Ana helps, Bo lies.", "opinion", {"Ana": "favor", "Bo": "against"})
    assert list(faults(Fixed("reported_fact", "favor"), case)) == [
        "reported_fact instead of opinion",
        "Bo: favor instead of against",
    ]
    assert list(faults(Fixed("opinion", "favor"), Case("p", "Ana helps.", None, {"Ana": "favor"}))) == []


def test_rates_are_over_cases():
    measured = measure_behavior(Fixed("reported_fact", "neutral"))
    rates = {row.phenomenon: row.rate for row in measured.phenomena}
    assert rates["strong words in facts"] == rates["events that hurt an actor whom nobody judges"] == 1
    assert rates["irony"] == rates["quiet opinion without strong words"] == 0
    assert measured.rate == pytest.approx(2 / 8) and measured.cases == 104
