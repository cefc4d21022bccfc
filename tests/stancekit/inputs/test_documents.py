"""Roles of paragraphs in Markdown and DOCX, and articles in JSON."""

import io

import pytest

from stancekit.errors import InputError
from stancekit.inputs.article import Article
from stancekit.inputs.json_articles import articles, records
from stancekit.inputs.markdown import read_markdown
from stancekit.inputs.office_files import read_docx

MARKDOWN = """---
author: Nora Quist
---
# Ferry sold

The town of Larn sold its ferry.

## Why now

> A town without a boat is a rock.

- no ferry on Sundays
- no ferry on Mondays
"""


def roles(article):
    return [(role, article.text[start:end]) for start, end, role in article.roles]


def test_signs_of_markdown_give_roles():
    article = read_markdown(MARKDOWN)
    assert (article.title, dict(article.metadata)) == ("Ferry sold", {"author": "Nora Quist"})
    assert roles(article) == [
        ("subheading", "Why now"),
        ("quote_block", "A town without a boat is a rock."),
        ("list_item", "no ferry on Sundays"),
        ("list_item", "no ferry on Mondays"),
    ]
    text = article.as_text()
    assert text.author == "Nora Quist" and text.text[slice(*text.title)] == "Ferry sold"
    assert [text.text[start:end] for start, end, _ in text.roles] == [line for _, line in roles(article)]


SITE = """+++
title = "Ferry sold"
draft = false
tags = ["boats"]
+++
# Ferry sold

The town sold its **ferry**.[^1] It is [in the records][r].

| Year | Price |
|------|-------|
| 2021 | 1     |

{{< video "ferry" >}}

[^1]: Town records, 2021.
[r]: https://larn.example/records "Records"
"""


def test_a_page_of_a_site_generator():
    article = read_markdown(SITE)
    assert (article.title, article.text) == ("Ferry sold", "The town sold its ferry. It is in the records.")
    assert read_markdown(SITE.replace("draft = false", "draft =")).title == "Ferry sold"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("\"Ferry sold: 'a sad day'\"", "Ferry sold: 'a sad day'"),
        ("'Ferry sold: ''a sad day'''", "Ferry sold: 'a sad day'"),
        ("Ferry sold: 'a sad day'", "Ferry sold: 'a sad day'"),
        ('"', '"'),
    ],
)
def test_quotation_marks_of_front_matter(written, title):
    assert read_markdown(f"---\ntitle: {written}\n---\n\nIt rained.").title == title


def test_attributes_of_an_image_are_left_out():
    source = "![The ferry](a.jpg){width=60%}\n\nIt rained. ![](b.jpg){#boat} It was {cold}."
    assert read_markdown(source).text == "It rained.  It was {cold}."


def test_what_word_does_not_print_is_left_out():
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    paragraph = document.add_paragraph("It ")
    for tag, word in (("ins", "rained"), ("del", "snowed")):
        text = "delText" if tag == "del" else "t"
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{text}>{word}</w:{text}></w:r></w:{tag}>"))
    hidden = paragraph.add_run(" A note.")
    hidden.font.hidden = True
    paragraph.add_run(" in Larn.")
    file = io.BytesIO()
    document.save(file)
    assert read_docx(file.getvalue(), "a.docx").text == "It rained in Larn."


def test_styles_of_word_give_roles():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Ferry sold", 1)
    document.add_paragraph("The town of Larn sold its ferry.")
    for line, style in (("Why now", "Heading 2"), ("No boats", "List Bullet"), ("A rock.", "Quote"), ("x", "Caption")):
        document.add_paragraph(line, style=style)
    file = io.BytesIO()
    document.save(file)
    article = read_docx(file.getvalue(), "a.docx")
    assert article.title == "Ferry sold"
    assert [role for role, _ in roles(article)] == ["subheading", "list_item", "quote_block", "caption"]


def test_empty_paragraphs_are_left_out():
    article = Article.of_paragraphs([("", "caption"), ("One.", None), ("", None), ("Two.", "list_item")])
    assert article.text == "One.\n\nTwo." and roles(article) == [("list_item", "Two.")]


@pytest.mark.parametrize("name", ["text", "body", "article", "content_text"])
def test_paragraphs_of_json_become_one_text(name):
    (article,) = articles(records({"headline": "Ferry sold", name: ["One.", "Two."], "authors": ["A", "B"]}, "a"), "a")
    assert (article.text, article.title, article.metadata["author"]) == ("One.\n\nTwo.", "Ferry sold", "A, B")


def test_a_removed_article_of_json_has_an_empty_text():
    given = {"articles": [{"content": "One."}, {"content": None, "title": "Ferry"}]}
    assert [article.text for article in articles(records(given, "a"), "a")] == ["One.", ""]
    with pytest.raises(InputError, match="article 2 has no text; expected a key text, it has story"):
        articles(records([{"text": "One."}, {"story": "Two."}], "a"), "a")
    with pytest.raises(InputError, match="article 1 has no text"):
        articles(records([{"content": None}], "a"), "a")
