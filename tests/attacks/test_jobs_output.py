"""A job removes and replaces only what a job has written, and never reads it as input."""

import json
import shutil

import pytest

from stancekit.errors import InputError, JobError
from stancekit.jobs.input_files import find_input_files
from tests.support.job_files import read_table, write_rows


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "mine"},
        {"job.json": '{"name": "mine"}', "document/thesis.parquet": "mine"},
        {"job.json": "[1]", "errors.jsonl": "mine"},
        {"job.json": '{"form', "thesis.txt": "mine"},
        {"document/part-000000.parquet": "mine"},
        {"errors.jsonl": "mine"},
    ],
)
def test_a_folder_without_a_job_is_left_alone(score_rows, tmp_path, files):
    for name, content in files.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_text(content)
    before = tree(tmp_path / "out")
    for overwrite in (False, True):
        with pytest.raises(JobError, match="is not empty and holds no job"):
            score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "out", overwrite=overwrite)
    assert tree(tmp_path / "out") == before


def test_only_what_a_job_wrote_is_overwritten(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20, bad={3})
    score_rows(input_file, tmp_path / "out", part_rows=6)
    mine = ["notes.txt", "document/notes.txt", "sentence/_mine.parquet", "plots/part-000000.parquet"]
    for name in mine:
        (tmp_path / "out" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "out" / name).write_text("mine")
    shutil.rmtree(tmp_path / "out" / "mention")
    with pytest.raises(JobError, match="document/notes.txt is not a part of this job"):
        score_rows(input_file, tmp_path / "out", overwrite=True, levels=["document"])
    assert all((tmp_path / "out" / name).read_text() == "mine" for name in mine)
    assert not (tmp_path / "out" / "actor").exists()
    (tmp_path / "out" / "document" / "notes.txt").unlink()
    assert score_rows(input_file, tmp_path / "out", levels=["document"]).scored == 19


def test_a_part_file_of_somebody_else_does_not_enter_the_tables(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score_rows(input_file, tmp_path / "out", part_rows=6)
    parts = tmp_path / "out" / "document"
    shutil.copy(parts / "part-000001.parquet", parts / "more.parquet")
    with pytest.raises(JobError, match="more.parquet is not a part of this job: remove it"):
        score_rows(input_file, tmp_path / "out", part_rows=6)


def test_the_output_of_a_job_is_no_input(score_rows, tmp_path):
    write_rows(tmp_path / "a.jsonl", 8, bad={3})
    for out, options in (("tables", {}), ("whole", {"output": "jsonl"})):
        for resumed in (0, 8):
            assert score_rows(tmp_path, tmp_path / out, **options).resumed == resumed
        assert score_rows(f"{tmp_path}/**/*.jsonl", tmp_path / out, **options).resumed == 8
    assert [file.name for file in find_input_files(tmp_path)] == ["a.jsonl"]
    with pytest.raises(InputError, match="holds only the output of a job"):
        find_input_files(tmp_path / "whole")
    documents = find_input_files(tmp_path / "whole" / "documents" / "part-000000.jsonl")  # by its own name
    assert [file.name for file in documents] == ["part-000000.jsonl"]


def test_files_of_the_same_names_are_inputs_where_there_is_no_job(tmp_path):
    for name in ("errors.jsonl", "document/part-000000.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_rows(tmp_path / name, 1)
    assert len(find_input_files(tmp_path)) == 2


def test_no_output_folder_contains_an_input(score_rows, tmp_path, monkeypatch):
    score_rows(write_rows(tmp_path / "a.jsonl", 8), tmp_path / "out", output="jsonl")
    documents = tmp_path / "out" / "documents" / "part-000000.jsonl"
    (tmp_path / "link").symlink_to(tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    for out in (tmp_path / "out", tmp_path / "link", "out", "./out/"):
        with pytest.raises(InputError, match="lies in the output folder"):
            score_rows(documents, out, overwrite=True)
    assert documents.exists()
    assert score_rows(documents, tmp_path / "again").scored == 8


def test_a_job_that_started_and_wrote_nothing_can_be_overwritten(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 3)
    score_rows(input_file, tmp_path / "out")
    declared = json.loads((tmp_path / "out" / "job.json").read_text())
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "job.json").write_text(json.dumps(declared))
    assert score_rows(input_file, tmp_path / "out", overwrite=True).scored == 3
    assert len(read_table(tmp_path / "out", "document")) == 3
