"""CSV: its delimiters, and what its quotation marks mean."""

import pytest

from stancekit.errors import InputError
from tests.support.input_rows import read, texts


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id;text\n1;He won, twice.\n"),
        ("a.csv", "id|text\n1|He won, twice.\n"),
        ("a.tsv", "id\ttext\n1\tHe won, twice.\n"),
        ("a.csv", "sep=;\nid;text\n1;He won, twice.\n"),
        ("a.csv", "id, text\n1,\"He won, twice.\"\n"),
        ("a.csv", "'id','text'\n'1','He won, twice.'\n"),
        ("a.csv", "a,b;text;c,d\n1;He won, twice.;2\n"),
        ("a.csv", "text\n\"He won, twice.\"\n"),
    ],
)  # fmt: skip
def test_the_usual_delimiters_and_quotes_are_recognized(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert texts(tmp_path / name) == ["He won, twice."]


def test_quotes_may_be_escaped_with_a_backslash(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\n1,"He said \\"no\\" and\nleft."\n2,"C:\\\\x"\n3,plain\n')
    assert texts(tmp_path / "a.csv") == ['He said "no" and\nleft.', "C:\\x", "plain"]


def test_a_backslash_is_a_backslash_where_quotes_are_doubled(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\n1,"C:\\dir\\"\n2,"a ""b"" c"\n')
    assert texts(tmp_path / "a.csv") == ["C:\\dir\\", 'a "b" c']


def test_escaped_quotes_beyond_the_sample_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("stancekit.jobs.readers.csv.SAMPLE_LINES", 1)
    (tmp_path / "a.csv").write_text('id,text\n1,one\n2,"He said \\"no\\", twice."\n3,three\n')
    assert texts(tmp_path / "a.csv") == ["one", 'He said "no", twice.', "three"]


def test_quotation_marks_between_tabs_may_be_text(tmp_path):
    (tmp_path / "a.tsv").write_text('id\ttext\n1\t"No," he said.\n2\t"It rains.\n3\t6" of rain.\n')
    assert texts(tmp_path / "a.tsv") == ['"No," he said.', '"It rains.', '6" of rain.']
    (tmp_path / "b.tsv").write_text('id\ttext\n1\t"It rains.\nIt pours."\n2\t"""No."""\n')
    assert texts(tmp_path / "b.tsv") == ["It rains.\nIt pours.", '"No."']


def test_a_web_page_with_the_name_of_a_table_is_an_error(tmp_path):
    (tmp_path / "a.csv").write_text("<!DOCTYPE html>\n<html><body><p>He won.</p></body></html>")
    with pytest.raises(InputError, match=r"a.csv is a web page, expected a table: give it a name that ends in .html"):
        read(tmp_path / "a.csv")
