"""The content of files that are read as a whole."""

import io
import shlex
import zlib
from gzip import BadGzipFile, GzipFile
from typing import BinaryIO

from stancekit.errors import InputError
from stancekit.inputs.formats import by_suffix
from stancekit.inputs.signatures import GZIP

WEB = ("http://", "https://")
MAX_FILE_BYTES = 1 << 28


def check_no_web_address(name: str) -> None:
    """Raise InputError if an input is a page of the web, which nothing here downloads."""
    if name.lower().startswith(WEB):
        raise InputError(
            f"cannot read {name} from the web: download it first, for example with curl -o "
            f"{shlex.quote(_file_name(name))} {shlex.quote(name)}, and pass the file."
        )


def _file_name(address: str) -> str:
    """Return the name of a file for the content of a web address: its own, if that has a known suffix."""
    name = address.partition("?")[0].rpartition("/")[2]
    return name if by_suffix(name) else "page.html"


def read_whole(file: BinaryIO, label: str) -> bytes:
    """Return the bytes of a file, decompressed if it is gzip.

    Raises:
        InputError: the file is too large to be read as a whole, or damaged.
    """
    content = file.read(MAX_FILE_BYTES + 1)
    if content.startswith(GZIP):
        try:
            content = GzipFile(fileobj=io.BytesIO(content)).read(MAX_FILE_BYTES + 1)
        except (EOFError, BadGzipFile, zlib.error) as error:
            raise InputError(f"{label} is a damaged gzip file: {str(error).rstrip('.')}.") from error
    if len(content) > MAX_FILE_BYTES:
        raise InputError(f"{label} has more than {MAX_FILE_BYTES >> 20} MB: convert it to JSON Lines or Parquet.")
    return content
