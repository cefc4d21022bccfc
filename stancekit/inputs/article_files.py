"""Files of articles in all formats that are read as a whole."""

from stancekit.errors import InputError
from stancekit.inputs import formats, json_articles, prose
from stancekit.inputs.article import Article
from stancekit.inputs.encodings import decode
from stancekit.inputs.feeds import read_feed
from stancekit.inputs.formats import InputFormat, is_page
from stancekit.inputs.mail import read_mail
from stancekit.inputs.markdown import read_markdown
from stancekit.inputs.office_files import read_docx, read_pdf
from stancekit.inputs.signatures import binary_name


def format_of(content: bytes, name: str) -> InputFormat:
    """Return the format of a file, by its first bytes, then by its name, then by its text."""
    known = formats.by_content(content) or formats.by_suffix(name)
    if known is not None and known != "txt":
        return known
    return "html" if is_page(content, name) else "txt"


def read_articles(
    content: bytes, name: str, *, format: InputFormat, label: str = "", encoding: str | None = None
) -> list[Article]:
    """Return the articles of a file.

    Args:
        content: the bytes of the file, not compressed.
        name: its name.
        format: its format; not one of a table.
        label: names the file in a message; by default the name.
        encoding: the encoding of its text; None detects it.

    Raises:
        InputError: the file is not in the format, is damaged, or has no article.
        ImportError: the format needs an extra.
    """
    label = label or name
    actual = formats.by_content(content) or format
    if actual == "pdf":
        return [read_pdf(content, label)]
    if actual == "docx":
        return [read_docx(content, label)]
    binary = binary_name(content)
    if binary is not None:
        raise InputError(f"{label} is {binary}, expected text: extract its text first.")
    if format == "eml":
        return [read_mail(content, label)]
    if format == "feed" and not is_page(content):
        return read_feed(content, label)
    if format == "html" or is_page(content):
        return [_page(content if encoding is None else decode(content, label, encoding), label)]
    return _text_articles(decode(content, label, encoding), label, format)


def _text_articles(text: str, label: str, format: InputFormat) -> list[Article]:
    if format == "json" or prose.is_json(text):
        return json_articles.articles(json_records(text, label), label)
    if format == "md":
        return [read_markdown(text)]
    fault = prose.fault(text)
    if fault is not None and fault.kind in ("xml", "html") and prose.XML.match(text):
        return read_feed(text.encode(), label)
    return [Article(text)]


def json_records(text: str, label: str) -> list[object]:
    """Return the records of JSON or, if every line is an object of its own, of JSON Lines.

    Raises:
        InputError: the text is neither, or holds no article.
    """
    try:
        return json_articles.records(json_articles.parse(text), label)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            return json_articles.records([json_articles.parse(line) for line in lines], label)
        except (ValueError, RecursionError):
            raise InputError(f"{label} is not JSON: {error}.") from error


def _page(page: bytes | str, label: str) -> Article:
    from stancekit.inputs.web_pages import read_page_article  # its patterns take 30 ms to compile

    try:
        return read_page_article(page)
    except InputError as error:
        raise InputError(f"{label}: {error}") from error
