"""`stancekit analyze`, run on the tiny model: what it shows and writes, and what it says about faults."""

import json
from pathlib import Path

import pytest

import stancekit
from stancekit import Document
from tests.support.commands import ARTICLE, fault


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


def test_a_model_that_is_not_there_has_its_own_exit_code(analyze, article, tmp_path):
    assert "no-such-model" in fault(analyze(article, model="no-such-model"), 3)
    assert "not a model folder" in fault(analyze(article, model=tmp_path), 3)
    fault(analyze(article, model="x" * 5000), 3)


def test_options_are_checked(analyze, article):
    assert analyze(article, "--threads", "0").exit_code == 2
    assert analyze(article, "--no-such-option").exit_code == 2
