"""Every row ends in the tables or in `errors.jsonl`, whatever it holds and whatever it does to its worker."""

import json

import pyarrow as pa
import pytest
from pyarrow import parquet

from stancekit.errors import JobError
from stancekit.jobs import writers
from stancekit.jobs.input_files import find_input_files
from stancekit.jobs.readers import Reader, csv, jsonl, lines
from stancekit.jobs.rows import Columns
from tests.support.job_files import leftovers, read_table, texts
from tests.support.worker_patch import DEADLY_START, DEADLY_TEXTS, environment

NESTED = {depth: "[" * depth + "]" * depth for depth in (100, 300, 600, 900, 970, 980, 990, 2000, 100_000)}

LINES = {
    "a lone surrogate in the id": r'{"id": "\ud800", "text": "He won.", "k": "x"}',
    "a lone surrogate in a kept column": r'{"id": "q", "text": "He won.", "k": "\udfff"}',
    "a lone surrogate in a kept object": r'{"id": "q", "text": "He won.", "k": {"\ud800": 1}}',
    "a lone surrogate in the id of a row without text": r'{"id": "\ud800", "text": null}',
    "a lone surrogate in the text": r'{"id": "q", "text": "He \ud800 won."}',
    **{f"a text nested {depth} deep": f'{{"id": "q", "text": {nested}}}' for depth, nested in NESTED.items()},
    **{
        f"a kept column nested {depth} deep": f'{{"id": "q", "text": "He won.", "k": {nested}}}'
        for depth, nested in NESTED.items()
    },
    **{f"an id nested {depth} deep": f'{{"id": {nested}, "text": "He won."}}' for depth, nested in NESTED.items()},
    "an id of 4,000 digits": f'{{"id": {"9" * 4000}, "text": "He won."}}',
    "an id of 5,000 digits": f'{{"id": {"9" * 5000}, "text": "He won."}}',
    "a text of 4,000 digits": f'{{"id": "q", "text": {"9" * 4000}}}',
    "numbers that JSON has not": '{"id": NaN, "text": "He won.", "k": -Infinity}',
    "null characters": r'{"id": "a\u0000", "text": "He\u0000 won.", "k": "\u0000"}',
    "a long id": f'{{"id": "{"i" * 1_000_000}", "text": "He won."}}',
    "a long kept column": f'{{"id": "q", "text": "He won.", "k": "{"k" * 2_000_000}"}}',
    "bytes": "\x00\x01\x02",
    "no object": "[1, 2]",
    "an empty object": "{}",
    "an object as text": '{"id": "q", "text": {"a": 1}}',
    "an empty text": '{"id": "q", "text": ""}',
    "a list as title": '{"id": "q", "text": "He won.", "title": [1]}',
}


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def errors(out):
    return [json.loads(line) for line in (out / "errors.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("options", [{"keep": ["k"]}, {"output": "jsonl"}])
def test_no_row_stops_a_job(score_rows, tmp_path, options):
    good = [json.dumps({"id": f"g{number}", "text": text, "k": "x"}) for number, text in enumerate(texts(len(LINES)))]
    mixed = [line for pair in zip(good, LINES.values(), strict=True) for line in pair]
    (tmp_path / "a.jsonl").write_text("\n".join(mixed) + "\n")
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out", title="title", **options)
    assert summary.rows == len(mixed) and summary.scored + summary.bad == summary.rows
    assert [error["row"] for error in errors(tmp_path / "out") if error["row"] % 2] == []  # a good row
    if options.get("keep"):
        numbers = [error["row"] for error in errors(tmp_path / "out")]
        ids = {row["id"] for row in read_table(tmp_path / "out", "document")}
        assert len(numbers) == summary.bad and {f"g{number}" for number in range(len(LINES))} <= ids
    assert score_rows(tmp_path / "a.jsonl", tmp_path / "out", title="title", **options).resumed == len(mixed)


def test_the_reason_names_the_column(score_rows, tmp_path):
    names = ["a lone surrogate in the id", "a lone surrogate in a kept column", "a long id", "an object as text"]
    (tmp_path / "a.jsonl").write_text("\n".join(LINES[name] for name in names))
    score_rows(tmp_path / "a.jsonl", tmp_path / "out", keep=["k"])
    assert [error["reason"] for error in errors(tmp_path / "out")] == [
        "the id has a lone surrogate at character 0",
        "the column 'k' has a lone surrogate at character 0",
        "the id has 1,000,000 characters, more than 10,000",
        "the text is of type dict, expected a str",
    ]


def test_values_of_parquet_that_python_cannot_represent_cost_one_row(tmp_path):
    far = pa.array([0, 2**50, None], pa.timestamp("ms"))
    parquet.write_table(pa.table({"text": ["a", "b", "c"], "at": far}), tmp_path / "a.parquet")
    rows = list(Reader(find_input_files(tmp_path / "a.parquet"), Columns(keep=("at",))))
    assert [row.text for row in rows] == ["a", None, "c"]
    assert "a value of the type timestamp[ms] cannot be read" in rows[1].fault


def test_a_row_that_kills_its_worker_is_set_aside(score_rows, tmp_path, monkeypatch):
    rows = [{"id": f"r{number}", "text": text} for number, text in enumerate(texts(40))]
    for number in (3, 4, 22):
        rows[number]["text"] = f"A DEADLY text {number}."
    write_jsonl(tmp_path / "a.jsonl", rows)
    monkeypatch.setenv("PYTHONPATH", environment(tmp_path / "patch", DEADLY_TEXTS)["PYTHONPATH"])
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out", part_rows=15)
    assert (summary.rows, summary.scored, summary.bad) == (40, 37, 3)
    expected = [
        (f"r{number}", "killed its worker 2 times: the process was killed by signal 9") for number in (3, 4, 22)
    ]
    assert [(error["id"], error["reason"]) for error in errors(tmp_path / "out")] == expected
    ids = [row["id"] for row in read_table(tmp_path / "out", "document")]
    assert ids == [f"r{number}" for number in range(40) if number not in (3, 4, 22)]
    assert leftovers(tmp_path / "out") == []


def test_a_worker_that_dies_without_a_row_to_blame_ends_the_job(score_rows, tmp_path, monkeypatch):
    write_jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": "He won."}])
    monkeypatch.setenv("PYTHONPATH", environment(tmp_path / "patch", DEADLY_START)["PYTHONPATH"])
    with pytest.raises(JobError, match="a worker process was killed by signal 9"):
        score_rows(tmp_path / "a.jsonl", tmp_path / "out")


def test_rows_whose_copies_would_fill_the_memory_are_set_aside(score_rows, tmp_path):
    row = {"id": "i" * 9_000, "text": "He won. " * 8_000, "k": ""}
    write_jsonl(tmp_path / "a.jsonl", [row, {"id": "short", "text": "He won.", "k": "x" * 900_000}])
    summary = score_rows(tmp_path / "a.jsonl", tmp_path / "out", keep=["k"], levels=["sentence"])
    assert (summary.scored, summary.bad) == (1, 1)
    (error,) = errors(tmp_path / "out")
    assert error["row"] == 1 and "its id and kept columns, in 8,000 rows of the sentence table" in error["reason"]


def test_row_groups_are_written_before_they_fill_the_memory(score_rows, tmp_path, monkeypatch):
    rows = [{"id": str(number), "text": "He won.", "k": "x" * 900_000} for number in range(300)]
    write_jsonl(tmp_path / "a.jsonl", rows)
    score_rows(tmp_path / "a.jsonl", tmp_path / "out", keep=["k"], levels=["document"], part_characters=10**9)
    (part,) = (tmp_path / "out" / "document").iterdir()
    groups = parquet.ParquetFile(part).metadata
    assert groups.num_rows == 300 and groups.num_row_groups == -(-300 * 900_000 // writers.GROUP_BYTES)


def test_an_overlong_line_costs_one_row(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 100)
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "' + "b" * 950 + '"}\n{"text": "c"}\n')
    (tmp_path / "b.csv").write_text("text,k\na,1\n" + "b" * 950 + ",2\nc,3\n")
    for name in ("a.jsonl", "b.csv"):
        rows = list(Reader(find_input_files(tmp_path / name), Columns()))
        assert [row.text for row in rows] == ["a", None, "c"]
        assert lines.OVERLONG in rows[1].fault


def test_a_quote_that_is_never_closed_costs_a_limited_number_of_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(csv, "FIELD_LIMIT", 1_000)
    (tmp_path / "a.csv").write_text('text\n"never closed\n' + "He won again.\n" * 500)
    rows = list(Reader(find_input_files(tmp_path / "a.csv"), Columns()))
    assert "field larger than field limit" in rows[0].fault
    assert len(rows) > 400 and {row.text for row in rows[1:]} == {"He won again."}


def test_the_columns_of_long_lines_are_sampled_in_limited_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "SAMPLE_CHARACTERS", 10)
    write_jsonl(tmp_path / "a.jsonl", [{"text": "first"}, {"text": "x" * 50}])
    read = []
    source = (line for line in (tmp_path / "a.jsonl").read_bytes().splitlines(keepends=True) if not read.append(line))
    (file,) = find_input_files(tmp_path / "a.jsonl")
    next(jsonl.read_records(source, file, Columns()))
    assert len(read) == 1
