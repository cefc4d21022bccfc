"""Local jobs: their output, and the checks of their options and their folder."""

import json
import os

import pytest
from pyarrow import parquet

import stancekit
from stancekit.document import tables
from stancekit.errors import InputError, JobError
from tests.support.job_files import canonical, read_table, texts, write_rows

LEVELS = list(tables.LEVELS)


def test_the_tables_hold_the_rows_of_the_documents_in_order(score_rows, model, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 60, bad={7, 31})
    summary = score_rows(input_file, tmp_path / "out", keep=["desk"], part_rows=9)
    expected = {level: [] for level in LEVELS}
    for number, text in enumerate(texts(60)):
        if number not in (7, 31):
            document = model(stancekit.Text(text, id=f"r{number}"))
            for level in LEVELS:
                expected[level] += [row | {"desk": "AB"[number % 2]} for row in tables.rows(document, level)]
    for level in LEVELS:
        assert read_table(tmp_path / "out", level) == expected[level]
    assert (summary.rows, summary.scored, summary.bad, summary.resumed, summary.repeated) == (60, 58, 2, 0, 0)
    assert summary.tables == {level: len(expected[level]) for level in LEVELS}
    assert len(list((tmp_path / "out" / "actor").iterdir())) == 7
    errors = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert [(error["file"], error["row"], error["id"]) for error in errors] == [
        (str(input_file), 8, "r7"),
        (str(input_file), 32, "r31"),
    ]
    assert {error["reason"] for error in errors} == {"the row has no 'text'"}
    declared = json.loads((tmp_path / "out" / "job.json").read_text())
    assert declared["summary"]["scored"] == 58 and declared["model"]["name"] == "tiny 1"


def test_the_number_of_workers_changes_nothing(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 40)
    for workers in (1, 3):
        score_rows(input_file, tmp_path / str(workers), workers=workers, part_rows=5)
    assert canonical(tmp_path / "1", LEVELS) == canonical(tmp_path / "3", LEVELS)


def test_a_title_precedes_its_text(score_rows, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "He won.", "head": "Vote"}\n{"text": "She lost.", "head": " "}\n')
    score_rows(tmp_path / "a.jsonl", tmp_path / "out", id=None, title="head", levels=["sentence"])
    rows = read_table(tmp_path / "out", "sentence")
    assert [(row["id"], row["text"], row["is_title"]) for row in rows] == [
        ("a.jsonl:1", "Vote", True),
        ("a.jsonl:1", "He won.", False),
        ("a.jsonl:2", "She lost.", False),
    ]


def test_only_the_requested_levels_are_written(score_rows, tmp_path):
    summary = score_rows(
        write_rows(tmp_path / "a.jsonl", 3), tmp_path / "out", levels=["mention", "document", "mention"]
    )
    assert list(summary.tables) == ["document", "mention"]
    assert not (tmp_path / "out" / "actor").exists()


def test_whole_documents_are_json_lines(score_rows, model, tmp_path):
    score_rows(write_rows(tmp_path / "a.jsonl", 5), tmp_path / "out", output="jsonl", part_rows=2)
    lines = [line for path in sorted((tmp_path / "out" / "documents").iterdir()) for line in path.open()]
    documents = [stancekit.Document.from_dict(json.loads(line)) for line in lines]
    assert documents == [model(stancekit.Text(text, id=f"r{n}")) for n, text in enumerate(texts(5))]


def test_actors_are_looked_for(score_rows, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "The harbour is good."}\n')
    score_rows(tmp_path / "a.jsonl", tmp_path / "out", actors=[stancekit.Actor("Harbour", id="Q1")])
    assert "Q1" in {row["key"] for row in read_table(tmp_path / "out", "actor")}


def test_repeated_ids_are_counted_and_scored(score_rows, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "text": "One."}\n{"id": "1", "text": "Two."}\n{"id": "2", "text": "3."}\n'
    )
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out")
    assert (summary.scored, summary.repeated) == (3, 1)


def test_values_that_are_not_text_are_errors_with_a_reason(score_rows, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": null}\n{"text": 3.5}\n{"text": "\\ud800"}\n{"text": "He won."}\n{}\n')
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out", id=None)
    assert (summary.scored, summary.bad) == (1, 4)
    reasons = [json.loads(line)["reason"] for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert reasons[0] == reasons[3] == "the row has no 'text'"
    assert reasons[1] == "the text is of type float, expected a str"
    assert "lone surrogate" in reasons[2]


def test_a_row_of_ten_megabytes_is_scored(score_rows, tmp_path):
    rows = [{"id": "long", "text": "x" * 10_000_000}, {"id": "short", "text": "He won."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out", levels=["document"])
    assert summary.bad == 0
    assert [row["characters"] for row in read_table(tmp_path / "out", "document")] == [10_000_000, 7]


def test_an_empty_file_gives_empty_tables(score_rows, tmp_path):
    (tmp_path / "a.jsonl").write_text("")
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out")
    assert (summary.rows, summary.scored, summary.bad) == (0, 0, 0)
    assert json.loads((tmp_path / "out" / "job.json").read_text())["summary"]["rows"] == 0


def test_a_second_run_of_a_finished_job_does_nothing(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20, bad={3})
    score_rows(input_file, tmp_path / "out", part_rows=6)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    summary = score_rows(input_file, tmp_path / "out", part_rows=6)
    assert (summary.rows, summary.scored, summary.bad, summary.resumed) == (20, 19, 1, 20)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")} == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"keep": ["desk"]}, r"columns: keep was \[\] and is \['desk'\]"),
        ({"levels": ["actor"]}, "levels: removed 'document'"),
        ({"actors": ["Anna Berg"]}, "actors: added .*Anna Berg"),
        ({"part_rows": 5}, "parts: rows was 6 and is 5"),
    ],
)
def test_another_job_in_the_folder_is_an_error_that_lists_the_differences(score_rows, tmp_path, options, message):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score_rows(input_file, tmp_path / "out", part_rows=6)
    with pytest.raises(JobError, match=message):
        score_rows(input_file, tmp_path / "out", **{"part_rows": 6, **options})
    summary = score_rows(input_file, tmp_path / "out", **{"part_rows": 6, **options}, overwrite=True)
    assert summary.resumed == 0 and summary.scored == 20


def test_other_inputs_in_the_folder_are_an_error(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score_rows(input_file, tmp_path / "out")
    write_rows(input_file, 21)
    with pytest.raises(JobError, match="inputs: removed .*size"):
        score_rows(input_file, tmp_path / "out")


def test_changed_rows_in_a_file_of_the_same_size_and_time_are_an_error(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score_rows(input_file, tmp_path / "out")
    stat = input_file.stat()
    input_file.write_bytes(input_file.read_bytes().replace(b"r7", b"q7"))
    os.utime(input_file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(JobError, match="row 1, to .*row 20, differ from those that an earlier run scored"):
        score_rows(input_file, tmp_path / "out")


def test_a_changed_part_file_is_detected(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20)
    score_rows(input_file, tmp_path / "out", part_rows=6)
    path = tmp_path / "out" / "actor" / "part-000001.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(JobError, match="part-000001.parquet has changed since it was written"):
        score_rows(input_file, tmp_path / "out", part_rows=6)
    path.unlink()
    with pytest.raises(JobError, match="part-000001.parquet is missing"):
        score_rows(input_file, tmp_path / "out", part_rows=6)


def test_a_folder_with_other_files_is_left_alone(score_rows, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(JobError, match="is not empty and holds no job"):
            score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "out", overwrite=overwrite)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_a_job_that_crashed_at_its_start_can_start_again(score_rows, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".job.json.tmp").write_text('{"form')
    assert score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "out").scored == 2
    (tmp_path / "out" / "job.json").write_text('{"form')
    with pytest.raises(JobError, match="job.json is damaged"):
        score_rows(tmp_path / "a.jsonl", tmp_path / "out")
    assert score_rows(tmp_path / "a.jsonl", tmp_path / "out", overwrite=True).scored == 2


def test_a_folder_of_another_format_is_an_error(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 2)
    score_rows(input_file, tmp_path / "out")
    declared = json.loads((tmp_path / "out" / "job.json").read_text())
    assert declared["format"] == 2
    for number, version in ((1, "an older"), (3, "another")):
        (tmp_path / "out" / "job.json").write_text(json.dumps({**declared, "format": number}))
        with pytest.raises(JobError, match=f"written by {version} version .*--overwrite"):
            score_rows(input_file, tmp_path / "out")
    assert score_rows(input_file, tmp_path / "out", overwrite=True).scored == 2


def test_a_table_names_its_format_and_its_model(score_rows, model, tmp_path):
    score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "out")
    for level in LEVELS:
        metadata = parquet.read_schema(tmp_path / "out" / level / "part-000000.parquet").metadata
        assert metadata[b"stancekit.format"] == b"2" and metadata[b"stancekit.model"] == b"tiny 1"
        assert metadata[b"stancekit.digest"].decode() == model.folder.digest


def test_a_folder_that_cannot_be_written_is_an_error(score_rows, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JobError, match="cannot write .*file/out"):
        score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "file" / "out")
    with pytest.raises(JobError, match="file is a file, expected a folder"):
        score_rows(write_rows(tmp_path / "a.jsonl", 2), tmp_path / "file")


def test_options_are_checked_before_anything_is_written(score_rows, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 2)
    for options, message in (
        ({"shard": "17/16"}, "the shard is '17/16', expected a number and their count"),
        ({"levels": ["word"]}, "no level 'word'"),
        ({"output": "csv"}, "unknown output format 'csv'"),
        ({"output": "jsonl", "keep": ["desk"]}, "has no place"),
        ({"workers": 0}, "workers is 0"),
        ({"engine": "spark"}, "valid engines: local, ray"),
        ({"part_rows": 0}, "at least one row"),
    ):
        with pytest.raises(InputError, match=message):
            score_rows(input_file, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="no column 'txt'; its columns are id, text, desk"):
        score_rows(input_file, tmp_path / "out", text="txt")
