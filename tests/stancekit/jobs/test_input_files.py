"""Which files a job reads."""

import pytest

from stancekit.errors import InputError
from stancekit.jobs.input_files import STDIN, find_sources


@pytest.fixture
def crawl(tmp_path):
    for name in (
        "b.jsonl",
        "a.jsonl",
        "c.csv",
        "d.parquet",
        "e.jsonl.gz",
        "sub/f.ndjson",
        "_SUCCESS",
        ".g.csv",
        "notes.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"{}\n")
    return tmp_path


def names(found):
    return [source.name for source in found]


def test_files_keep_the_order_they_are_given_in(crawl):
    found = find_sources([crawl / "d.parquet", str(crawl / "a.jsonl")])
    assert names(found) == ["d.parquet", "a.jsonl"]
    assert [source.format for source in found] == ["parquet", "jsonl"]
    assert all(source.size == 3 and source.modified > 0 for source in found)


def test_a_glob_is_sorted_and_tells_formats(crawl):
    found = find_sources(f"{crawl}/*.jsonl*")
    assert names(found) == ["a.jsonl", "b.jsonl", "e.jsonl.gz"]
    assert [source.is_gzip for source in found] == [False, False, True]
    assert names(find_sources(f"{crawl}/**/*.ndjson")) == ["f.ndjson"]


def test_a_folder_holds_what_looks_like_tables(crawl):
    assert names(find_sources(crawl)) == ["a.jsonl", "b.jsonl", "c.csv", "d.parquet", "e.jsonl.gz", "f.ndjson"]


def test_an_address_finds_the_same_files(crawl):
    found = find_sources(f"file://{crawl}/*.jsonl")
    assert names(found) == ["a.jsonl", "b.jsonl"]
    with found[0].open() as file:
        assert file.read() == b"{}\n"


def test_a_name_with_signs_of_a_glob_is_itself_if_it_is_there(crawl):
    (crawl / "odd[1].csv").write_text("text\n")
    assert names(find_sources(crawl / "odd[1].csv")) == ["odd[1].csv"]


def test_standard_input_is_json_lines_unless_stated():
    assert [(one.path, one.format) for one in find_sources(STDIN)] == [("-", "jsonl")]
    assert find_sources("-", format="csv")[0].format == "csv"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("none*.csv", "no file matches .*none"),
        ("missing.csv", "missing.csv is not there"),
        ("notes.txt", "format of .*notes.txt is not told by its name .*jsonl, csv, parquet"),
        ("bare", "the folder .*bare holds no file"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_it(crawl, given, told):
    (crawl / "bare").mkdir()
    with pytest.raises(InputError, match=told):
        find_sources(crawl / given)


def test_no_input_an_unknown_format_and_a_file_twice_are_errors(crawl):
    with pytest.raises(InputError, match="there is no input"):
        find_sources([])
    with pytest.raises(InputError, match="no input format 'xml'; valid formats: jsonl, csv, parquet"):
        find_sources(crawl / "a.jsonl", format="xml")
    with pytest.raises(InputError, match="more than once"):
        find_sources([crawl / "a.jsonl", f"{crawl}/*.jsonl"])


def test_a_stated_format_reads_a_file_of_any_name(crawl):
    assert find_sources(crawl / "notes.txt", format="jsonl")[0].format == "jsonl"
