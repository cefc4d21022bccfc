"""The files and folders that commands write: their names, and what pages may replace."""

import os
from collections.abc import Iterable
from pathlib import Path

from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail

PAGE_SUFFIXES = (".html", ".htm")
FILE_SUFFIXES = frozenset(  # of names that nobody gives to a folder
    ".csv .docx .gz .htm .html .json .jsonl .md .parquet .pdf .png .svg .tex .tsv .txt .xlsx .xml .zip".split()
)


def names_page(place: Path) -> bool:
    """Return whether a place for pages is one page: its name ends in .html or .htm, or it is no folder and exists."""
    return place.suffix.lower() in PAGE_SUFFIXES or (place.exists() and not place.is_dir())


def check_output_name(option: str, name: str, *suffixes: str) -> None:
    """End the command if an output has the name of a file of another kind.

    Args:
        option: the option that names the output.
        name: the name of the output.
        suffixes: the suffixes that its file may have; none for a folder.
    """
    path = Path(name)
    suffix = path.suffix.lower()
    if suffix in FILE_SUFFIXES and suffix not in suffixes and not os.path.exists(name):
        expected = f"a file whose name ends in {suffixes[0]}" if suffixes else "a folder"
        fail(f"{option} {name}: the command writes {expected}, no {suffix[1:].upper()} file.", WRONG_USAGE)


def check_new_file(out: Path, *, overwrite: bool) -> None:
    """End the command if its output exists, unless it may be replaced."""
    if out.exists() and not overwrite:
        fail(f"{out} exists: choose another file, or add --overwrite.", WRONG_USAGE)


def check_pages(pages: Iterable[Path], inputs: Iterable[str], *, overwrite: bool) -> None:
    """End the command if a page would replace an input, or a file that is not a page.

    Args:
        pages: the pages to write.
        inputs: paths of the inputs, which no page replaces.
        overwrite: whether pages may replace any other file.
    """
    from stancekit.report.page_file import check_page_file

    identities = {identity for name in inputs if (identity := _identity(name)) is not None}
    for page in pages:
        if _identity(page) in identities:
            fail(f"{page} is an input: write the page to another file.", WRONG_USAGE)
        try:
            with exit_codes():
                check_page_file(page, overwrite=overwrite)
        except (OSError, ValueError) as error:
            fail(f"{page} cannot be replaced: {getattr(error, 'strerror', None) or error}.", WRONG_USAGE)


def write_page(page: Path, html: str) -> None:
    """Write a page, in a new folder if need be, or end the command."""
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        fail(f"{page} cannot be written: {error.strerror}.", WRONG_USAGE)


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Return what two names of one file have in common; None for a file that does not exist."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # ValueError: a null character in the name
        return None
    return status.st_dev, status.st_ino
