"""What `stancekit analyze` reads: files, standard input, encodings, formats."""

import json
import shlex
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import stancekit
from stancekit.cli import app
from tests.stancekit.inputs.test_web_pages import page
from tests.support.commands import ARTICLE, fault


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_read_without_a_file(analyze, arguments):
    result = analyze("--json", *arguments, stdin=ARTICLE.encode())
    read = json.loads(result.stdout)
    assert read["text"] == ARTICLE
    assert read["id"] is None


def test_standard_input_stands_among_files_once(analyze, article):
    lines = analyze(article, "-", "--json", stdin=b"It won.").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(article), None]
    assert "only once" in fault(analyze("-", "-"), 2)


def test_a_table_without_its_extra_names_it(analyze, tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("id,text\n1,It rained.\n")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'stancekit[jobs]'" in analyze(tmp_path / "a.csv").stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(analyze, encoding):
    given = [] if encoding == "utf-8-sig" else ["--encoding", encoding]
    result = analyze("--json", *given, stdin=ARTICLE.encode(encoding))
    assert json.loads(result.stdout)["text"] == ARTICLE


def test_an_encoding_can_be_named(analyze):
    result = analyze("--json", "--encoding", "cp1252", stdin=ARTICLE.encode("cp1252"))
    assert json.loads(result.stdout)["text"] == ARTICLE


def test_bytes_that_are_not_in_the_named_encoding_are_an_error_that_says_where(analyze, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("Olé, a café".encode("cp1252"))
    message = fault(analyze(path, "--encoding", "utf-8"), 1)
    assert str(path) in message and "offset 2" in message and "0xe9" in message and "cp1252" in message
    message = fault(analyze("--encoding", "utf-8", stdin=b"\xef\xbb\xbfab\xff"), 1)
    assert "standard input" in message and "offset 5" in message


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman"])
def test_an_encoding_is_detected_and_stated(analyze, encoding):
    article = "The café’s owner said: “No.” She won’t sell."
    result = analyze("--json", stdin=article.encode(encoding))
    assert json.loads(result.stdout)["text"] == article
    assert f"warning: standard input is not UTF-8; it is read as {encoding}" in result.stderr


def test_formats_with_several_articles_are_read(analyze, tmp_path):
    article = {"title": "Vote", "text": "The mayor lied."}
    (tmp_path / "one.json").write_text(json.dumps(article))
    (tmp_path / "two.json").write_text(json.dumps([article, article]))
    (tmp_path / "rows.csv").write_text("title;body\nVote;The mayor lied.\n")
    (tmp_path / "upper.csv").write_text("Headline,Content\nVote,The mayor lied.\n")
    (tmp_path / "note.md").write_text("# Vote\n\nThe **mayor** lied.\n")
    (tmp_path / "page.txt").write_text("<h1>Vote</h1><p>The <b>mayor</b> lied.</p>")
    lines = [json.loads(line) for line in analyze(tmp_path, "--json").stdout.splitlines()]
    assert [Path(line["id"]).name for line in lines] == [
        "note.md", "one.json", "page.txt", "rows.csv:1", "two.json:1", "two.json:2", "upper.csv:1",
    ]  # fmt: skip
    assert {line["text"] for line in lines} == {"Vote\n\nThe mayor lied."}
    matched = analyze(f"{tmp_path}/*.json", "--json").stdout.splitlines()
    assert len(matched) == 3


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF-1.4 torn", "is a PDF file"),
        ("a.txt", b"%PDF-1.4 torn", "is a PDF file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "is an image"),
        ("a.json", b'{"title": "Vote"}', "has no text; expected a key text, it has title"),
        ("a.xml", b"<?xml version='1.0'?><nitf/>", "is XML, but no RSS or Atom feed"),
        ("a.csv", b"id,lead\n1,x\n", "has no column 'text'; its columns are id, lead"),
    ],
)
def test_what_is_not_prose_is_an_error(analyze, tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    assert message in fault(analyze(tmp_path / name), 1)


def test_files_of_a_folder_that_are_left_out_are_counted(analyze, tmp_path):
    for name in ("a.txt", "203.bin", "notes.xyz", ".hidden.txt"):
        (tmp_path / name).write_text("The mayor lied.")
    result = analyze(tmp_path, "--json")
    assert json.loads(result.stdout)["id"] == f"{tmp_path}/a.txt"
    assert result.stderr == f"warning: 2 files left out of the folder {tmp_path} (.bin, .xyz).\n"
    assert analyze(tmp_path, "--json", "-q").stderr == ""


def test_an_address_of_the_web_is_an_error_that_says_how(analyze):
    for address, name in (("https://x.org/a.csv?b=c/d", "a.csv"), ("https://x.org/story/5", "page.html")):
        advice = f"download it first, for example with curl -o {name} {shlex.quote(address)}, and"
        assert advice in fault(analyze(address), 1)


def test_another_language_is_a_warning(analyze):
    text = "Der Bürgermeister trat am Montag zurück. Seine Partei sprach von einer Schande für die Stadt."
    result = analyze("--json", stdin=text.encode())
    assert json.loads(result.stdout)["language"] == "de"
    assert "warning: the text is in German (de); the model knows English only" in result.stderr


@pytest.mark.parametrize(("encoding", "given"), [("utf-7", b"+2AA-"), ("unicode_escape", rb"\ud800")])
def test_lone_surrogates_are_not_text(analyze, encoding, given):
    assert encoding in fault(analyze("--encoding", encoding, stdin=given), 1)


@pytest.mark.parametrize("encoding", ["no-such", "hex", "undefined", "", "utf\x00-8"])
def test_an_unknown_encoding_is_wrong_usage(analyze, article, encoding):
    assert "encoding" in fault(analyze(article, "--encoding", encoding), 2)


@pytest.mark.parametrize("name", ["missing.txt", "missing/"])
def test_what_is_no_file_cannot_be_read(analyze, tmp_path, name):
    path = tmp_path / name
    assert f"{path} cannot be read: " in fault(analyze(path), 1)


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "line\nbreak\x1b[2J"])
def test_a_strange_name_is_an_error_on_one_plain_line(analyze, name):
    assert "\x1b" not in fault(analyze(name), 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the text is empty"),
        (b" \n\n", "the text is empty"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b"[Removed]", "the text is a placeholder, '[Removed]'"),
        (
            b"\x00\x01\x02",
            "the text is binary data, expected prose: extract its text first",
        ),
        ("\u200b".encode(), "the model knows no word in this text"),
    ],
)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_text_without_a_word_is_an_error(analyze, text, message, option):
    result = analyze(*option, stdin=text)
    assert f"error: standard input: {message}" in fault(result, 1) and result.stdout == ""


@pytest.mark.parametrize(("name", "content"), [("a.csv", ""), ("a.csv", "text\n"), ("a.json", "[]")])
def test_a_file_without_an_article_is_an_error(analyze, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert fault(analyze(tmp_path / name), 1) == f"error: {tmp_path / name} has no article.\n"


def test_an_empty_article_among_others_is_an_error_of_its_own(analyze, tmp_path):
    path = tmp_path / "two.json"
    path.write_text(json.dumps([{"text": "The mayor lied."}, {"text": None}, {"text": "He won."}]))
    result = analyze(path, "--json")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"{path}:1", f"{path}:3"]
    assert fault(result, 1) == f"error: 1 of 3 articles could not be analyzed:\n  {path}:2: the text is empty.\n"


def test_the_command_line_reads_pages(tiny_model_folder, tmp_path):
    (tmp_path / "tram.html").write_text(page("windows-1252"), encoding="windows-1252")
    given = [("tram.html", None), ("-", page("windows-1252").encode("windows-1252"))]
    for name, stdin in given:
        path = name if stdin else str(tmp_path / name)
        shown = CliRunner().invoke(app, ["analyze", "--model", str(tiny_model_folder), "--json", path], input=stdin)
        assert shown.exit_code == 0, shown.output
        document = stancekit.Document.from_dict(json.loads(shown.stdout))
        assert document.text.startswith("Tramline runs late\n\nThe tramline") and "Café" in document.text
        assert document.sentences[0].is_title and "columnist" not in document.text


def test_the_command_line_names_the_page_without_an_article(tiny_model_folder, tmp_path):
    (tmp_path / "empty.html").write_text("<html></html>")
    shown = CliRunner().invoke(app, ["analyze", "--model", str(tiny_model_folder), str(tmp_path / "empty.html")])
    assert shown.exit_code == 1 and "empty.html: the page has no article" in shown.stderr
