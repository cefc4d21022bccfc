"""Validation of scores whose errors are known."""

import json

import numpy as np
import pytest

from stancekit.comparison.score_tables import ScoreTables
from stancekit.validation import sample, validate
from tests.support.coded_corpus import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("scores"), articles=120, errors=(0.25, -0.25))


def coded(corpus, count, strategy="stratified", **options):
    """Return a sample with the true labels."""
    labels = {(row["id"], row["sentence"]): row["gold"] for row in corpus.sentences}
    drawn = sample(corpus.folder, count, by="outlet", strategy=strategy, **options)
    return drawn.assign(gold=[labels[key] for key in zip(drawn["id"], drawn["sentence"], strict=True)])


@pytest.fixture(scope="module")
def result(corpus):
    return validate(corpus.folder, coded(corpus, 400), by="outlet")


def true_shares(corpus):
    opinions = {"North": [], "South": []}
    for row in corpus.sentences:
        opinions["South" if int(row["id"][1:]) % 2 else "North"].append(row["gold"] == "opinion")
    return {outlet: np.mean(each) for outlet, each in opinions.items()}


def test_the_corrected_share_is_near_the_truth_where_the_model_is_not(corpus, result):
    truth = true_shares(corpus)
    for estimate in result.estimates:
        assert estimate.corrected.score == pytest.approx(truth[estimate.group], abs=0.07)
        assert estimate.corrected.low < truth[estimate.group] < estimate.corrected.high
        assert not estimate.model.low <= truth[estimate.group] <= estimate.model.high
        assert (estimate.units, estimate.labels, estimate.model.articles) == (720, 200, 60)
        assert 0.4 < estimate.tuning < 1.6
    assert result.overall.labels == 400 and result.overall.units == 1440
    mean = np.mean([estimate.corrected.score for estimate in result.estimates])
    assert result.overall.corrected.score == pytest.approx(mean)
    assert result.overall.corrected.high - result.overall.corrected.low < min(
        each.corrected.high - each.corrected.low for each in result.estimates
    )


def test_a_difference_that_the_model_makes_up_is_gone(corpus, result):
    (difference,) = result.differences
    truth = true_shares(corpus)
    assert abs(difference.model) == pytest.approx(0.42, abs=0.06)
    expected = truth[difference.higher] - truth[difference.lower]
    assert difference.low < expected < difference.high and not difference.is_significant


def test_differential_error_is_detected(result):
    north, south = (next(each for each in result.errors if each.group == name) for name in ("North", "South"))
    assert north.error.score == pytest.approx(0.22, abs=0.07) and south.error.score == pytest.approx(-0.2, abs=0.07)
    assert north.error.low > 0 > south.error.high
    assert result.differential_error.p_value == pytest.approx(1 / 2001)
    assert result.differential_error.spread == pytest.approx(north.error.score - south.error.score)


def test_equal_errors_are_not_called_different(tmp_path):
    p_values = []
    for seed in range(30):
        corpus = write_corpus(tmp_path / str(seed), articles=30, errors=(0.1, 0.1), seed=seed)
        result = validate(corpus.folder, coded(corpus, 80), by="outlet")
        p_values.append(result.differential_error.p_value)
    assert sum(p < 0.05 for p in p_values) <= 5 and 0.3 < np.mean(p_values) < 0.7


def test_agreement_is_that_of_the_confusion(result):
    agreement = result.agreement
    cells = [count for row in agreement.confusion.values() for count in row.values()]
    assert sum(cells) == 400
    assert agreement.accuracy.score == pytest.approx((cells[0] + cells[3]) / 400)
    for figure in (agreement.accuracy, agreement.macro_f1, agreement.alpha):
        assert figure.low < figure.score < figure.high
    assert not agreement.is_ordinal and 0.05 < result.calibration.error < 0.3
    assert sum(each.labels for each in result.calibration.bins) == 400


def test_inclusion_probabilities_undo_an_uneven_sample(corpus):
    scores = ScoreTables(corpus.folder).read("sentence", ["opinion", "is_measured"])
    opinions = scores.loc[scores["is_measured"], "opinion"]
    unsure = [0.3 < opinion < 0.7 for opinion in opinions]
    probable = [{**row, "probability": 1 if each else 0.2} for row, each in zip(corpus.sentences, unsure, strict=True)]
    gold = [row for index, row in enumerate(probable) if row["probability"] == 1 or index % 5 == 0]
    blind = [{**row, "probability": ""} for row in gold]
    whole, weighted, unweighted = (
        validate(corpus.folder, rows).agreement.accuracy.score for rows in (corpus.sentences, gold, blind)
    )
    assert weighted == pytest.approx(whole, abs=0.03) and unweighted < whole - 0.04
    corrected = validate(corpus.folder, gold).estimates[0].corrected
    truth = np.mean([row["gold"] == "opinion" for row in corpus.sentences])
    assert corrected.low < truth < corrected.high


def test_a_group_without_enough_gold_says_why(corpus):
    rows = [{**row, "gold": "opinion" if int(row["id"][1:]) % 2 else row["gold"]} for row in corpus.sentences[:240]]
    north = [row for row in rows if int(row["id"][1:]) % 2 == 0]
    for gold, note, has_mean in (
        (rows, "every gold label is opinion", True),
        (north, "no gold label", False),
        (north + [row for row in rows if int(row["id"][1:]) % 2][:6], "fewer than 10 gold labels", True),
    ):
        result = validate(corpus.folder, gold, by="outlet")
        south = next(each for each in result.estimates if each.group == "South")
        assert south.note == note and south.further_labels is None
        if has_mean:
            assert south.corrected.score == pytest.approx(1) and south.corrected.low is None
        else:
            assert south.corrected is None
        assert result.overall is None and result.differences == ()


def test_stances_are_corrected_toward_one_actor(corpus):
    result = validate(corpus.folder, corpus.mentions[::4], by="outlet", actor="Ana Roth")
    assert (result.target, result.actor, result.agreement.is_ordinal) == ("stance", "Ana Roth", True)
    values = {"against": -1, "neutral": 0, "favor": 1}
    for estimate in result.estimates:
        parity = int(estimate.group == "South")
        truth = np.mean([values[row["gold"]] for row in corpus.mentions if int(row["id"][1:]) % 2 == parity])
        assert estimate.corrected.low < truth < estimate.corrected.high
    assert "mean stance" in result.methods and "toward Ana Roth" in result.methods


def test_without_groups_there_is_one_estimate(corpus):
    result = validate(corpus.folder, coded(corpus, 100))
    assert [each.group for each in result.estimates] == ["all"]
    assert result.differential_error is None and result.overall is None and result.differences == ()


def test_the_methods_paragraph_has_the_figures(result):
    accuracy = result.agreement.accuracy
    for words in (
        "tiny 1",
        "Of 1,440 sentences in 120 articles, we coded 400 in",
        f"accuracy of {accuracy.score:.2f} [{accuracy.low:.2f}, {accuracy.high:.2f}]",
        f"α (nominal) of {result.agreement.alpha.score:.2f}",
        "differed by outlet",
        "p = 0.0005",
        f"North {100 * result.estimates[0].corrected.score:.1f} %",
        "Science, 382, 669–674",
    ):
        assert words in result.methods


def test_a_validation_is_ready_for_json_and_short(result):
    assert json.loads(json.dumps(result.to_dict()))["estimates"][0]["group"] == "North"
    assert repr(result) == "<Validation of opinion: 400 labels, 2 groups>"
    assert all(
        len(repr(each)) < 90 and "\n" not in repr(each)
        for each in (result.gold, result.agreement, result.agreement.alpha, result.calibration)
    )


def test_a_seed_repeats_a_validation(corpus, result):
    assert validate(corpus.folder, coded(corpus, 400), by="outlet") == result
