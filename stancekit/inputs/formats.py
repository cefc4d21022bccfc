"""The formats of files, by the suffix of their name or by their content."""

import codecs
import io
import os
import re
import zipfile
from typing import Literal, TypeAlias, get_args

from stancekit.inputs.signatures import PDF, ZIP

InputFormat: TypeAlias = Literal[
    "jsonl", "csv", "parquet", "xlsx", "warc", "json", "feed", "txt", "html", "md", "docx", "pdf", "eml"
]
INPUT_FORMATS: tuple[InputFormat, ...] = get_args(InputFormat)
TABLES: frozenset[InputFormat] = frozenset(("jsonl", "csv", "parquet", "xlsx", "warc"))  # a row for each article
SINGLE: frozenset[InputFormat] = frozenset(("txt", "html", "md", "docx", "pdf", "eml"))  # one article for each file
FORMATS_BY_SUFFIX: dict[str, InputFormat] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".warc": "warc",
    ".json": "json",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "txt",
    ".text": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "eml",
}
GZIP_SUFFIX = ".gz"
PAGE_SUFFIXES = tuple(suffix for suffix, format in FORMATS_BY_SUFFIX.items() if format == "html")
OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)  # of a web page
SPACE = re.compile(rb"\s*")
SKIPPED = {b"<!--": b"-->", b"<?xml": b"?>"}  # may precede the first element: where it begins, and where it ends


def by_suffix(path: str) -> InputFormat | None:
    """Return the format that the name of a file says; None if it says none."""
    return FORMATS_BY_SUFFIX.get(os.path.splitext(path.lower().removesuffix(GZIP_SUFFIX))[1])


def by_content(content: bytes) -> InputFormat | None:
    """Return the format of a PDF, DOCX or XLSX file by its bytes; None for any other."""
    if content.startswith(PDF):
        return "pdf"
    if content.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError):
            return None
        return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
    return None


def is_page(content: bytes, name: str = "") -> bool:
    """Return whether a file is a web page, by its name or its beginning."""
    if name.lower().endswith(PAGE_SUFFIXES):
        return True
    position = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    while True:
        position = _skip_space(content, position)
        ending = next((end for begin, end in SKIPPED.items() if content.startswith(begin, position)), None)
        if ending is None:
            return OPENING.match(content, position) is not None
        position = content.find(ending, position)
        if position < 0:
            return False
        position += len(ending)


def _skip_space(content: bytes, position: int) -> int:
    match = SPACE.match(content, position)
    return match.end() if match else position
