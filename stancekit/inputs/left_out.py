"""The files of a folder that are not read."""

import warnings
from collections.abc import Sequence
from pathlib import PurePath

from stancekit.errors import FileWarning

SUFFIXES_SHOWN = 8


def is_hidden(path: str) -> bool:
    """Return whether a path in a folder has a name like `_SUCCESS` or `.crc`, which Spark and others add."""
    return any(part.startswith(("_", ".")) for part in PurePath(path).parts)


def warn_of_left_out(folder: str, names: Sequence[str]) -> None:
    """Warn that files of a folder are left out of the input: how many, and with which suffixes."""
    if not names:
        return
    suffixes = sorted({PurePath(name).suffix.lower() or "no suffix" for name in names})
    more = [f"and {len(suffixes) - SUFFIXES_SHOWN} more"] if len(suffixes) > SUFFIXES_SHOWN else []
    files = "1 file" if len(names) == 1 else f"{len(names):,} files"
    shown = ", ".join([*suffixes[:SUFFIXES_SHOWN], *more])
    warnings.warn(f"{files} left out of the folder {folder} ({shown}).", FileWarning, stacklevel=3)
