"""Rows in other languages, and rows without prose, in a whole job."""

import json

from tests.support.job_files import read_table

GERMAN = "Der Bürgermeister trat am Montag zurück. Seine Partei sprach von einer Schande für die Stadt."


def write(path):
    rows = [{"id": "a", "text": "The mayor won."}, {"id": "b", "text": GERMAN}, {"id": "c", "text": "[Removed]"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_row_in_another_language_is_an_error(score_rows, tmp_path):
    summary = score_rows(write(tmp_path / "a.jsonl"), tmp_path / "out")
    assert (summary.rows, summary.scored, summary.bad) == (3, 1, 2)
    errors = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").open(encoding="utf-8")]
    assert [error["id"] for error in errors] == ["b", "c"]
    assert "the text is in German (de)" in errors[0]["reason"] and "--any-language" in errors[0]["reason"]
    assert errors[1]["reason"] == "the text is a placeholder, '[Removed]'"


def test_any_language_is_scored_on_request(score_rows, tmp_path):
    summary = score_rows(write(tmp_path / "a.jsonl"), tmp_path / "out", any_language=True)
    assert summary.scored == 2
    assert {row["id"]: row["language"] for row in read_table(tmp_path / "out", "document")} == {"a": "en", "b": "de"}
    assert json.loads((tmp_path / "out" / "job.json").read_text())["any_language"] is True
