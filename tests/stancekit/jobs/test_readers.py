"""Readers of all formats, with readable and unreadable rows."""

import csv
import gzip
import io
import json
import sys
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pyarrow import parquet

from stancekit.errors import InputError
from stancekit.jobs.input_files import find_input_files
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns

COLUMNS = Columns(text="body", id="url", title="head", keep=("source",))
RECORDS = [
    {"url": "u1", "head": "Vote", "body": "He won.\nShe lost.", "source": "A"},
    {"url": 2, "head": None, "body": "Ünïcode “quoted”, \u2028 torn", "source": None},
    {"url": None, "head": "", "body": "", "source": "B, \"C\""},
]  # fmt: skip


def read(path, columns=COLUMNS, **options):
    return list(Reader(find_input_files(path, **options), columns))


def write_jsonl(path, records, opened=open):
    with opened(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return path


def write_csv(path, opened=open):
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(RECORDS[0]))
        table.writeheader()
        table.writerows(RECORDS)
    return path


def write_parquet(path):
    texts = [{**record, "url": None if record["url"] is None else str(record["url"])} for record in RECORDS]
    parquet.write_table(pa.Table.from_pylist(texts), path)
    return path


def write(path):
    """Write the records in the format that the name of the file says."""
    opened = gzip.open if path.suffix == ".gz" else open
    if ".jsonl" in path.suffixes:
        return write_jsonl(path, RECORDS, opened)
    return write_csv(path, opened) if ".csv" in path.suffixes else write_parquet(path)


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv", "csv.gz", "parquet"])
def test_all_formats_give_the_same_rows(tmp_path, form):
    path = write(tmp_path / f"rows.{form}")
    rows = read(path)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.id for row in rows] == ["u1", "2", f"rows.{form}:3"]
    assert [row.text for row in rows] == [record["body"] for record in RECORDS]
    assert [row.title or None for row in rows] == ["Vote", None, None]
    assert [row.kept["source"] or None for row in rows] == ["A", None, 'B, "C"']
    assert {row.file for row in rows} == {str(path)}
    assert not any(row.fault for row in rows)


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"text": "He won."}\n\n{"text": 3}\n')))
    rows = read("-", Columns())
    assert [(row.id, row.text) for row in rows] == [("stdin:1", "He won."), ("stdin:2", 3)]


def test_kept_columns_become_text(tmp_path):
    record = {"text": "", "a": 2019, "b": True, "c": ["x", 1], "d": 1.5}
    row, *_ = read(write_jsonl(tmp_path / "a.jsonl", [record]), Columns(keep=("a", "b", "c", "d")))
    assert row.kept == {"a": "2019", "b": "true", "c": '["x", 1]', "d": "1.5"}
    table = pa.table({"text": [""], "day": pa.array([0], pa.date32()), "at": pa.array([0], pa.timestamp("s"))})
    parquet.write_table(table, tmp_path / "b.parquet")
    row, *_ = read(tmp_path / "b.parquet", Columns(keep=("day", "at")))
    assert row.kept == {"day": "1970-01-01", "at": "1970-01-01T00:00:00"}


def test_an_unreadable_line_is_a_row_with_a_fault(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\n{"text": \n{"text": "\xff"}\n[1]\n\n{"text": "six"}\n')
    rows = read(path, Columns())
    assert [row.text for row in rows] == ["one", None, "ÿ", None, "six"]
    faults = [row.fault for row in rows]
    assert "not JSON" in faults[1] and faults[2] is None and "a JSON list" in faults[3]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]


def test_an_unreadable_row_of_csv_is_a_row_with_a_fault(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,text\n1,"two\r\nlines, ""quoted"""\n2\n3,\xff\n4,four\n5,"broken"x\n6,six\n')
    rows = read(path, Columns(id="id"))
    assert [row.text for row in rows] == ['two\r\nlines, "quoted"', None, "ÿ", "four", None, "six"]
    assert rows[1].fault == "1 field, but the header has 2"
    assert "not CSV" in rows[4].fault


def test_a_value_of_parquet_in_another_encoding_is_read(tmp_path):
    values = pa.array([b"one", "“Olé”, she said.".encode("cp1252"), None, b"four"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 4, values.buffers())
    parquet.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    rows = read(tmp_path / "a.parquet", Columns())
    assert [row.text for row in rows] == ["one", "“Olé”, she said.", None, "four"]
    assert [row.fault for row in rows] == [None, None, "the row has no 'text'", None]


def test_a_row_without_a_text_says_so(tmp_path):
    rows = read(write_jsonl(tmp_path / "a.jsonl", [{"body": "One."}, {"text": None}, {"text": ""}]), Columns())
    assert [row.fault for row in rows] == ["the row has no 'text'", "the row has no 'text'", None]


def test_dictionary_encoded_parquet_is_text(tmp_path):
    parquet.write_table(pa.table({"text": pa.array(["a", "b", "a"]).dictionary_encode()}), tmp_path / "a.parquet")
    assert [row.text for row in read(tmp_path / "a.parquet", Columns())] == ["a", "b", "a"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_truncated_gzip_loses_only_its_rest(tmp_path, form):
    whole = gzip.compress(b"text\n" * (form == "csv") + b'{"text": "abcdefgh"}\n' * 40_000)
    (tmp_path / f"a.{form}.gz").write_bytes(whole[: len(whole) // 2])
    after = write_jsonl(tmp_path / "b.jsonl", [{"text": "after"}])
    rows = read([tmp_path / f"a.{form}.gz", after], Columns())
    *_, last, following = rows
    assert "cannot read the rest of the file" in last.fault and last.number == len(rows) - 1
    assert following.text == "after"


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_missing_column_is_an_error_that_lists_the_columns(tmp_path, form):
    path = write(tmp_path / f"a.{form}")
    with pytest.raises(InputError, match="no column 'text'; its columns are url, head, body, source"):
        read(path, Columns())


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_empty_file_has_no_rows(tmp_path, form):
    (tmp_path / f"a.{form}").write_bytes(b"")
    assert read(tmp_path / f"a.{form}", Columns()) == []


def test_a_file_that_is_not_parquet_is_an_error(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"no")
    with pytest.raises(InputError, match="is not a Parquet file"):
        read(tmp_path / "a.parquet", Columns())


def test_a_reader_knows_its_share_of_the_input(tmp_path):
    paths = [write_jsonl(tmp_path / f"{name}.jsonl", [{"text": "x" * 50}] * 400) for name in "ab"]
    reader = Reader(find_input_files(paths), Columns())
    shares = [reader.share for _ in reader]
    assert shares == sorted(shares) and shares[0] < 0.2 and shares[399] == 0.5
    assert reader.share == 1.0
    assert Reader(find_input_files("-"), Columns()).share is None
