"""Faulty files among many are found first, may be skipped, and cost nothing that the other files gave."""

import gzip
import json
import os

import pytest

from stancekit.errors import InputError, JobError
from stancekit.jobs.input_files import find_input_files
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns
from tests.support.job_files import read_table, write_rows


@pytest.fixture
def folder(tmp_path):
    """Return a folder with four files of rows, large ones by the measure of `OPTIONS`."""
    (tmp_path / "in").mkdir()
    for number in range(4):
        rows = [json.dumps({"id": f"{number}-{row}", "text": "He won."}) for row in range(30)]
        (tmp_path / "in" / f"{number}.jsonl").write_text("\n".join([*rows, '{"id": "bad"}']) + "\n")
    return tmp_path / "in"


OPTIONS = {"part_characters": 100, "levels": ["document"]}


def ids(out):
    return sorted(row["id"] for row in read_table(out, "document"))


def test_all_faulty_files_are_named_before_anything_is_written(score_rows, folder, tmp_path):
    (folder / "8.parquet").write_bytes(b"PAR1 torn")
    (folder / "9.csv").write_text("id,body\n1,He won.\n")
    with pytest.raises(InputError) as error:
        score_rows(folder, tmp_path / "out", **OPTIONS)
    message = str(error.value)
    assert message.startswith("2 of 6 files cannot be read. To go on without them, pass skip_bad_files")
    assert "8.parquet is not a Parquet file" in message and "9.csv has no column 'text'" in message
    assert not (tmp_path / "out").exists()


def test_faulty_files_can_be_skipped(score_rows, folder, tmp_path):
    (folder / "9.parquet").write_bytes(b"PAR1 torn")
    summary = score_rows(folder, tmp_path / "out", skip_bad_files=True, **OPTIONS)
    assert (summary.scored, summary.bad) == (120, 4)
    declared = json.loads((tmp_path / "out" / "job.json").read_text())["summary"]["skipped"]
    assert list(declared) == [str(folder / "9.parquet")] and "not a Parquet file" in declared[str(folder / "9.parquet")]
    (folder / "9.parquet").unlink()
    assert score_rows(folder, tmp_path / "out", **OPTIONS).resumed == 124
    for path in folder.iterdir():
        path.write_bytes(b"")
        path.rename(path.with_suffix(".parquet"))
    with pytest.raises(InputError, match="4 of 4 files cannot be read"):
        score_rows(folder, tmp_path / "none", skip_bad_files=True, **OPTIONS)


def test_a_file_that_cannot_be_read_to_its_end_can_be_skipped(score_rows, folder, tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.table(
        {"id": [f"p{n}" for n in range(3_000)], "text": [f"He won {n * 7919 % 3001}." for n in range(3_000)]}
    )
    parquet.write_table(table, folder / "2.parquet", row_group_size=500)
    damaged = bytearray((folder / "2.parquet").read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 400] = bytes(400)
    (folder / "2.parquet").write_bytes(damaged)
    with pytest.raises(InputError, match=r"2\.parquet"):
        score_rows(folder, tmp_path / "out", **OPTIONS)
    summary = score_rows(folder, tmp_path / "out", skip_bad_files=True, **OPTIONS)
    assert summary.resumed > 0
    found = ids(tmp_path / "out")
    assert sum(id.startswith("p") for id in found) < 3_000 and sum(id.startswith("3-") for id in found) == 30
    reasons = [json.loads(line)["reason"] for line in (tmp_path / "out" / "errors.jsonl").open()]
    assert sum("cannot read the rest of the file" in reason for reason in reasons) == 1


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("damage", ["checksum", "garbage"])
def test_the_rows_before_damage_in_gzip_are_read(tmp_path, form, damage):
    whole = gzip.compress(b"text\n" + b"a\n" * 6 if form == "csv" else b'{"text": "a"}\n' * 6)
    content = whole + b"garbage" if damage == "garbage" else whole[:-8] + bytes(8)
    (tmp_path / f"a.{form}.gz").write_bytes(content)
    rows = list(Reader(find_input_files(tmp_path), Columns()))
    assert len(rows) == 7 and "cannot read the rest of the file" in rows[-1].fault


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", b'[\n{"text": "a"}\n]\n', "is one JSON list, not JSON Lines: pass input_format json"),
        ("a.csv", b"text,text\na,b\n", "has several columns 'text'"),
        ("a.csv", b",".join(b"c%d" % n for n in range(5_000)), "its columns are c0, .*, c49 and 4950 more"),
        ("a.csv", b"a;body\n", "has no column 'text'; its columns are a, body"),
    ],
)
def test_a_file_that_would_be_misread_is_an_error(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(Reader(find_input_files(tmp_path), Columns()))


def test_blank_lines_before_a_header_are_skipped(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\r\n\ntext\na\n")
    assert [row.text for row in Reader(find_input_files(tmp_path), Columns())] == ["a"]


@pytest.mark.parametrize("removed", ["0.jsonl", "2.jsonl", "3.jsonl"])
def test_the_rest_is_kept_when_a_file_is_taken_away(score_rows, folder, tmp_path, removed):
    options = {**OPTIONS, "part_characters": None, "part_rows": 7}
    score_rows(folder, tmp_path / "out", **options)
    (folder / removed).unlink()
    score_rows(folder, tmp_path / "calm", **options)
    for _ in range(2):
        summary = score_rows(folder, tmp_path / "out", **options)
        assert (summary.rows, summary.scored, summary.bad) == (93, 90, 3)
        assert ids(tmp_path / "out") == ids(tmp_path / "calm")
        errors = [sorted((tmp_path / out / "errors.jsonl").open()) for out in ("out", "calm")]
        assert errors[0] == errors[1]
    assert summary.resumed == 93
    assert len(json.loads((tmp_path / "out" / "job.json").read_text())["inputs"]) == 3


def test_large_files_keep_all_their_parts_when_another_is_taken_away(score_rows, folder, tmp_path):
    score_rows(folder, tmp_path / "out", **OPTIONS)
    (folder / "1.jsonl").unlink()
    assert score_rows(folder, tmp_path / "out", **OPTIONS).resumed == 93


def test_an_added_or_changed_file_makes_another_job(score_rows, folder, tmp_path):
    score_rows(folder, tmp_path / "out", **OPTIONS)
    (folder / "3.jsonl").unlink()
    write_rows(folder / "4.jsonl", 5)
    with pytest.raises(JobError, match=r"inputs: removed .*3\.jsonl"):
        score_rows(folder, tmp_path / "out", **OPTIONS)


@pytest.mark.parametrize(
    "content", [b'{"number": 0}\n', b"\0" * 100 + b"\n", b"[]\n", b'{"number": "x", "removed": 1}\n']
)
def test_a_damaged_journal_is_an_error(score_rows, folder, tmp_path, content):
    score_rows(folder, tmp_path / "out", **OPTIONS)
    (tmp_path / "out" / "parts.jsonl").write_bytes(content)
    with pytest.raises(JobError, match="parts.jsonl is damaged at byte 0"):
        score_rows(folder, tmp_path / "out", **OPTIONS)
    assert score_rows(folder, tmp_path / "out", overwrite=True, **OPTIONS).scored == 120


def test_a_file_to_which_several_links_lead_is_read_once(tmp_path):
    write_rows(tmp_path / "a.jsonl", 1)
    write_rows(tmp_path / "b.jsonl", 1)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to("..")
    (tmp_path / "c.jsonl").symlink_to("b.jsonl")
    (tmp_path / "d.jsonl").symlink_to("nowhere")
    for name in (tmp_path, f"{tmp_path}/**/*.jsonl"):
        assert [file.path for file in find_input_files(name)] == [str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]


def test_names_that_are_not_utf_8_are_an_error(score_rows, tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.jsonl")
    try:
        with open(path, "wb") as file:
            file.write(b'{"text": "He won."}\n')
    except OSError:
        pytest.skip("this file system has no such names")
    for name in (os.fsdecode(path), f"{tmp_path}/*.jsonl", tmp_path):
        with pytest.raises(InputError, match="cannot read .*"):
            score_rows(name, tmp_path / "out")
