"""Comparison of scored articles."""

import numpy as np
import pytest
from pyarrow import parquet

from stancekit.comparison import compare
from stancekit.comparison.estimates import Estimator
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
        estimate = Estimator(values, weights, np.zeros(20, int), 1).estimate(0, (0, 1))
        assert estimate.score == pytest.approx(np.average(values, weights=weights))
        covered += estimate.low <= 0.3 <= estimate.high
    assert 0.92 <= covered / 400 <= 0.98


def test_few_articles_have_no_interval_and_an_empty_cell_no_estimate():
    cells = Estimator(np.array([0.2, np.nan, 0.4]), np.ones(3), np.array([0, 0, -1]), 2)
    assert cells.estimate(0, (0, 1)).low is None and cells.estimate(0, (0, 1)).articles == 1
    assert cells.estimate(1, (0, 1)) is None


def test_the_largest_groups_come_first(tmp_path):
    articles = (
        [article("South", opinion=0.2)] * 6
        + [article(opinion=0.6)] * 8
        + [article("East"), article(None), article(" ")]
    )
    result = compare(write_scores(tmp_path, articles), by="outlet", groups=3)
    assert [(group.name, group.articles, group.sentences) for group in result.groups] == [
        ("North", 8, 80),
        ("South", 6, 60),
        ("(missing)", 2, 20),
    ]
    assert result.groups[0].opinion.score == pytest.approx(0.6) and result.groups[0].bias.score == pytest.approx(0.3)
    assert (result.articles, result.sentences, result.other_groups, result.models) == (17, 170, 1, ("tiny 1",))
    assert result.periods == () and result.first is None and result.opinion_over_time == ()


def test_actors_are_merged_across_articles_by_key(tmp_path):
    articles = [
        article(stances={"Ana Roth": [0.5, 0.7]}),
        article("South", stances={"Ana Roth": [-0.4], "Larn": [0.0]}),
    ]
    result = compare(write_scores(tmp_path, articles), by="outlet")
    assert [actor.name for actor in result.actors] == ["Ana Roth", "Larn"]
    roth = result.actors[0]
    assert roth.overall.score == pytest.approx((0.5 + 0.7 - 0.4) / 3) and roth.overall.articles == 2
    assert roth.groups["North"].score == pytest.approx(0.6) and roth.groups["South"].score == pytest.approx(-0.4)
    assert "North" not in result.actors[1].groups


def test_portrayals_are_means_over_articles(tmp_path):
    articles = [
        article(stances={"Ana Roth": [0.5, 0.7, 0.6]}, portrayals={"Ana Roth": 0.4}),
        article(stances={"Ana Roth": [0.1]}, portrayals={"Ana Roth": -0.2}),
        article("South", stances={"Ana Roth": [-0.4], "Larn": [0.0]}, portrayals={"Ana Roth": -0.8}),
    ]
    folder = write_scores(tmp_path, articles)
    roth, larn = compare(folder, by="outlet").actors
    assert roth.portrayal.score == pytest.approx((0.4 - 0.2 - 0.8) / 3) and roth.portrayal.articles == 3
    assert roth.portrayals["North"].score == pytest.approx(0.1)  # however often an article mentions her
    assert roth.portrayals["South"].score == pytest.approx(-0.8)
    assert larn.portrayal is None and larn.portrayals == {}
    assert compare(folder, by="outlet", voice="opinion").actors[0].portrayal is None
    rows = compare(folder, by="outlet").to_frame("actors")
    assert rows["portrayal"].tolist()[:3] == pytest.approx([-0.2, 0.1, -0.8])


def test_tables_from_before_portrayals(tmp_path):
    folder = write_scores(tmp_path, [article(stances={"Ana Roth": [0.5]})])
    for part in (folder / "actor").iterdir():
        table = parquet.read_table(part)
        newer = [name for name in table.column_names if name.startswith("portrayal")]
        parquet.write_table(table.drop_columns(newer), part)
    (roth,) = compare(folder, by="outlet").actors
    assert roth.overall.score == pytest.approx(0.5) and roth.portrayal is None


def test_the_largest_contrast_comes_first_with_examples(tmp_path):
    random = np.random.default_rng(1)

    def some(outlet, roth, vogt):
        noise = random.normal(0, 0.05, size=(12, 2))
        return [article(outlet, stances={"Ana Roth": [roth + a], "Lena Vogt": [vogt + b]}) for a, b in noise]

    folder = write_scores(tmp_path, some("North", 0.6, 0.1) + some("South", -0.5, 0.1) + some("East", 0.1, -0.2))
    result = compare(folder, by="outlet")
    assert result.pairs == 6
    first = result.contrasts[0]
    assert (first.name, first.better.group, first.worse.group, first.is_significant) == (
        "Ana Roth",
        "North",
        "South",
        True,
    )
    assert first.difference == pytest.approx(1.1, abs=0.05) and first.low < 1.1 < first.high
    assert len({contrast.key for contrast in result.contrasts}) == len(result.contrasts) == 2
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
    examples = {contrast.name: contrast.better.examples[0] for contrast in compare(folder, by="outlet").contrasts}
    assert examples["Ana Roth"].text == examples["Lena Vogt"].text
    assert examples["Ana Roth"].score == pytest.approx(0.85) and examples["Lena Vogt"].score == pytest.approx(0.45)


def test_chance_differences_are_not_significant(tmp_path):
    random = np.random.default_rng(2)
    names = [f"Actor {number}" for number in range(20)]
    articles = [
        article(outlet, stances={name: [random.uniform(-1, 1)] for name in names})
        for outlet in ("North", "South", "East")
        for _ in range(15)
    ]
    result = compare(write_scores(tmp_path, articles), by="outlet")
    assert result.pairs == 60 and not any(contrast.is_significant for contrast in result.contrasts)


def test_one_voice_can_be_selected(tmp_path):
    folder = write_scores(tmp_path, [article(stances={"Ana Roth": [0.5]})])
    assert compare(folder, by="outlet", voice="opinion").actors[0].name == "Ana Roth"
    assert compare(folder, by="outlet", voice="quoted").actors == ()
    with pytest.raises(InputError, match="unknown voice 'author'; valid voices: all, opinion, reported, quoted"):
        compare(folder, by="outlet", voice="author")


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
def test_periods_are_few_enough_for_a_chart(tmp_path, dates, periods):
    result = compare(write_scores(tmp_path, [article(date=date) for date in dates]), by="outlet", over="date")
    assert (result.periods[0], result.periods[-1]) == (periods[0], periods[-1])
    every, north = result.opinion_over_time
    assert (every.name, north.name) == ("all", "North") and len(every.estimates) == len(result.periods)
    assert sum(one.articles for one in every.estimates if one) == len(dates)


def test_invalid_dates_are_counted(tmp_path):
    articles = [article(date="2024-01-05"), article(date="soon"), article(date=None)]
    result = compare(write_scores(tmp_path, articles), by="outlet", over="date")
    assert result.undated == 2 and (result.first, result.last) == ("2024-01-05", "2024-01-05")
    with pytest.raises(InputError, match="no date in column 'outlet'; its first values are 'North'"):
        compare(tmp_path, by="date", over="outlet")


@pytest.mark.parametrize(
    "date",
    ["today", "now", "12:00", "12:00:00.2024", "Jan 5", "1/2/24", "0001-01-01", "9999-12-31", "-2024-01-01", "x" * 99],
)
def test_a_date_states_its_year(tmp_path, date):
    folder = write_scores(tmp_path, [article(date=date), article(date="2023-12-31T20:00:00-05:00")])
    result = compare(folder, by="outlet", over="date")
    assert (result.undated, result.first, result.last) == (1, "2024-01-01", "2024-01-01")


@pytest.mark.parametrize(
    ("dates", "format", "order", "first", "last"),
    [
        (["18/11/2019", "05/11/2019", "1.12.2019"], None, "day-first", "2019-11-05", "2019-12-01"),
        (["11/18/2019", "11/05/2019 10:30"], None, "month-first", "2019-11-05", "2019-11-18"),
        (["05/11/2019", "06-11-2019"], "day-first", "day-first", "2019-11-05", "2019-11-06"),
        (["05/11/2019", "06/11/2019"], "month-first", "month-first", "2019-05-11", "2019-06-11"),
        (["05/11/19", "06/12/19"], "%d/%m/%y", None, "2019-11-05", "2019-12-06"),
        (["2019-11-05", "2019/11/06", "7 November 2019"], None, None, "2019-11-05", "2019-11-07"),
        (["05/05/2019", "06/06/2019"], None, None, "2019-05-05", "2019-06-06"),
        (["Mon, 18/11/2019", "05/11/2019"], None, "day-first", "2019-11-05", "2019-11-18"),
    ],
)
def test_the_dates_of_a_column_are_read_in_one_way(tmp_path, dates, format, order, first, last):
    folder = write_scores(tmp_path, [article(date=date) for date in dates])
    result = compare(folder, by="outlet", over="date", date_format=format)
    assert (result.date_order, result.first, result.last, result.undated) == (order, first, last, 0)


@pytest.mark.parametrize(
    ("dates", "format", "message"),
    [
        (["05/11/2019", "06/11/2019"], None, "'05/11/2019' has two readings. Pass date_format"),
        (["18/11/2019", "11/18/2019"], None, "day first, '18/11/2019', and with the month first, '11/18/2019'"),
        (["18/11/2019"], "dmy", "unknown date format 'dmy'; expected day-first, month-first, or a format"),
    ],
)
def test_a_column_that_does_not_decide_asks_for_a_format(tmp_path, dates, format, message):
    folder = write_scores(tmp_path, [article(date=date) for date in dates])
    with pytest.raises(InputError, match=message):
        compare(folder, by="outlet", over="date", date_format=format)


def test_an_article_without_an_id_is_no_example(tmp_path):
    articles = [
        article(outlet, stances={"Ana Roth": [side - 0.01 * n]})
        for outlet, side in (("North", 0.8), ("South", -0.8))
        for n in range(6)
    ]
    folder = write_scores(tmp_path, articles)
    for part in (folder / "mention").iterdir():
        write(folder, "mention", [{**row, "id": None} for row in parquet.read_table(part).to_pylist()], part=part.stem)
    assert compare(folder, by="outlet").contrasts[0].better.examples == ()


def test_errors_name_the_missing_table_or_column(tmp_path):
    with pytest.raises(InputError, match=f"in Parquet. Write the tables .* with stancekit score -o {tmp_path} FILES"):
        compare(tmp_path, by="outlet")
    write(tmp_path, "document", [{"id": "a"}], keep=())
    with pytest.raises(InputError, match="has no column 'outlet'; its columns are id, .*--keep"):
        compare(tmp_path, by="outlet")


def test_articles_without_actors_have_a_compare(tmp_path):
    result = compare(write_scores(tmp_path, [article()] * 3), by="outlet", over="date")
    assert result.actors == result.contrasts == () and result.groups[0].articles == 3


@pytest.mark.parametrize(
    ("format", "message"),
    [(None, "an older .*score the articles again"), (1, "an older"), (3, "a newer .*update stancekit")],
)
def test_tables_of_another_format_are_refused(tmp_path, format, message):
    folder = write_scores(tmp_path, [article(stances={"Ana Roth": [0.5]})])
    write(folder, "actor", [{"id": "b", "voice": "fact"}], part="part-000002", format=format)
    with pytest.raises(InputError, match=f"part-000002.parquet was written by {message}"):
        compare(folder, by="outlet")
