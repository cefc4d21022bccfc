"""Shards of a job, as the tasks of an array job score them."""

import json

import pytest

from stancekit import jobs
from stancekit.document import tables
from stancekit.errors import InputError, JobError
from stancekit.jobs.slices import Slice
from tests.support.job_files import canonical, read_table, write_rows


def test_shards_together_are_the_whole(score_rows, tmp_path):
    inputs = [write_rows(tmp_path / f"{name}.jsonl", 11, bad={3}, seed=seed) for seed, name in enumerate("ab")]
    whole = score_rows(inputs, tmp_path / "whole", keep=["desk"])
    parts = [score_rows(inputs, tmp_path / "out", keep=["desk"], shard=f"{number}/3") for number in (1, 2, 3)]
    assert [part.rows for part in parts] == [7, 8, 7] and sum(part.bad for part in parts) == whole.bad == 2
    folders = [tmp_path / "out" / f"shard-{number}-of-3" for number in (1, 2, 3)]
    levels = list(tables.LEVELS)
    rows = [canonical(folder, levels) for folder in folders]
    together = {level: sorted(line for part in rows for line in part[level]) for level in levels}
    assert together == canonical(tmp_path / "whole", levels)


def test_a_shard_resumes_and_is_no_input(score_rows, tmp_path):
    source = write_rows(tmp_path / "a.jsonl", 8)
    for resumed in (0, 4):
        assert score_rows(source, tmp_path / "out", shard="2/2").resumed == resumed
    with pytest.raises(InputError, match="only the output of a job"):
        jobs.score(tmp_path / "out", tmp_path / "again")


def test_files_of_one_row_are_shared_out():
    held = [[Slice(number, 4).has(file, 1) for file in range(8)] for number in range(1, 5)]
    assert [sum(row) for row in held] == [2, 2, 2, 2] and all(sum(column) == 1 for column in zip(*held, strict=True))


def test_folders_sort_by_number():
    names = [Slice.parse(f"{number}/16").folder for number in range(1, 17)]
    assert names == sorted(names) and names[2] == "shard-03-of-16"


def test_a_run_that_scored_nothing_leaves_room_for_a_corrected_one(score_rows, tmp_path):
    source = write_rows(tmp_path / "a.jsonl", 5)
    empty = write_rows(tmp_path / "empty.jsonl", 2, bad={0, 1})
    first = score_rows(empty, tmp_path / "out", levels=["document"])
    assert (first.scored, first.bad) == (0, 2)
    again = score_rows(empty, tmp_path / "out", levels=["document"])  # whatever was mended outside of the job
    assert again.resumed == 0
    second = score_rows(source, tmp_path / "out", keep=["desk"], levels=["sentence"])
    assert (second.scored, second.resumed) == (5, 0)
    assert not (tmp_path / "out" / "document").exists() and (tmp_path / "out" / "errors.jsonl").read_text() == ""
    assert json.loads((tmp_path / "out" / "job.json").read_text())["columns"]["keep"] == ["desk"]
    rows = read_table(tmp_path / "out", "sentence")
    with pytest.raises(JobError, match="holds another job"):
        score_rows(empty, tmp_path / "out", levels=["document"])
    assert read_table(tmp_path / "out", "sentence") == rows


def test_kept_columns_with_names_of_ours_get_a_prefix(score_rows, tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "1", "text": "He won.", "label": "left"}) + "\n")
    score_rows(source, tmp_path / "out", keep=["label", "text", "id"], levels=["sentence"])
    (row,) = read_table(tmp_path / "out", "sentence")
    assert (row["input_label"], row["input_text"], row["input_id"], row["id"]) == ("left", "He won.", "1", "1")
    assert row["label"] in ("opinion", "reported_fact")


def test_progress_moves_within_a_part(score_rows, tmp_path):
    shown = []

    class Recorder(jobs.local_executor.SilentDisplay):
        def show(self, current):
            shown.append(current)

    score_rows(write_rows(tmp_path / "a.jsonl", 600), tmp_path / "out", workers=1, display=Recorder())
    assert len(list((tmp_path / "out" / "document").iterdir())) == 1  # one part alone
    started = [current for current in shown if current.rows]
    assert 0 < started[0].share < 0.5 and started[0].seconds_left > 0
    assert shown[-1].rows == 600 and shown[-1].share == pytest.approx(1.0)
    assert [current.share for current in started] == sorted(current.share for current in started)


def test_a_cluster_divides_the_rows_itself(score_rows, tmp_path):
    pytest.importorskip("ray")
    source = write_rows(tmp_path / "a.jsonl", 2)
    with pytest.raises(InputError, match="a cluster divides the rows itself: leave out the shard"):
        score_rows(source, tmp_path / "out", engine="ray", shard="1/2")
