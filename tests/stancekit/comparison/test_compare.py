"""What many scored articles say together."""

import numpy as np
import pytest
from pyarrow import parquet

from stancekit.comparison import survey
from stancekit.comparison.estimates import Ratios
from stancekit.errors import InputError
from tests.support.score_tables import write, write_scores


def article(outlet="North", date="2024-01-05", **fields):
    return {"outlet": outlet, "date": date, **fields}


def test_a_mean_weighs_articles_by_their_sentences_and_its_interval_covers():
    random = np.random.default_rng(0)
    covered = 0
    for _ in range(400):
        weights = random.integers(5, 60, size=20).astype(float)
        values = np.clip(0.3 + 0.1 * random.standard_normal(20), 0, 1)
        found = Ratios(values, weights, np.zeros(20, int), 1).estimate(0, 0, 1)
        assert found.score == pytest.approx(np.average(values, weights=weights))
        covered += found.low <= 0.3 <= found.high
    assert 0.92 <= covered / 400 <= 0.98


def test_few_articles_have_no_interval_and_none_no_estimate():
    cells = Ratios(np.array([0.2, np.nan, 0.4]), np.ones(3), np.array([0, 0, -1]), 2)
    assert cells.estimate(0, 0, 1).low is None and cells.estimate(0, 0, 1).articles == 1
    assert cells.estimate(1, 0, 1) is None


def test_groups_are_told_the_largest_first(tmp_path):
    articles = (
        [article("South", opinion=0.2)] * 6
        + [article(opinion=0.6)] * 8
        + [article("East"), article(None), article(" ")]
    )
    found = survey(write_scores(tmp_path, articles), by="outlet", groups=3)
    assert [(group.name, group.articles, group.sentences) for group in found.groups] == [
        ("North", 8, 80),
        ("South", 6, 60),
        ("(not told)", 2, 20),
    ]
    assert found.groups[0].opinion.score == pytest.approx(0.6) and found.groups[0].bias.score == pytest.approx(0.3)
    assert (found.articles, found.sentences, found.other_groups, found.models) == (17, 170, 1, ("tiny 1",))
    assert found.periods == () and found.first is None and found.opinion_over_time == ()


def test_actors_are_joined_across_articles_by_key(tmp_path):
    articles = [
        article(stances={"Ana Roth": [0.5, 0.7]}),
        article("South", stances={"Ana Roth": [-0.4], "Larn": [0.0]}),
    ]
    found = survey(write_scores(tmp_path, articles), by="outlet")
    assert [actor.name for actor in found.actors] == ["Ana Roth", "Larn"]
    roth = found.actors[0]
    assert roth.overall.score == pytest.approx((0.5 + 0.7 - 0.4) / 3) and roth.overall.articles == 2
    assert roth.groups["North"].score == pytest.approx(0.6) and roth.groups["South"].score == pytest.approx(-0.4)
    assert "North" not in found.actors[1].groups


def test_the_most_different_treatment_comes_first_with_its_sentences(tmp_path):
    random = np.random.default_rng(1)

    def some(outlet, roth, vogt):
        noise = random.normal(0, 0.05, size=(12, 2))
        return [article(outlet, stances={"Ana Roth": [roth + a], "Lena Vogt": [vogt + b]}) for a, b in noise]

    folder = write_scores(tmp_path, some("North", 0.6, 0.1) + some("South", -0.5, 0.1) + some("East", 0.1, -0.2))
    found = survey(folder, by="outlet")
    assert found.comparisons == 6
    first = found.contrasts[0]
    assert (first.name, first.better.group, first.worse.group, first.is_sure) == ("Ana Roth", "North", "South", True)
    assert first.difference == pytest.approx(1.1, abs=0.05) and first.low < 1.1 < first.high
    assert len({contrast.key for contrast in found.contrasts}) == len(found.contrasts) == 2
    for side, sign in ((first.better, 1), (first.worse, -1)):
        assert len({example.id for example in side.examples}) == 2
        assert all(example.text.startswith(f"{side.group} says") for example in side.examples)
        assert sign * side.examples[0].score >= sign * side.examples[1].score > 0.4


def test_a_sentence_can_be_an_example_for_two_actors(tmp_path):
    articles = [
        article(outlet, stances={"Ana Roth": [side + 0.01 * n], "Lena Vogt": [side / 2 + 0.01 * n]})
        for outlet, side in (("North", 0.8), ("South", -0.8))
        for n in range(6)
    ]
    folder = write_scores(tmp_path, articles)
    for part in (folder / "mention").iterdir():  # both are named in the same sentence
        rows = [{**row, "sentence": 1} for row in parquet.read_table(part).to_pylist()]
        write(folder, "mention", rows, part=part.stem)
    shown = {one.name: one.better.examples[0] for one in survey(folder, by="outlet").contrasts}
    assert shown["Ana Roth"].text == shown["Lena Vogt"].text
    assert shown["Ana Roth"].score == pytest.approx(0.85) and shown["Lena Vogt"].score == pytest.approx(0.45)


def test_differences_by_chance_are_not_called_sure(tmp_path):
    random = np.random.default_rng(2)
    names = [f"Actor {number}" for number in range(20)]
    articles = [
        article(outlet, stances={name: [random.uniform(-1, 1)] for name in names})
        for outlet in ("North", "South", "East")
        for _ in range(15)
    ]
    found = survey(write_scores(tmp_path, articles), by="outlet")
    assert found.comparisons == 60 and not any(contrast.is_sure for contrast in found.contrasts)


def test_a_voice_can_be_asked_for(tmp_path):
    folder = write_scores(tmp_path, [article(stances={"Ana Roth": [0.5]})])
    assert survey(folder, by="outlet", voice="opinion").actors[0].name == "Ana Roth"
    assert survey(folder, by="outlet", voice="quoted").actors == ()
    with pytest.raises(InputError, match="no voice 'author'; valid voices: all, opinion, fact, quoted"):
        survey(folder, by="outlet", voice="author")


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2024-01-05", "2024-01-07T10:00:00Z", "January 6, 2024"], ("2024-01-05", "2024-01-06", "2024-01-07")),
        (["2024-01-05", "2024-03-01"], ("2024-01-01", "2024-02-26")),
        (["2023-01", "2024-03"], ("2023-01", "2024-03")),
        (["2019", "2024-12-31"], ("2019Q1", "2024Q4")),
        (["1990-01-01", "2024-12-31"], ("1990", "2024")),
    ],
)
def test_time_is_cut_into_as_many_periods_as_can_be_drawn(tmp_path, dates, periods):
    found = survey(write_scores(tmp_path, [article(date=date) for date in dates]), by="outlet", over="date")
    assert (found.periods[0], found.periods[-1]) == (periods[0], periods[-1])
    every, north = found.opinion_over_time
    assert (every.name, north.name) == ("all", "North") and len(every.estimates) == len(found.periods)
    assert sum(one.articles for one in every.estimates if one) == len(dates)


def test_dates_that_cannot_be_read_are_counted(tmp_path):
    articles = [article(date="2024-01-05"), article(date="soon"), article(date=None)]
    found = survey(write_scores(tmp_path, articles), by="outlet", over="date")
    assert found.undated == 2 and (found.first, found.last) == ("2024-01-05", "2024-01-05")
    with pytest.raises(InputError, match="no date in column 'outlet'; its first values are 'North'"):
        survey(tmp_path, by="date", over="outlet")


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(InputError, match="has no table 'document' in Parquet: write the levels"):
        survey(tmp_path, by="outlet")
    write(tmp_path, "document", [{"id": "a"}], keep=())
    with pytest.raises(InputError, match="has no column 'outlet'; it has id, .*--keep"):
        survey(tmp_path, by="outlet")


def test_articles_without_actors_have_a_survey(tmp_path):
    found = survey(write_scores(tmp_path, [article()] * 3), by="outlet", over="date")
    assert found.actors == found.contrasts == () and found.groups[0].articles == 3
