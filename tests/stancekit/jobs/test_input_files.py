"""The input files that paths, globs, folders and addresses name."""

from types import SimpleNamespace

import pytest

from stancekit.errors import FileWarning, InputError
from stancekit.jobs.input_files import STDIN, find_input_files


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
        "notes.xyz",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"{}\n")
    return tmp_path


def names(files):
    return [file.name for file in files]


def test_files_keep_their_order(crawl):
    files = find_input_files([crawl / "d.parquet", str(crawl / "a.jsonl")])
    assert names(files) == ["d.parquet", "a.jsonl"]
    assert [file.format for file in files] == ["parquet", "jsonl"]
    assert all(file.size == 3 and file.modified > 0 for file in files)


def test_files_of_a_glob_are_sorted_and_have_a_format(crawl):
    files = find_input_files(f"{crawl}/*.jsonl*")
    assert names(files) == ["a.jsonl", "b.jsonl", "e.jsonl.gz"]
    assert [file.is_gzip for file in files] == [False, False, True]
    assert names(find_input_files(f"{crawl}/**/*.ndjson")) == ["f.ndjson"]


def test_a_folder_yields_the_files_with_a_known_suffix(crawl):
    with pytest.warns(FileWarning, match=rf"2 files left out of the folder {crawl} \(\.txt, \.xyz\)\."):
        files = find_input_files(crawl)
    assert names(files) == ["a.jsonl", "b.jsonl", "c.csv", "d.parquet", "e.jsonl.gz", "f.ndjson"]


def test_a_folder_without_tables_yields_its_articles(crawl):
    for name in ("a.txt", "b.HTML", "c.pdf", "d.md.gz", "LICENSE"):
        (crawl / "texts").mkdir(exist_ok=True)
        (crawl / "texts" / name).write_bytes(b"He won.")
    with pytest.warns(FileWarning, match=r"1 file left out .* \(no suffix\)\."):
        files = find_input_files(crawl / "texts")
    assert names(files) == ["a.txt", "b.HTML", "c.pdf", "d.md.gz"]
    assert [file.format for file in files] == ["txt", "html", "pdf", "md"]


def test_an_address_finds_the_same_files(crawl):
    files = find_input_files(f"file://{crawl}/*.jsonl")
    assert names(files) == ["a.jsonl", "b.jsonl"]
    with files[0].open() as file:
        assert file.read() == b"{}\n"


def test_an_existing_file_with_wildcards_in_its_name_is_itself(crawl):
    (crawl / "odd[1].csv").write_text("text\n")
    assert names(find_input_files(crawl / "odd[1].csv")) == ["odd[1].csv"]


def test_standard_input_is_json_lines_by_default():
    assert [(file.path, file.format) for file in find_input_files(STDIN)] == [("-", "jsonl")]
    assert find_input_files("-", format="csv")[0].format == "csv"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none*.csv", "no file matches .*none"),
        ("missing.csv", "missing.csv does not exist"),
        (
            "notes.xyz",
            "cannot infer the format of .*notes.xyz from its file name; pass input_format .*jsonl, csv, parquet",
        ),
        ("https://example.org/a.jsonl", "cannot read https://example.org/a.jsonl from the web: download it first"),
        ("bare", "the folder .*bare contains no file"),
    ],
)
def test_an_input_that_cannot_be_read_is_an_error_that_names_it(crawl, name, message):
    (crawl / "bare").mkdir()
    with pytest.raises(InputError, match=message):
        find_input_files(name if "://" in name else crawl / name)


def test_no_input_an_unknown_format_and_a_repeated_file_are_errors(crawl):
    with pytest.raises(InputError, match="no input: pass files"):
        find_input_files([])
    with pytest.raises(InputError, match="unknown input format 'xml'; valid input formats: jsonl, csv, parquet"):
        find_input_files(crawl / "a.jsonl", format="xml")
    with pytest.raises(InputError, match="more than once"):
        find_input_files([crawl / "a.jsonl", f"{crawl}/*.jsonl"])


def test_an_explicit_format_applies_to_any_file_name(crawl):
    assert find_input_files(crawl / "notes.txt", format="jsonl")[0].format == "jsonl"


def test_an_address_that_cannot_be_reached_is_given_up_soon(monkeypatch):
    asked = []

    def from_uri(address):
        asked.append(address)
        raise OSError("Could not resolve hostname error_info={retry=1}\nsecond line")

    monkeypatch.setattr("stancekit.jobs.input_files.fs", SimpleNamespace(FileSystem=SimpleNamespace(from_uri=from_uri)))
    for address, opened in (
        ("gs://bucket/a.csv", "gs://bucket/a.csv?retry_limit_seconds=20"),
        ("gs://bucket/a.csv?retry_limit_seconds=5", "gs://bucket/a.csv?retry_limit_seconds=5"),
        ("s3://bucket/a.csv", "s3://bucket/a.csv"),
    ):
        with pytest.raises(InputError) as error:
            find_input_files(address)
        assert str(error.value) == f"cannot use the address {address}: Could not resolve hostname."
        assert asked.pop() == opened
