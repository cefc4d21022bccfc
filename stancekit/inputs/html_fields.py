"""Articles whose fields hold HTML, as those of feeds, databases and tables do, as prose."""

from dataclasses import replace

from stancekit.inputs import prose
from stancekit.inputs.article import Article
from stancekit.inputs.formats import is_page
from stancekit.inputs.markup import plain_text
from stancekit.inputs.text import check_prose


def without_markup(article: Article) -> Article:
    """Return an article with the HTML in its headline and its text, if there is any, replaced by the prose in it.

    A text that is a whole web page becomes the article of the page.

    Raises:
        InputError: the headline or the text is binary, JSON or XML, or HTML without text.
        ImportError: there is HTML, and the extra `html` is missing.
    """
    title = _without_markup(article.title)
    if not _is_html(article.text):
        text = _without_entities(article.text)
        return replace(article, text=text, title=title, roles=article.roles if text == article.text else ())
    if not is_page(article.text.encode("utf-8", "replace")):
        return Article(plain_text(article.text), title, article.metadata)
    from stancekit.inputs.web_pages import read_page_article  # its patterns take 30 ms to compile

    page = read_page_article(article.text)
    return replace(page, title=title or page.title, metadata={**page.metadata, **article.metadata})


def _without_markup(text: str) -> str:
    return plain_text(text) if _is_html(text) else _without_entities(text)


def _without_entities(text: str) -> str:
    return plain_text(text) if "<" not in text and prose.has_entities(text) else text


def _is_html(text: str) -> bool:
    """Return whether a text is HTML; raise InputError if it is neither HTML nor prose."""
    fault = prose.fault(text)
    if fault is None:
        return False
    if fault.kind != "html":
        check_prose(text)
    return True
