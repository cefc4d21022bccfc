"""A comparison as tables, and without a column of groups."""

import shutil

import numpy as np
import pandas as pd
import pytest

from stancekit.comparison import compare
from stancekit.comparison.score_tables import ScoreTables
from stancekit.errors import InputError
from tests.support.score_tables import write_scores


def corpus(folder):
    """Write six articles of each of two outlets in three months, which differ in Ana Roth."""
    random = np.random.default_rng(3)
    return write_scores(
        folder,
        [
            {
                "outlet": outlet,
                "date": f"2024-0{1 + number % 3}-05",
                "opinion": opinion,
                "stances": {"Ana Roth": [side + random.normal(0, 0.02)], "Larn & Co. $5": [0.1]},
            }
            for outlet, side, opinion in (("North", 0.5, 0.6), ("S_uth 100%", -0.5, 0.2))
            for number in range(6)
        ],
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return corpus(tmp_path_factory.mktemp("scores"))


@pytest.fixture(scope="module")
def comparison(folder):
    return compare(folder, by="outlet", over="date")


def test_groups_have_a_row_each(comparison):
    frame = comparison.to_frame()
    assert frame["group"].tolist() == ["North", "S_uth 100%"]
    assert frame["articles"].tolist() == [6, 6] and frame["sentences"].tolist() == [60, 60]
    assert frame["opinion"].tolist() == pytest.approx([0.6, 0.2]) and frame["bias"].tolist() == pytest.approx(
        [0.3, 0.1]
    )
    assert frame["opinion_low"].tolist() == pytest.approx([0.6, 0.2])


def test_actors_have_a_row_for_all_articles_and_for_each_group(comparison):
    frame = comparison.to_frame("actors")
    roth = frame[frame["name"] == "Ana Roth"]
    assert roth["group"].isna().tolist() == [True, False, False] and roth["articles"].tolist() == [12, 6, 6]
    assert roth["score"].tolist() == pytest.approx([0, 0.5, -0.5], abs=0.03)
    assert (roth["low"] < roth["score"]).all() and (roth["score"] < roth["high"]).all()


def test_contrasts_have_a_row_each(comparison):
    row = comparison.to_frame("contrasts").iloc[0]
    assert (row["name"], row["better"], row["worse"], row["is_significant"]) == (
        "Ana Roth",
        "North",
        "S_uth 100%",
        True,
    )
    assert row["difference"] == pytest.approx(row["better_score"] - row["worse_score"])


def test_periods_have_a_row_for_each_series(comparison):
    opinion, actors = comparison.to_frame("opinion_over_time"), comparison.to_frame("actors_over_time")
    assert len(opinion) == 3 * len(comparison.periods) and len(actors) == 2 * len(comparison.periods)
    assert opinion["group"].isna().sum() == len(comparison.periods)
    assert opinion["articles"].sum() == 24 and actors[actors["key"] == "ana roth"]["articles"].sum() == 12
    assert opinion.loc[opinion["articles"] == 0, "score"].isna().all()


def test_an_unknown_table_is_an_error(comparison):
    with pytest.raises(
        InputError, match="no table 'actor'; valid tables: groups, actors, contrasts, opinion_over_time"
    ):
        comparison.to_frame("actor")
    with pytest.raises(InputError, match="no table 'x' in LaTeX; valid tables: groups, actors, contrasts"):
        comparison.to_latex("x")


def test_latex_escapes_names_and_has_intervals(comparison):
    groups, actors = comparison.to_latex(), comparison.to_latex("actors")
    assert "\nNorth & 6 & 60 & 60.0\\% [60.0, 60.0] & 30.0\\% [30.0, 30.0] \\\\\n" in groups
    assert "\nS\\_uth 100\\% & 6 &" in groups and "\\begin{tabular}{lrrrr}\n\\toprule\noutlet & articles" in groups
    assert "\nLarn \\& Co. \\$5 & 12 & 0.10 [0.10, 0.10]" in actors
    assert "actor & articles & all & North & S\\_uth 100\\% \\\\" in actors
    assert "$-0.5" in actors and "*" in comparison.to_latex("contrasts").splitlines()[-3]


def test_without_groups_all_articles_are_one(folder):
    result = compare(folder, over="date")
    assert [(group.name, group.articles) for group in result.groups] == [("all articles", 12)]
    assert result.by is None and result.contrasts == () and result.pairs == 0 and result.other_groups == 0
    assert [series.name for series in result.opinion_over_time] == ["all"]
    assert result.groups[0].opinion.score == pytest.approx(0.4)
    assert result.actors[0].groups == {"all articles": result.actors[0].overall}
    assert len(result.to_frame("actors")) == len(result.actors)


def test_a_comparison_is_one_line(comparison, folder):
    assert repr(comparison) == "<Comparison by outlet: 12 articles, 2 groups, 2 actors>"
    assert repr(compare(folder)) == "<Comparison: 12 articles, 2 actors>"


def test_tables_have_types_when_they_are_empty(folder):
    frame = compare(folder).to_frame("contrasts")
    assert frame.empty and isinstance(frame["difference"].dtype, pd.Float64Dtype)


def test_the_shards_of_an_array_job_are_one_table(folder, tmp_path):
    for number in (1, 2):
        for level in ("document", "sentence", "mention", "actor"):
            target = tmp_path / f"shard-{number}-of-2" / level
            target.mkdir(parents=True)
            shutil.copy(folder / level / f"part-00000{number - 1}.parquet", target)
    assert ScoreTables(tmp_path).read("document", ["id"]).id.tolist() == [f"a{number}" for number in range(12)]
    assert compare(tmp_path, by="outlet").groups[0].articles == 6
    shutil.copytree(tmp_path / "shard-1-of-2", tmp_path / "shard-1-of-3")
    with pytest.raises(InputError, match="holds 3 shards of 2 and 3, expected all"):
        ScoreTables(tmp_path).read("document", ["id"])
    shutil.rmtree(tmp_path / "shard-1-of-3")
    shutil.rmtree(tmp_path / "shard-2-of-2")
    with pytest.raises(InputError, match="holds 1 shards of 2, expected all"):
        compare(tmp_path, by="outlet")
