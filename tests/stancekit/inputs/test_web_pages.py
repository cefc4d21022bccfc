"""The article in a web page."""

import json

import pytest
from typer.testing import CliRunner

import stancekit
from stancekit.cli import app
from stancekit.inputs.web_pages import is_page

ARTICLE = (
    "The tramline of Kestrel Bay will open two years late, the Transport Office said on Monday. It had been promised "
    "for this spring by Mayor Marcus Thorne.",
    "“Nobody asked the people who live here,” said Lena Vogt, who runs the Café Anchor and has organised three "
    "protests since the digging began last autumn.",
    "It is a shabby way to treat people who trusted him. The city deserves better than a hole in the road and a brass "
    "band, and it should say so at the polls in November.",
)
PAGE = """<!DOCTYPE html>
<html><head><meta charset="{encoding}"><title>Tramline runs late</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/opinion">Our disgraceful politics: subscribe now</a></li></ul></nav>
<article><h1>Tramline runs late</h1>{paragraphs}</article>
<aside class="bio"><p>Adrian Pell is our wonderful columnist and the author of three books.</p></aside>
<div class="comments"><p>What an awful mayor!</p></div>
<footer><p>The views expressed here are those of the author. All rights reserved.</p></footer>
</body></html>"""


def page(encoding="utf-8"):
    return PAGE.format(encoding=encoding, paragraphs="".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_the_article_is_read_without_what_stands_around_it(encoding):
    for given in (page(encoding), page(encoding).encode(encoding)):
        text = stancekit.read_page(given, id="tram", actors=["Lena Vogt"])
        assert text.text == "\n\n".join(["Tramline runs late", *ARTICLE])
        assert text.text[slice(*text.title)] == "Tramline runs late"
        assert (text.id, text.actors[0].name) == ("tram", "Lena Vogt")


def test_a_page_without_a_headline_has_no_title():
    text = stancekit.read_page(
        page().replace("<title>Tramline runs late</title>", "").replace("<h1>Tramline runs late</h1>", "")
    )
    assert text.title is None and text.text == "\n\n".join(ARTICLE)


def test_a_page_without_an_article_is_an_error():
    with pytest.raises(stancekit.InputError, match="the page has no article"):
        stancekit.read_page("<html><body></body></html>")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"<!doctype html><p>Hello", "", True),
        (b"\xef\xbb\xbf\n <!-- saved --> <HTML lang=en>", "", True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', "", True),
        (b"anything", "page.HTM", True),
        (b"The <html> tag is old.", "a.txt", False),
        (b"<headline> is no tag of HTML", "", False),
        (b"", "", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_first_words(content, name, expected):
    assert is_page(content, name) is expected


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
