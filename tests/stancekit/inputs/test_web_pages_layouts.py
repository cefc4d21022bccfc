"""The article in pages of many layouts, whose elements say by `data-role` what they are; `furniture` is left out."""

import re
from pathlib import Path

import pytest

import stancekit
from stancekit.inputs.page_keys import key

lxml_html = pytest.importorskip("lxml.html")

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
MARK = re.compile(r' data-role="?\w+"?')
ARTICLE = {"body", "subheading", "list_item", "quote_block", "caption"}
LEAKS = {  # wording that no rule knows, in the elements of the body
    "br_breaks": ["This page was last updated in 2004. Webmaster: Jo"],
    "tailwind": ["Enjoying this story? Our reporters depend on readers like you."],
    "two_columns": ["Calder Echo, 4 Mill Lane, Calder. Telephone 555 0199."],
}


def marked(source):
    elements = lxml_html.document_fromstring(source).xpath("//*[@data-role]")
    return [(element.get("data-role"), " ".join(element.text_content().split())) for element in elements]


@pytest.fixture(scope="module")
def read():
    pages = {}

    def _read(path):
        if path not in pages:
            pages[path] = stancekit.read_page(MARK.sub("", path.read_text(encoding="utf-8")))
        return pages[path]

    return _read


@pytest.mark.filterwarnings("ignore::stancekit.errors.PageWarning")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
class TestLayouts:
    def test_the_whole_article_is_kept(self, path, read):
        words = " ".join(key(read(path).text))
        lines = [text for role, text in marked(path.read_text(encoding="utf-8")) if role in ARTICLE]
        assert [line for line in lines if " ".join(key(line)) not in words] == []

    def test_furniture_is_left_out(self, path, read):
        marks = marked(path.read_text(encoding="utf-8"))
        article = {key(text) for role, text in marks if role != "furniture"}
        lines = {key(line) for line in read(path).text.split("\n\n")}
        furniture = [text for role, text in marks if role == "furniture" and key(text) not in article]
        assert [text for text in furniture if key(text) in lines] == LEAKS.get(path.stem, [])

    def test_the_headline_stands_once(self, path, read):
        text = read(path)
        headline = next(line for role, line in marked(path.read_text(encoding="utf-8")) if role == "headline")
        assert key(text.text[slice(*text.title)]) == key(headline)
        assert [key(line) for line in text.text.split("\n\n")].count(key(headline)) == 1

    def test_elements_give_roles(self, path, read):
        text = read(path)
        roles = {key(text.text[start:end]): role for start, end, role in text.roles}
        for role, line in marked(path.read_text(encoding="utf-8")):
            if role in {"caption", "list_item"}:
                assert roles[key(line)] == role
        assert all(text.text[end : end + 2] in ("\n\n", "") for _, end, _ in text.roles)
