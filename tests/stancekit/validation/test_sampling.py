"""The units to code."""

import numpy as np
import pytest

from stancekit.errors import InputError
from stancekit.validation import sample, validate, write_sample
from stancekit.validation.cells import guarded, unguarded
from tests.support.coded_corpus import write_corpus
from tests.support.score_tables import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("scores")).folder


@pytest.mark.parametrize("strategy", ["stratified", "uncertain", "random"])
@pytest.mark.parametrize("target", ["opinion", "bias", "stance", "actor"])
def test_every_strategy_has_positive_probabilities(folder, strategy, target):
    drawn = sample(folder, 30, by="outlet", target=target, strategy=strategy)
    assert len(drawn) == 30 and drawn["probability"].between(0, 1, inclusive="right").all()
    assert (drawn["gold"] == "").all() and drawn["text"].str.contains("names Ana Roth.").all()
    if strategy != "random":
        assert drawn["outlet"].value_counts().to_dict() == {"North": 15, "South": 15}
    of_units = {"actor": 40}.get(target, 480)
    if strategy != "uncertain":
        assert drawn["probability"].to_numpy() == pytest.approx(30 / of_units)


def test_the_sum_of_the_weights_estimates_the_number_of_units(folder):
    totals = [
        (1 / sample(folder, 60, by="outlet", strategy="uncertain", seed=seed)["probability"]).sum()
        for seed in range(20)
    ]
    assert np.mean(totals) == pytest.approx(480, rel=0.05)


def test_a_seed_repeats_a_sample(folder):
    first, again, other = (sample(folder, 20, seed=seed) for seed in (1, 1, 2))
    assert first.equals(again) and not first.equals(other)


def test_the_sheet_shows_the_sentences_around(folder):
    row = next(row for row in sample(folder, 100).to_dict("records") if row["sentence"] == 3)
    number = row["id"].removeprefix("a")
    assert [row[column] for column in ("before", "text", "after")] == [
        f"Sentence {index} of article {number} names Ana Roth." for index in (2, 3, 4)
    ]


def test_captions_are_not_coded(folder):
    assert not sample(folder, 480)["text"].str.contains("caption").any()


def test_one_actor_can_be_chosen(folder):
    assert len(sample(folder, 480, target="stance", actor="Ana Roth")) == 480
    with pytest.raises(InputError, match="no actor has the key or the name 'Nobody'"):
        sample(folder, 10, target="stance", actor="Nobody")
    with pytest.raises(InputError, match="the target opinion has no actor"):
        sample(folder, 10, actor="Ana Roth")


def test_a_sample_comes_back_filled_in(folder, tmp_path):
    drawn = sample(folder, 60, by="outlet")
    drawn["gold"] = ["opinion", "fact", "Reported Fact"] * 20
    write_sample(drawn, tmp_path / "gold.csv")
    text = (tmp_path / "gold.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfid,outlet,sentence,start,end,before,text,after,gold,probability")
    assert validate(folder, drawn, by="outlet").gold.labels == 60


def test_no_text_runs_as_a_formula(tmp_path):
    folder = tmp_path / "scores"
    texts = ["=1+1", "+SUM(A1)", "-2", "@here", "'=quoted", "''", "'Tis"]
    common = {"outlet": "=cmd", "date": "2024"}
    rows = [
        {**common, "id": "=a", "sentence": index, "text": text, "opinion": 0.3, "is_measured": True}
        for index, text in enumerate(texts)
    ]
    write(folder, "sentence", rows)
    write(folder, "document", [{**common, "id": "=a"}])
    write_sample(sample(folder, len(texts), by="outlet"), tmp_path / "gold.csv")
    lines = (tmp_path / "gold.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    cells = [cell for line in lines for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert {"'=a", "'=cmd", "'=1+1", "''=quoted", "'''", "'Tis"} <= set(cells)
    assert [unguarded(guarded(text)) for text in texts] == texts


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"count": 481}, "sample size is 481, expected 1 to 480"),
        ({"count": 1, "by": "outlet"}, "expected at least 2, the number of groups"),
        ({"count": 5, "strategy": "best"}, "unknown strategy 'best'; valid strategies: stratified, uncertain, random"),
        ({"count": 5, "target": "tone"}, "unknown target 'tone'; valid targets: opinion, bias, stance, actor"),
        ({"count": 5, "by": "author"}, "has no column 'author'"),
    ],
)
def test_a_faulty_option_is_named(folder, options, message):
    with pytest.raises(InputError, match=message):
        sample(folder, **options)


def test_repeated_ids_are_refused(tmp_path):
    rows = [{"id": "a", "outlet": "x", "opinion": 0.3, "is_measured": True}] * 2
    write(tmp_path, "sentence", rows)
    write(tmp_path, "document", rows and [{"id": "a", "outlet": "x"}] * 2)
    with pytest.raises(InputError, match="1 articles have the id of another, such as 'a'"):
        sample(tmp_path, 1)
