"""The formats of files, by the suffix of their name or by their first bytes."""

import codecs
import io
import os
import re
import zipfile
import zlib
from gzip import BadGzipFile, GzipFile
from typing import BinaryIO, Literal, TypeAlias, get_args

from stancekit.errors import InputError
from stancekit.inputs.prose import MAGIC

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
GZIP_SUFFIX, GZIP_MAGIC = ".gz", b"\x1f\x8b\x08"
PAGE_SUFFIXES = tuple(suffix for suffix, format in FORMATS_BY_SUFFIX.items() if format == "html")
WEB = ("http://", "https://")
OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)  # of a web page
SPACE = re.compile(rb"\s*")
SKIPPED = {b"<!--": b"-->", b"<?xml": b"?>"}  # may precede the first element: where it begins, and where it ends
MAX_FILE_BYTES = 1 << 28  # of a file that is read as a whole


def by_suffix(path: str) -> InputFormat | None:
    """Return the format that the name of a file says; None if it says none."""
    return FORMATS_BY_SUFFIX.get(os.path.splitext(path.lower().removesuffix(GZIP_SUFFIX))[1])


def by_content(content: bytes) -> InputFormat | None:
    """Return the format of a PDF, DOCX or XLSX file by its bytes; None for any other."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError):
            return None
        return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
    return None


def is_page(content: bytes, name: str = "") -> bool:
    """Tell whether a file is a web page, by its name or its beginning."""
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


def check_no_web_address(name: str) -> None:
    """Raise InputError if an input is a page of the web, which nothing here downloads."""
    if name.lower().startswith(WEB):
        raise InputError(
            f"cannot read {name} from the web: download it first, for example with curl -o "
            f"{_file_name(name)} {name}, and pass the file."
        )


def _file_name(address: str) -> str:
    """Return the name of a file for the content of a web address: its own, if that tells a format."""
    name = address.partition("?")[0].rpartition("/")[2]
    return name if by_suffix(name) else "page.html"


def read_whole(file: BinaryIO, label: str) -> bytes:
    """Return the bytes of a file, decompressed if it is gzip.

    Raises:
        InputError: the file is too large to be read as a whole, or damaged.
    """
    content = file.read(MAX_FILE_BYTES + 1)
    if content.startswith(GZIP_MAGIC):
        try:
            content = GzipFile(fileobj=io.BytesIO(content)).read(MAX_FILE_BYTES + 1)
        except (EOFError, BadGzipFile, zlib.error) as error:
            raise InputError(f"{label} is a damaged gzip file: {str(error).rstrip('.')}.") from error
    if len(content) > MAX_FILE_BYTES:
        raise InputError(f"{label} has more than {MAX_FILE_BYTES >> 20} MB: convert it to JSON Lines or Parquet.")
    return content


def binary_name(content: bytes) -> str | None:
    """Return the name of a binary format that no reader knows, by the first bytes; None for any other."""
    start = content[:32].decode("latin-1")
    return next((name for sign, name in MAGIC.items() if start.startswith(sign)), None)
