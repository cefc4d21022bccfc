"""`stancekit analyze --html` replaces no input, and no file that is not a page."""

import os

import pytest
from typer.testing import CliRunner

from stancekit.cli import app

PAGE = '<meta name="generator" content="stancekit'


@pytest.fixture
def analyze(tiny_model_folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The mayor lied.")
    (tmp_path / "b.txt").write_text("The council met.")

    def run(*arguments, code=0):
        result = CliRunner().invoke(app, ["analyze", "--model", str(tiny_model_folder), *arguments])
        assert result.exit_code == code, result.output
        return result

    return run


def test_a_forgotten_name_does_not_replace_an_article(analyze, tmp_path):
    result = analyze("--html", "a.txt", "b.txt", code=2)
    assert "a.txt exists and is not a page of stancekit" in result.stderr and "--overwrite" in result.stderr
    assert (tmp_path / "a.txt").read_text() == "The mayor lied."
    analyze("--html", "a.txt", "b.txt", "--overwrite")
    assert PAGE in (tmp_path / "a.txt").read_text()


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "link.txt", "hard.txt"])
def test_an_input_is_never_replaced(analyze, tmp_path, name):
    (tmp_path / "link.txt").symlink_to("a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    for options in ([], ["--overwrite"]):
        assert "is an input" in analyze("--html", name, "a.txt", *options, code=2).stderr
    assert (tmp_path / "a.txt").read_text() == "The mayor lied."


def test_no_page_of_several_replaces_an_input_or_another_file(analyze, tmp_path):
    (tmp_path / "c.html").write_text("<p>The mayor lied.</p>")
    for options, message in (([], "b.html exists and is not a page"), (["--overwrite"], "c.html is an input")):
        (tmp_path / "b.html").write_text("mine")
        arguments = ["--html", ".", "a.txt", "b.txt", "c.html", *options]
        assert message in analyze(*arguments, code=2).stderr
        assert (tmp_path / "b.html").read_text() == "mine" and not (tmp_path / "a.html").exists()


def test_a_page_is_replaced_by_its_next_version(analyze, tmp_path):
    for _ in range(2):
        analyze("--html", "page.html", "a.txt")
        analyze("--html", "pages", "a.txt", "b.txt", "a.txt")
    assert PAGE in (tmp_path / "page.html").read_text()
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["a-2.html", "a.html", "b.html"]
