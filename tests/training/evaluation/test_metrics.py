import numpy as np
import pytest
from stancekit_training.evaluation.metrics import (
    RESAMPLES,
    MacroF1,
    SpanF1,
    WeightedF1,
    attribution_matches,
    b_cubed,
    confusions,
    macro_f1,
    overlap_matches,
    resampled,
    span_f1,
    span_matches,
    weighted_f1,
)

REFERENCES, PREDICTIONS = [0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 0]


def test_label_metrics_by_hand():
    assert MacroF1().compute(references=[0, 0, 0, 1], predictions=[0, 0, 1, 1])["macro_f1"] == pytest.approx(11 / 15)


@pytest.mark.parametrize(("metric", "formula"), [(MacroF1, macro_f1), (WeightedF1, weighted_f1)])
def test_formulas_agree_with_scikit_learn(metric, formula):
    (expected,) = metric().compute(references=REFERENCES, predictions=PREDICTIONS).values()
    assert formula(confusions(REFERENCES, PREDICTIONS).sum(0)) == pytest.approx(expected)


def test_formulas_take_many_samples_at_once():
    counts = confusions(REFERENCES, PREDICTIONS)
    samples = np.stack([counts[:4].sum(0), counts.sum(0)])
    (expected,) = MacroF1().compute(references=REFERENCES[:4], predictions=PREDICTIONS[:4]).values()
    assert macro_f1(samples).tolist() == pytest.approx([expected, float(macro_f1(counts.sum(0)))])


def test_span_metric_wants_characters_and_kind():
    gold = [{"start": 0, "end": 4, "kind": "person"}, {"start": 9, "end": 12, "kind": "place"}]
    found = [{"start": 0, "end": 4, "kind": "person"}, {"start": 9, "end": 12, "kind": "organization"}]
    scored = SpanF1().compute(references=[gold, []], predictions=[found, []])
    assert scored["span_f1"] == pytest.approx(0.5)


def test_span_f1_without_any_span_is_zero():
    assert span_f1(span_matches([set()], [set()]).sum(0)) == 0.0


def test_b_cubed():
    # gold a a a b, found 1 1 2 2: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    precision, recall, f1, count = b_cubed("aaabc", [1, 1, 2, 2, 3])
    assert (precision, recall, count) == pytest.approx((0.75, 2 / 3, 4))
    assert f1 == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))
    assert b_cubed("ab", [1, 2]) == (1.0, 1.0, 1.0, 0)


def test_a_bootstrap_keeps_groups_together():
    counts = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    drawn = resampled(counts, ["a", "b", "a"])
    assert drawn.shape == (RESAMPLES, 2)
    of_a, of_b = drawn[:, 0] / 2, 2 - drawn[:, 0] / 2
    assert np.array_equal(drawn[:, 1], of_a + of_b) and set(of_a) == {0, 1, 2}
    assert np.array_equal(resampled(counts, ["a", "b", "a"]), drawn)


def test_spans_that_overlap_count_once():
    gold = {(0, 4, "loaded"), (6, 9, "loaded")}
    found = [{(3, 8, "loaded")}, {(0, 1, "loaded"), (2, 3, "loaded"), (8, 12, "loaded")}, {(4, 6, "loaded")}]
    assert overlap_matches([gold] * 3, found).tolist() == [[1, 2, 1], [2, 2, 3], [0, 2, 1]]


def test_an_attribution_is_right_by_its_cue_and_half_of_its_words():
    def words(text):
        return {(index, index + 1, "") for index in map(int, text.split())}

    gold = (words("0 1"), words("2"), words("3 4 5 6"))
    exact, half = (gold, (words("1"), words("2"), words("3 4")))
    no_cue, no_source = (gold[0], words(""), gold[2]), (words(""), words("2"), gold[2])
    less = (gold[0], gold[1], words("3"))
    found = [[exact, exact], [half], [no_cue], [no_source], [less], []]
    counts = attribution_matches([[gold]] * 6, found)
    assert counts.tolist() == [[1, 1, 2], [1, 1, 1], [0, 1, 1], [0, 1, 1], [0, 1, 1], [0, 1, 0]]
    assert attribution_matches([[no_cue]], [[no_cue]]).tolist() == [[1, 1, 1]]
