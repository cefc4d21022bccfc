import numpy as np
import pytest
from sklearn.metrics import f1_score
from stancekit_training.evaluation.bootstrap import RESAMPLES, resample
from stancekit_training.evaluation.counts import (
    attribution_matches,
    confusions,
    macro_f1,
    overlap_matches,
    span_f1,
    span_matches,
)
from stancekit_training.evaluation.metrics import METRICS, BCubed, MacroF1, SpanF1, WeightedF1, load_metric

REFERENCES, PREDICTIONS = [0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 0]


def test_label_metrics_by_hand():
    assert MacroF1().compute(references=[0, 0, 0, 1], predictions=[0, 0, 1, 1])["macro_f1"] == pytest.approx(11 / 15)


@pytest.mark.parametrize(("metric", "average"), [(MacroF1, "macro"), (WeightedF1, "weighted")])
def test_label_metrics_agree_with_scikit_learn(metric, average):
    (value,) = metric().compute(references=REFERENCES, predictions=PREDICTIONS).values()
    assert value == pytest.approx(f1_score(REFERENCES, PREDICTIONS, average=average))


WORDS = {(0, 4, "cue"), (5, 9, "cue")}
LABELED = {
    "opinion": ([0, 0, 1, 1, 1], [0, 1, 1, 1, 0]),
    "bias": ([0, 0, 1, 1, 1], [0, 1, 1, 1, 0]),
    "stance": (REFERENCES, PREDICTIONS),
    "actor": ([{(0, 4, "person")}, set()], [{(0, 4, "person"), (5, 6, "place")}, set()]),
    "attribution whole": ([[(WORDS, WORDS, WORDS)], []], [[(WORDS, WORDS, set()), (WORDS, WORDS, WORDS)], []]),
}


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_computes_its_formula_on_its_counts(name):
    """The bootstrap uses the counts, so both must be equal to the last digit."""
    metric = load_metric(name)
    references, predictions = LABELED.get(name, ([WORDS, set()], [{(0, 4, "cue")}, {(7, 9, "cue")}]))
    formula = metric.formula
    expected = float(formula.score(formula.counts(references, predictions).sum(0)))
    assert metric.score(references, predictions) == expected and 0 < expected < 1
    assert metric.score(references, references) == 1  # a metric can be used again


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
    # gold a a a b, predicted 1 1 2 2: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    scores = BCubed().compute(references=[0, 0, 0, 1, 2], predictions=[1, 1, 2, 2, 3])
    assert (scores["precision"], scores["recall"], scores["count"]) == pytest.approx((0.75, 2 / 3, 4))
    assert scores["f1"] == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))
    scores = BCubed().compute(references=[0, 1], predictions=[1, 2])
    assert scores == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "count": 0}


def test_a_bootstrap_keeps_groups_together():
    counts = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    samples = resample(counts, ["a", "b", "a"])
    assert samples.shape == (RESAMPLES, 2)
    of_a, of_b = samples[:, 0] / 2, 2 - samples[:, 0] / 2
    assert np.array_equal(samples[:, 1], of_a + of_b) and set(of_a) == {0, 1, 2}
    assert np.array_equal(resample(counts, ["a", "b", "a"]), samples)


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
