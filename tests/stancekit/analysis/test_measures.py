"""Measures and their intervals."""

import numpy as np
import pytest

from stancekit.analysis.measures import (
    MAX_EXACT_SENTENCES,
    by_voice,
    interval,
    originals,
    share,
    stance_measure,
    stance_spread,
)
from stancekit.document.records import Mention, Sentence
from stancekit.document.scores import Stance

AGAINST, FAVOR, EVEN = Stance(0.8, 0.2, 0.0), Stance(0.0, 0.2, 0.8), Stance(0.0, 1.0, 0.0)


def mention(sentence, stance, voice="opinion"):
    return Mention(0, 1, "X", "person", sentence, 0, stance, voice)


DISTINCT = range(40)  # every sentence is its own original


def measured(*stances: Stance | None):
    return stance_measure([mention(number, stance) for number, stance in enumerate(stances)], DISTINCT)


def test_interval_by_hand():
    # one sentence: -1, 0 and 1 with 0.2, 0.3 and 0.5; the mid-distribution there is 0.1, 0.35 and 0.75
    mean, low, high = interval(np.array([[0.2, 0.3, 0.5]]), first=-1)
    assert (mean, low, high) == pytest.approx((0.3, -1.0, 1.0))
    # two sentences, each a success with 0.5: 0, 1/2 and 1 with 1/4, 1/2 and 1/4
    assert interval(np.full((2, 2), 0.5), first=0) == pytest.approx((0.5, 0.0, 1.0))
    # ten sure ones
    assert interval(np.array([[1.0, 0.0, 0.0]] * 10), first=-1) == (-1.0, -1.0, -1.0)


def test_the_interval_of_many_sentences_is_normal_and_meets_the_exact_one():
    row = np.array([[0.3, 0.5, 0.2]])
    exact = interval(np.repeat(row, MAX_EXACT_SENTENCES, axis=0), first=-1)
    assert interval(np.repeat(row, MAX_EXACT_SENTENCES + 1, axis=0), first=-1) == pytest.approx(exact, abs=0.002)


def test_no_mention_has_no_measure():
    assert measured() is None
    assert measured(None, None) is None
    assert measured(None, EVEN).count == 1


def test_a_repeated_sentence_counts_once():
    texts = ["He  lied.", "He lied.", "He won.", " He\nlied."]
    firsts = originals(Sentence(0, len(text), text, "opinion", 0.9, 0.5, False, ()) for text in texts)
    assert firsts == [0, 0, 2, 0]
    mentions = [mention(0, AGAINST), mention(1, AGAINST), mention(2, FAVOR)]
    measure = stance_measure(mentions, firsts)
    assert measure == stance_measure([mention(0, AGAINST), mention(1, FAVOR)], DISTINCT)
    assert measure.count == 2


def test_mentions_in_one_sentence_are_averaged_first():
    crowded = [mention(0, FAVOR), mention(0, FAVOR), mention(0, FAVOR), mention(1, AGAINST)]
    measure = stance_measure(crowded, DISTINCT)
    assert measure.score == pytest.approx(0.0)
    assert measure.count == 4
    assert measure.high == pytest.approx(measured(FAVOR, AGAINST).high)


@pytest.mark.parametrize(
    ("stances", "label", "leaning"),
    [
        ([FAVOR] * 3, "favor", "favor"),
        ([AGAINST] * 3, "against", "against"),
        ([EVEN] * 3, "neutral", None),
        ([FAVOR], "too little to say", "favor"),
        ([EVEN], "too little to say", None),
        ([FAVOR, AGAINST], "mixed", None),
        ([FAVOR, FAVOR, AGAINST], "mixed", "favor"),
        ([Stance(0.1, 0.5, 0.4)] * 2, "unclear", None),
        ([Stance(0.1, 0.5, 0.4)] * 3, "unclear", "favor"),
        ([Stance(0.1, 0.5, 0.4)] * 20, "favor", "favor"),
    ],
)
def test_labels(stances, label, leaning):
    measure = measured(*stances)
    assert (measure.label, measure.leaning) == (label, leaning)


def test_by_voice():
    mentions = [mention(0, FAVOR, "opinion"), mention(1, AGAINST, "reported"), mention(2, EVEN, None)]
    voices = by_voice(mentions, DISTINCT, measured(FAVOR, AGAINST, EVEN))
    assert voices["opinion"].score == pytest.approx(0.8) and voices["opinion"].count == 1
    assert voices["reported"].score == pytest.approx(-0.8)
    assert voices["quoted"] is None


def test_one_voice_alone_has_the_measure_of_all():
    mentions = [mention(0, FAVOR, "reported"), mention(1, AGAINST, "reported")]
    overall = stance_measure(mentions, DISTINCT)
    assert by_voice(mentions, DISTINCT, overall) == {"opinion": None, "reported": overall, "quoted": None}
    assert by_voice([], DISTINCT, None) == dict.fromkeys(("opinion", "reported", "quoted"))


def test_share():
    measure = share([0.9, 0.1, 0.1, None], [0, 1, 1, 3])
    assert measure.score == pytest.approx(0.5) and measure.count == 2 and measure.label is None
    assert (measure.low, measure.high) == interval(np.array([[0.1, 0.9], [0.9, 0.1]]), first=0)[1:]
    assert share([None], [0]) is None


@pytest.mark.parametrize("concentration", [(0.15, 0.4, 0.15), (2, 4, 2), (0.1, 0.5, 1.5)])
@pytest.mark.parametrize("sentences", [2, 5, 20, 200])
def test_the_interval_covers_the_labels_behind_calibrated_probabilities(sentences, concentration):
    """The truth is the mean of the article's labels, each drawn from its sentence's probabilities, one by one."""
    generator = np.random.default_rng(sentences)
    covered, articles = 0, 2000 if sentences < 100 else 600
    for _ in range(articles):
        shares = generator.dirichlet(concentration, sentences)
        labels = (generator.random((sentences, 1)) > shares.cumsum(axis=1)[:, :-1]).sum(axis=1)
        _, low, high = interval(shares, first=0)
        covered += low - 1e-9 <= labels.mean() <= high + 1e-9
    assert covered / articles >= 0.93
    if sentences >= 20:
        assert covered / articles <= 0.97


def test_the_spread_is_over_actors_of_two_sentences_and_weighs_them():
    sure_favor, sure_against = Stance(0.0, 0.0, 1.0), Stance(1.0, 0.0, 0.0)
    praised = [mention(number, sure_favor) for number in range(3)]
    blamed = [mention(3, sure_against)]
    assert stance_spread([praised, blamed], DISTINCT) is None
    assert stance_spread([praised, [mention(3, sure_against), mention(4, sure_against)]], [0, 1, 2, 3, 3]) is None
    spread = stance_spread([praised, [*blamed, mention(4, sure_against)], [mention(5, EVEN)]], DISTINCT)
    mean = (3 - 2) / 5
    expected = np.sqrt((3 * (1 - mean) ** 2 + 2 * (-1 - mean) ** 2) / 5)
    assert (spread.score, spread.low, spread.high) == pytest.approx((expected,) * 3)
    assert spread.count == 2 and spread.label is None
    assert stance_spread([praised, praised], DISTINCT).score == pytest.approx(0.0)


@pytest.mark.parametrize("sizes", [(2, 2), (2, 6, 12), (5, 5, 5, 5, 5), (60, 3)])
def test_the_spread_covers_the_labels_behind_calibrated_probabilities(sizes):
    """The truth is the standard deviation of the actors' mean labels, each drawn from its sentence's probabilities."""
    generator = np.random.default_rng(sum(sizes))
    covered, articles = 0, 600
    for _ in range(articles):
        truth, actors, first = [], [], 0
        for size in sizes:
            shares = generator.dirichlet((0.3, 0.8, 0.3), size)
            labels = (generator.random((size, 1)) > shares.cumsum(axis=1)[:, :-1]).sum(axis=1) - 1
            truth.append(labels.mean())
            actors.append([mention(first + number, Stance(*row)) for number, row in enumerate(shares.tolist())])
            first += size
        centre = np.average(truth, weights=sizes)
        spread = np.sqrt(np.average((np.array(truth) - centre) ** 2, weights=sizes))
        measure = stance_spread(actors, range(first))
        covered += measure.low <= spread <= measure.high
    assert covered / articles >= 0.93
