"""`stancekit score` with the tiny model."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from tests.support.job_files import leftovers, read_table, write_rows

ROOT = Path(__file__).parents[3]


@pytest.fixture
def score(tiny_model_folder):
    def run(*arguments, code=0, model=tiny_model_folder):
        result = CliRunner().invoke(app, ["score", "--model", str(model), *map(str, arguments)])
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def input_file(tmp_path):
    return write_rows(tmp_path / "a.jsonl", 12, bad={5})


def test_it_prints_a_summary(score, input_file, tmp_path):
    result = score(input_file, "-o", f"{tmp_path}/out/", "--id-column", "id", "--keep", "desk", "--workers", 1)
    assert f"11 of 12 rows scored into {tmp_path}/out" in result.stdout
    rows = read_table(tmp_path / "out", "sentence")
    assert f"sentence   {len(rows):>12,} rows" in result.stdout
    assert {row["desk"] for row in rows} == {"A", "B"}
    assert f"1 row could not be scored; {tmp_path}/out/errors.jsonl has the reasons." in result.stderr


def test_a_second_run_prints_what_was_already_complete(score, input_file, tmp_path):
    score(input_file, "-o", tmp_path / "out")
    assert "12 rows were already complete" in score(input_file, "-o", tmp_path / "out").stdout


def test_strict_has_its_own_exit_code(score, input_file, tmp_path):
    score(input_file, "-o", tmp_path / "out", "--strict", code=4)


def test_a_run_that_scored_no_row_fails_and_leaves_room_for_the_next(score, tmp_path):
    (tmp_path / "none.jsonl").write_text("")
    for shard, owner in ((), "the input"), (("--shard", "2/2"), "the shard 2/2 of the input"):
        message = score(tmp_path / "none.jsonl", "-o", tmp_path / "none", *shard, code=4).stderr
        assert f"error: {owner} has no row, so nothing was scored." in message
    (tmp_path / "a.csv").write_text("head,body\n,The mayor lied.\n,He won.\n")
    message = score(tmp_path / "a.csv", "-o", tmp_path / "out", "--text-column", "head", code=4).stderr
    assert "no row could be scored; the first: the text is empty. Correct the command" in message
    assert "2 of 2 rows scored" in score(tmp_path / "a.csv", "-o", tmp_path / "out", "--text-column", "body").stdout


def test_kept_columns_with_names_of_ours_are_named_once(score, input_file, tmp_path):
    result = score(input_file, "-o", tmp_path / "out", "--keep", "text,desk,id")
    assert result.stderr.count("text as input_text, id as input_id.") == 1
    assert {row["input_id"] for row in read_table(tmp_path / "out", "sentence")} >= {"r0", "r11"}


def test_it_can_say_less_and_more(score, input_file, tmp_path):
    quiet = score(input_file, "-o", tmp_path / "out", "--quiet", "--keep", "text")
    assert quiet.output == ""
    verbose = score(input_file, "-o", tmp_path / "out", "-v", "--keep", "text").stderr
    assert "model tiny 1, digest " in verbose and f"read {input_file} as jsonl, " in verbose
    assert f"not scored: {input_file}, row 6: the row has no 'text'" in verbose
    score(input_file, "-o", tmp_path / "out", "-q", "-v", code=2)


def test_files_of_a_folder_that_are_left_out_are_counted(score, input_file, tmp_path):
    (input_file.parent / "203.bin").write_bytes(b"x")
    shown = score(input_file.parent, "-o", tmp_path / "out", "--level", "document")
    assert f"warning: 1 file left out of the folder {input_file.parent} (.bin)." in shown.stderr
    shown = score(input_file.parent, "-o", tmp_path / "out", "--level", "document")
    assert "left out" in shown.stderr and "12 rows were already complete" in shown.stdout


def test_a_shard_has_a_folder_of_its_own(score, input_file, tmp_path):
    result = score(input_file, "-o", tmp_path / "out", "--shard", "2/3", "--id-column", "id")
    assert f"4 of 4 rows scored into {tmp_path}/out/shard-2-of-3" in result.stdout
    rows = read_table(tmp_path / "out" / "shard-2-of-3", "document")
    assert [row["id"] for row in rows] == ["r1", "r4", "r7", "r10"]


@pytest.mark.parametrize("name", ["scores.csv", "scores.parquet", "scores.html", "scores.pdf"])
def test_a_folder_with_the_name_of_a_file_is_wrong_usage(score, input_file, tmp_path, name):
    message = score(input_file, "-o", tmp_path / name, code=2).stderr
    assert "the command writes a folder, no " in message and not (tmp_path / name).exists()
    (tmp_path / name).mkdir()
    score(input_file, "-o", tmp_path / name)


def test_levels_actors_and_formats_are_passed_on(score, tmp_path):
    (tmp_path / "actors.toml").write_text('[[actors]]\nname = "harbour"\nid = "H"\n')
    (tmp_path / "a.csv").write_text("body,head\nThe harbour is good.,Vote\n")
    arguments = ["--text-column", "body", "--title-column", "head", "--actors", tmp_path / "actors.toml"]
    score(tmp_path / "a.csv", "-o", tmp_path / "out", *arguments, "--level", "mention", "--level", "actor")
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir()) == ["actor", "mention"]
    assert "H" in {row["key"] for row in read_table(tmp_path / "out", "mention")}
    score(tmp_path / "a.csv", "-o", tmp_path / "whole", *arguments, "--format", "jsonl")
    (line,) = (tmp_path / "whole" / "documents" / "part-000000.jsonl").read_text().splitlines()
    assert json.loads(line)["text"] == "Vote\n\nThe harbour is good."


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.jsonl", "-o", "out"], 1, "missing.jsonl does not exist"),
        (["*.none", "-o", "out"], 1, "no file matches"),
        (["a.jsonl", "-o", "out", "--text-column", "body"], 2, "its columns are id, text, desk"),
        (["a.jsonl", "-o", "out", "--level", "word"], 2, "valid levels"),
        (["a.jsonl", "-o", "out", "--shard", "4/3"], 2, "such as 3/16"),
        (["a.jsonl", "-o", "out", "--text-column", "text", "--keep", "outlte"], 2, "no column 'outlte'"),
        (["a.jsonl", "-o", "out", "--format", "jsonl", "--keep", "desk"], 2, "only tables can keep columns"),
        (["a.jsonl", "a.jsonl", "-o", "out"], 2, "more than once"),
        (["a.jsonl", "-o", "notes"], 2, "holds no job: choose another output folder"),
        (["a.jsonl", "-o", "out", "--actors", "missing.toml"], 2, "missing.toml cannot be read"),
        (["a.jsonl", "-o", "out", "--encoding", "utf-99"], 2, "unknown encoding"),
        (["a.jsonl", "-o", "out", "--actor", "!!"], 2, "no letter or digit"),
        (["a.jsonl", "-o", "out", "--model", "no-such-model"], 3, "no-such-model"),
        (["a.jsonl"], 2, "--out"),
        (["a.jsonl", "-o", "out", "--engine", "spark"], 2, "spark"),
    ],
)
def test_an_error_has_a_message_and_an_exit_code(score, input_file, tmp_path, monkeypatch, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("mine")
    result = score(*arguments, code=code)
    assert message in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "out" / "document").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_drops_incomplete_parts_and_says_how_to_resume(score, tiny_model_folder, tmp_path, sent, code):
    input_file, out = write_rows(tmp_path / "a.jsonl", 8_000), tmp_path / "out"
    command = [sys.executable, "-c", "from stancekit.cli import app; app()", "score", str(input_file), "-o", str(out)]
    options = ["--model", str(tiny_model_folder), "--level", "document", "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([*command, *options], stdout=-1, stderr=-1, text=True, env=environment)
    end = time.monotonic() + 60
    parts = out / "parts.jsonl"
    while not (parts.exists() and parts.stat().st_size) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(sent)
    _, message = process.communicate(timeout=60)
    assert process.returncode == code, message
    assert "run the same command again to resume" in message and "Traceback" not in message
    assert leftovers(out) == []
    assert "rows were already complete" in score(input_file, "-o", out, "--level", "document").stdout


def test_standard_input_is_read(tiny_model_folder, tmp_path):
    command = [sys.executable, "-c", "from stancekit.cli import app; app()", "score", "-", "-o", "out"]
    rows = b'{"text": "The mayor lied."}\n{"text": "He won."}\n'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for message in ("2 of 2 rows scored", "2 rows were already complete"):
        result = subprocess.run(
            [*command, "--model", tiny_model_folder], input=rows, cwd=tmp_path, env=environment, capture_output=True
        )
        assert message in result.stdout.decode(), result.stderr
    assert [row["id"] for row in read_table(tmp_path / "out", "document")] == ["stdin:1", "stdin:2"]
    other = subprocess.run(
        [*command, "--model", tiny_model_folder], input=rows[::-1], cwd=tmp_path, env=environment, capture_output=True
    )
    assert other.returncode == 2 and b"differ from those that an earlier run scored" in other.stderr


@pytest.mark.parametrize(
    ("missing", "options", "extra"), [("pyarrow", [], "jobs"), ("ray", ["--engine", "ray"], "ray")]
)
def test_a_missing_extra_is_named(input_file, tiny_model_folder, tmp_path, missing, options, extra):
    code = f"import sys; sys.modules[{missing!r}] = None; from stancekit.cli import app; app()"
    command = [sys.executable, "-c", code, "score", input_file, "-o", "out", "--model", tiny_model_folder, *options]
    result = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert result.returncode == 2 and f"pip install 'stancekit[{extra}]'" in result.stderr
    assert "Traceback" not in result.stderr
