"""What a file is, by its first bytes."""

from typing import Final

PDF: Final = b"%PDF-"
ZIP: Final = b"PK\x03\x04"
GZIP: Final = b"\x1f\x8b"
NAMES: Final = {
    PDF: "a PDF file",
    ZIP: "a ZIP archive, such as a DOCX or XLSX file",
    b"\xd0\xcf\x11\xe0": "an old Office file, such as DOC or XLS",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    GZIP: "a gzip file",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
    b"PAR1": "a Parquet file",
}


def binary_name(content: bytes) -> str | None:
    """Return the name of the binary format with which a file begins, as the noun of a message; None for any other."""
    return next((name for signature, name in NAMES.items() if content.startswith(signature)), None)
