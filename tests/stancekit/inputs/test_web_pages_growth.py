"""The time for a page is linear in its length, for hostile pages as well."""

import pytest

from stancekit.inputs.page_article import find_article
from stancekit.inputs.page_blocks import PageBlocks
from stancekit.inputs.page_metadata import read_metadata
from tests.support.growth import assert_linear

trafilatura = pytest.importorskip("trafilatura")

UNITS = {
    "paragraphs": "<p>The mayor of the town said that he would not resign today.</p>",
    "headings": "<h1>a b c</h1>",
    "dates": "<time>a</time>",
    "posts": "<blockquote class='twitter-tweet'>a (@b)</blockquote>",
    "open elements": "<div class='related'>a b ",
    "names of classes": "<i class='" + "promo_" * 20 + "!'>x</i>",
    "addresses": "@.",
    "dashes": " - a",
    "biographies": "<p>Ann Pell is a writer.</p>",
    "records": """<script type="application/ld+json">[{"@type": "Article", "@graph": [[]]}]</script>""",
    "metadata": "<meta name='author' content='b'>",
}


def article(page):
    tree = trafilatura.load_html(page)
    blocks = PageBlocks(tree)
    metadata = read_metadata(tree, blocks.blocks)
    text = "\n".join(block.text for block in blocks.blocks)
    return find_article(blocks, text, headlines=metadata.headlines, author=metadata.author)


def page(body, title="x", head=""):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}<div></div></body></html>"


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_pages(unit):
    assert_linear(lambda size: article(page(unit * size)), 500)


@pytest.mark.parametrize("name", ["addresses", "dashes"])
def test_titles(name):
    assert_linear(lambda size: article(page("<p>x</p>", title=UNITS[name] * size)), 500)


def test_records_that_nest_too_deeply_are_skipped():
    record = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert article(page("<p>The mayor resigned.</p>", head=record)).blocks
