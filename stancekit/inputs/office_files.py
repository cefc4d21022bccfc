"""DOCX and PDF files, read by `python-docx` and `pypdf`."""

import io
import logging
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from stancekit.errors import InputError
from stancekit.extras import import_extra
from stancekit.inputs.article import Article
from stancekit.labels import SentenceRole

STYLE_ROLES: Mapping[str, SentenceRole] = {  # by the beginning of a style's name
    "Heading": "subheading",
    "Subtitle": "subheading",
    "List": "list_item",
    "Quote": "quote_block",
    "Intense Quote": "quote_block",
    "Caption": "caption",
}
LEFT_OUT = ("w:del", "w:moveFrom", "w:txbxContent")  # elements of a paragraph whose text is not printed in it
HEADLINE_STYLES = ("Title", "Heading 1")


def read_docx(content: bytes, label: str) -> Article:
    """Return the paragraphs of a DOCX file; the headline is a first paragraph in the style Title or Heading 1.

    Raises:
        InputError: the file is damaged.
        ImportError: python-docx is missing; the extra `office` installs it.
    """
    docx = import_extra("docx", need="reading DOCX needs python-docx", extra="office")
    try:
        document = docx.Document(io.BytesIO(content))
        written = [(_visible_text(each), _style(each)) for each in document.paragraphs]
    except Exception as error:  # a damaged archive raises errors of zipfile, lxml and python-docx
        raise InputError(f"{label} is a damaged DOCX file: {error or type(error).__name__}.") from error
    paragraphs = [(text, style) for text, style in written if text]
    title = paragraphs.pop(0)[0] if paragraphs and paragraphs[0][1] in HEADLINE_STYLES else ""
    return Article.of_paragraphs(((text, _role(style)) for text, style in paragraphs), title)


def _visible_text(paragraph: Any) -> str:
    """Return the text of a paragraph, tracked insertions included: nothing that is deleted, hidden or in a text box."""
    from docx.oxml.ns import qn
    from docx.text.run import Run

    left_out = {qn(name) for name in LEFT_OUT}
    element = paragraph._p
    runs = []
    for run in element.iter(qn("w:r")):
        around = takewhile(lambda each: each is not element, run.iterancestors())
        if left_out.isdisjoint(each.tag for each in around):
            runs.append(Run(run, paragraph))
    return "".join(run.text for run in runs if not run.font.hidden).strip()


def _style(paragraph: object) -> str:
    return str(getattr(getattr(paragraph, "style", None), "name", ""))


def _role(style: str) -> SentenceRole | None:
    return next((role for beginning, role in STYLE_ROLES.items() if style.startswith(beginning)), None)


def read_pdf(content: bytes, label: str) -> Article:
    """Return the text of a PDF file, with its lines as they are printed.

    Raises:
        InputError: the file is damaged or encrypted, or has no text, as after a scan.
        ImportError: pypdf is missing; the extra `office` installs it.
    """
    pypdf = import_extra("pypdf", need=f"{label} is a PDF file, and reading its text needs pypdf", extra="office")
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it logs about damage is no message of ours
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except Exception as error:  # damaged files raise errors of many classes
        raise InputError(
            f"{label} is a PDF file whose text cannot be extracted: {str(error).rstrip('.') or type(error).__name__}."
        ) from error
    text = "\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise InputError(f"{label} is a PDF file without text, such as a scan: recognize its text (OCR) first.")
    return Article(text)
