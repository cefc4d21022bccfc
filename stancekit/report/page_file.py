"""The file of a page, which replaces nothing but an earlier page."""

import re
import stat
from collections.abc import Iterable
from pathlib import Path

from stancekit.errors import OptionError
from stancekit.report.templating import GENERATOR

OURS = re.compile(rf'<meta name="generator" content="{GENERATOR}[ "]'.encode())
HEAD = 4096  # bytes in which every page names its generator


def check_page_file(path: Path, *, inputs: Iterable[Path] = (), overwrite: bool = False) -> None:
    """Check that a page can be written to a path without the loss of a file.

    A page may replace an earlier page of stancekit, and with `overwrite` any
    file except an input.

    Args:
        path: the path of the page.
        inputs: the files that the page is made from.
        overwrite: whether the user allows to replace another file.

    Raises:
        OptionError: the page would replace an input, or a file that is not a
            page of stancekit.
        OSError: the file at the path cannot be read.
    """
    if not path.exists():
        return
    if any(input_file.exists() and path.samefile(input_file) for input_file in inputs):
        raise OptionError(f"{path} is an input: write the page to another file.")
    if not (overwrite or _is_replaceable(path)):
        raise OptionError(
            f"{path} exists and is not a page of stancekit: write the page to another file, or add --overwrite."
        )


def _is_replaceable(path: Path) -> bool:
    """Return whether a path is a page of stancekit, an empty file, or a stream such as /dev/stdout."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)
    with path.open("rb") as file:
        head = file.read(HEAD)
    return not head or OURS.search(head) is not None
