"""The command line, run on the tiny model."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import stancekit
from stancekit import Document
from stancekit.cli import app
from tests.stancekit.inputs.test_web_pages import page
from tests.support.commands import fault

ARTICLE = "The mayor lied.\n\nThe budget is good. Zoë Vogt said so."


@pytest.fixture
def analyze(tiny_model_folder):
    def run(*arguments: object, stdin: bytes | None = None, model: object = tiny_model_folder) -> Result:
        result = CliRunner().invoke(app, ["analyze", "--model", str(model), *map(str, arguments)], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_file_is_shown_with_a_summary(analyze, article):
    result = analyze(article)
    assert result.exit_code == 0
    assert result.stdout.startswith(str(article))
    assert "Summary" in result.stdout and "tiny 1" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_file_as_json_is_the_documents_own(analyze, article, model):
    result = analyze(article, "--json")
    read = json.loads(result.stdout)
    assert result.stdout.startswith('{\n  "format"')
    assert read["id"] == str(article)
    expected = model(stancekit.Text(ARTICLE, id=str(article))).to_dict()
    assert read["text"] == ARTICLE
    assert [s["text"] for s in read["sentences"]] == [s["text"] for s in expected["sentences"]]
    assert [s["opinion"] for s in read["sentences"]] == pytest.approx([s["opinion"] for s in expected["sentences"]])
    assert Document.from_dict(read).to_dict() == read


def test_letters_stay_readable_and_invisible_ones_are_escaped(analyze, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text("Zoë\u2028said\x9b31m “so”.", encoding="utf-8")
    written = analyze(path, "--json").stdout
    assert "Zoë" in written and "“so”" in written
    assert "\u2028" not in written and "\x9b" not in written
    assert json.loads(written)["text"] == "Zoë\u2028said\x9b31m “so”."


def test_files_are_json_lines_in_order_with_their_paths(analyze, tmp_path):
    paths = [tmp_path / f"{index}.txt" for index in range(12)]
    for index, path in enumerate(paths):
        path.write_text(f"The plan {index} is good.\nIt won.", encoding="utf-8")
    lines = analyze(*paths, "--json", "--threads", 2).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(path) for path in paths]
    assert [json.loads(line)["text"][:10] for line in lines] == [f"The plan {index}"[:10] for index in range(12)]


def test_several_files_are_shown_one_after_the_other(analyze, article, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("He won.", encoding="utf-8")
    shown = analyze(article, other).stdout
    assert shown.index(str(article)) < shown.index(str(other))
    assert shown.count("Summary") == 2


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


def test_an_address_of_the_web_is_an_error_that_says_how(analyze):
    assert "download it first, for example with curl" in fault(analyze("https://example.org/a.html"), 1)


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


def test_a_bad_file_among_several_is_named_at_the_end(analyze, article, tmp_path):
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    (tmp_path / "a.csv").write_bytes(b"id,lead\n1,x\n")
    inputs = ["no*.txt", article, tmp_path / "torn.pdf", tmp_path / "a.csv", tmp_path / "missing.txt", article]
    result = analyze(*inputs, "--json")
    title, *faults = fault(result, 1).splitlines()
    assert title == "error: 4 of 6 articles could not be analyzed:"
    for line, message in zip(faults, ("no file matches no*.txt", "a PDF file", "no column", "missing"), strict=True):
        assert message in line
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [str(article)] * 2


def test_an_article_that_cannot_be_scored_is_named_and_the_others_are_shown(analyze, tmp_path, monkeypatch):
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text("The harbour is bad." if name == "b" else "The mayor lied.")
    assemble = stancekit.model.assemble

    def fragile(given, *others):
        if "harbour" in given.source.text:
            raise stancekit.SpanError("mention (0, 3), 'abc', covers no token that the model reads.")
        return assemble(given, *others)

    monkeypatch.setattr("stancekit.model.assemble", fragile)
    result = analyze(tmp_path, "--json")
    assert "1 of 4 articles" in fault(result, 1) and "b.txt: mention (0, 3)" in result.stderr
    assert [Path(json.loads(line)["id"]).name for line in result.stdout.splitlines()] == ["a.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize(
    ("place", "pages"),
    [
        ("one.html", ["one.html"]),
        ("one.HTM", ["one.HTM"]),
        ("pages", ["pages/article.html"]),
        ("v1.5", ["v1.5/article.html"]),
    ],
)
def test_the_name_decides_between_a_page_and_a_folder(analyze, article, tmp_path, place, pages):
    (tmp_path / "out").mkdir()
    assert analyze(article, "--html", tmp_path / "out" / place).exit_code == 0
    written = [
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()
    ]
    assert written == pages


@pytest.mark.parametrize("name", ["page.pdf", "page.csv", "page.txt", "pages.zip"])
def test_a_page_with_the_name_of_another_file_is_wrong_usage(analyze, article, tmp_path, name):
    assert f"no {name[-3:].upper()} file" in fault(analyze(article, "--html", tmp_path / name), 2)
    assert not (tmp_path / name).exists()


def test_one_page_for_several_articles_is_wrong_usage(analyze, article, tmp_path):
    message = fault(analyze(article, article, "--html", tmp_path / "page.html"), 2)
    assert "is one page for 2 articles: name a folder" in message


def test_it_can_say_less_and_more(analyze, article, tmp_path):
    latin = tmp_path / "latin.txt"
    latin.write_bytes("The café’s owner said: “No.” She won’t sell.".encode("cp1252"))
    quiet = analyze(latin, "-q", "--html", tmp_path / "pages")
    assert (quiet.exit_code, quiet.output) == (0, "")
    verbose = analyze(article, "--verbose", "--json")
    assert verbose.stderr.startswith("model tiny 1, ") and f"{article}: 3 sentences" in verbose.stderr
    assert json.loads(verbose.stdout)["text"] == ARTICLE
    assert "exclude each other" in fault(analyze(article, "-q", "-v"), 2)


@pytest.mark.parametrize("text", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_text_is_analysed(analyze, text):
    assert "There is no sentence" in analyze(stdin=text).stdout
    result = analyze("--json", stdin=text)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["sentences"] == []


def test_named_actors_are_looked_for(analyze):
    result = analyze("--json", "--actor", "zoe vogt", "--actor", "Ana Roth", stdin=ARTICLE.encode())
    read = json.loads(result.stdout)
    by_name = {actor["name"]: actor for actor in read["actors"]}
    assert by_name["Ana Roth"]["mentions"] == [] and by_name["Ana Roth"]["stance"] is None
    mentions = [mention for sentence in read["sentences"] for mention in sentence["mentions"]]
    assert [mentions[index]["text"] for index in by_name["zoe vogt"]["mentions"]] == ["Zoë Vogt"]


def test_actors_of_a_file_are_looked_for(analyze, tmp_path):
    roster = tmp_path / "actors.toml"
    roster.write_text('[[actors]]\nid = "V1"\nname = "Zoe Maria Vogt"\naliases = ["zoe vogt"]\n')
    read = json.loads(analyze("--json", "--actors", roster, stdin=ARTICLE.encode()).stdout)
    (vogt,) = [actor for actor in read["actors"] if actor["key"] == "V1"]
    assert vogt["name"] == "Zoe Maria Vogt" and len(vogt["mentions"]) >= 1
    mentions = [mention for sentence in read["sentences"] for mention in sentence["mentions"]]
    assert mentions[vogt["mentions"][0]]["alias"] == "zoe vogt"


def test_faults_of_a_file_of_actors_are_wrong_usage(analyze, tmp_path):
    roster = tmp_path / "actors.toml"
    roster.write_text('[[actors]]\nname = "!"\n[[actors]]\nnames = "Berg"\n')
    told = fault(analyze("--actors", roster, stdin=b"x"), 2)
    assert (
        told.count("\n") == 4 and "has 3 faults" in told and "actor 1 ('!')" in told and "actor 2 has no name" in told
    )


def test_an_actor_without_a_letter_is_wrong_usage(analyze, article):
    assert "'!!'" in fault(analyze(article, "--actor", "!!"), 2)


def test_a_model_that_is_not_there_has_its_own_exit_code(analyze, article, tmp_path):
    assert "no-such-model" in fault(analyze(article, model="no-such-model"), 3)
    assert "not a model folder" in fault(analyze(article, model=tmp_path), 3)
    fault(analyze(article, model="x" * 5000), 3)


def test_options_are_checked(analyze, article):
    assert analyze(article, "--threads", "0").exit_code == 2
    assert analyze(article, "--no-such-option").exit_code == 2


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
