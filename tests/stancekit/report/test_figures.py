"""Figures for papers."""

import json

import matplotlib
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure
from PIL import Image

from stancekit.comparison import compare
from stancekit.errors import InputError
from tests.stancekit.comparison.test_tables import corpus
from tests.support.documents import article
from tests.support.score_tables import write_scores

FIGURES = ["actors-over-time", "actors", "bias", "opinion-over-time", "opinion"]


@pytest.fixture(autouse=True)
def backend():
    matplotlib.use("agg")
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return corpus(tmp_path_factory.mktemp("scores"))


@pytest.fixture(scope="module")
def comparison(folder):
    return compare(folder, by="outlet", over="date")


def texts(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def points(axes):
    """Return the points of the markers, without those that only make the legend."""
    return [(float(x), float(y)) for line in axes.lines for x, y in zip(*line.get_data(), strict=True)]


def test_opinion_is_a_dot_with_an_interval_for_each_group(comparison):
    axes = comparison.plot_opinion()
    assert texts(axes) == ["North", "S_uth 100%"] and axes.get_xlabel() == "share of opinion"
    assert points(axes) == [pytest.approx((0.6, 0)), pytest.approx((0.2, 1))]
    assert len(axes.collections) == 2 and axes.yaxis_inverted()


def test_bias_has_its_own_figure(comparison):
    assert points(comparison.plot_bias()) == [pytest.approx((0.3, 0)), pytest.approx((0.1, 1))]


def test_actors_have_a_row_with_a_marker_for_each_group(comparison):
    axes = comparison.plot_actors()
    assert texts(axes) == [actor.name for actor in comparison.actors]
    legend = axes.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["North", "S_uth 100%"]
    scores = [actor.groups[group].score for actor in comparison.actors for group in ("North", "S_uth 100%")]
    drawn = [x for x, y in points(axes) if y not in (0.0, 0.5, 1.0)]
    assert sorted(drawn) == pytest.approx(sorted(scores))
    assert len(texts(comparison.plot_actors(actors=1))) == 1


def test_a_figure_is_drawn_on_the_users_axes(comparison):
    figure = Figure()
    left, right = figure.subplots(1, 2)
    assert comparison.plot_opinion(left) is left and comparison.plot_actors(ax=right) is right
    assert not pyplot.get_fignums()


def test_without_axes_pyplot_knows_the_figure(comparison):
    axes = comparison.plot_actors()
    assert pyplot.get_fignums() == [axes.figure.number] and axes.figure.get_figwidth() == 6.5


def test_names_are_no_formulas(tmp_path):
    names = {"$x$ and $\\frac$": [0.1], "R&D_": [0.2]}
    folder = write_scores(tmp_path / "scores", [{"outlet": "$a_b$", "stances": names}] * 6)
    axes = compare(folder, by="outlet").plot_actors()
    axes.figure.canvas.draw()  # a formula that cannot be parsed would raise
    assert "$x$ and $\\frac$" in texts(axes)


def test_few_articles_have_an_open_marker_and_no_interval(tmp_path):
    folder = write_scores(tmp_path / "scores", [{"outlet": "North", "stances": {"Ana Roth": [0.5]}}] * 4)
    axes = compare(folder, by="outlet").plot_opinion()
    assert len(axes.collections) == 0 and axes.lines[0].get_markerfacecolor() == "white"


def test_lines_over_time_name_the_periods(comparison):
    axes = comparison.plot_opinion_over_time()
    assert [label.get_text() for label in axes.get_xticklabels()][0] == comparison.periods[0]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["North", "S_uth 100%", "all articles"]
    axes = comparison.plot_actors_over_time(actors=1)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [comparison.actors[0].name]


def test_without_dates_there_is_nothing_over_time(folder):
    with pytest.raises(InputError, match="the comparison has no dates"):
        compare(folder, by="outlet").plot_opinion_over_time()


def test_a_document_draws_its_actors():
    axes = article().plot_actors()
    assert texts(axes) == ["Ana Roth", "Lena Vogt", "Larn"]  # the absent one has no stance
    assert points(axes)[:3] == [pytest.approx((-0.7, 0)), pytest.approx((0.42, 1)), pytest.approx((-0.001, 2))]
    assert len(axes.collections) == 3 and texts(article().plot_actors(actors=1)) == ["Ana Roth"]


def test_the_folder_has_figures_tables_and_a_record(comparison, tmp_path):
    files = comparison.write_figures(tmp_path / "figures")
    assert [file.name for file in files] == sorted(
        [f"{name}.{suffix}" for name in FIGURES for suffix in ("pdf", "png")]
        + [f"{name}.csv" for name in ("actors-over-time", "actors", "contrasts", "groups", "opinion-over-time")]
        + [f"{name}.tex" for name in ("actors", "contrasts", "groups")]
        + ["figures.json"]
    )
    for name in FIGURES:
        with Image.open(tmp_path / "figures" / f"{name}.png") as image:
            assert image.width == 1950  # 6.5 inches at 300 dots an inch
            assert len(image.convert("L").histogram()) == 256 and image.convert("L").getextrema()[0] < 100
        assert (tmp_path / "figures" / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    record = json.loads((tmp_path / "figures" / "figures.json").read_text())
    assert (record["by"], record["over"], record["articles"], record["models"]) == ("outlet", "date", 12, ["tiny 1"])
    assert not pyplot.get_fignums()


def test_the_same_comparison_gives_the_same_bytes(comparison, tmp_path):
    first, second = (comparison.write_figures(tmp_path / name) for name in "ab")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_figures_replace_only_figures(comparison, folder, tmp_path):
    out = tmp_path / "figures"
    comparison.write_figures(out)
    notes = out / "notes.txt"
    notes.write_text("mine")
    compare(folder, by="outlet").write_figures(out)  # without dates
    names = {file.name for file in out.iterdir()}
    assert "opinion-over-time.csv" not in names and "actors-over-time.pdf" not in names and "notes.txt" in names
    (out / "figures.json").unlink()
    with pytest.raises(InputError, match="has files that are no figures of stancekit"):
        comparison.write_figures(out)
    with pytest.raises(InputError, match="is a file, expected a folder"):
        comparison.write_figures(notes)


def test_a_comparison_shows_itself_in_a_notebook(comparison):
    shown = comparison._repr_html_()
    assert shown.startswith("<iframe sandbox") and "Articles by outlet" in shown and "&lt;svg" in shown
