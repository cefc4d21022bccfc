"""The files of a job: found by path, glob, folder or address, and told apart by format."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal, TypeAlias, get_args

from pyarrow import fs

from stancekit.errors import InputError

Format: TypeAlias = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
STDIN = "-"
WILD = "*?["


@dataclass(frozen=True)
class Source:
    """One file to read.

    Attributes:
        path: as the user gave or matched it; `-` is standard input.
        format: `jsonl`, `csv` or `parquet`.
        size: bytes; 0 of standard input.
        modified: when it was last changed, in nanoseconds since 1970; 0 of standard input.
    """

    path: str
    format: Format
    size: int = 0
    modified: int = 0

    @property
    def name(self) -> str:
        """The file's name without its folder, in which the ids of rows without one begin."""
        return "stdin" if self.path == STDIN else self.path.rstrip("/").rpartition("/")[2]

    @property
    def is_gzip(self) -> bool:
        """Whether it is compressed."""
        return self.path.endswith(".gz")

    def open(self) -> Any:
        """Open the file's bytes as they are, for random access."""
        system, path = file_system(self.path)
        return system.open_input_file(path)


def find_sources(
    given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, format: str | None = None
) -> list[Source]:
    """Return the files that paths, globs, folders and addresses such as `s3://…` mean, in a fixed order.

    Args:
        given: one of them, or several; `-` is standard input.
        format: of files whose name does not tell, and of standard input
            (`jsonl` unless stated).

    Raises:
        InputError: nothing is there, nothing matches, or a format is unknown.
    """
    if format is not None and format not in FORMATS:
        raise InputError(f"no input format {format!r}; valid formats: {', '.join(FORMATS)}.")
    names = [given] if isinstance(given, str | os.PathLike) else list(given)
    found = [source for name in names for source in _found(os.fspath(name), format)]
    if not found:
        raise InputError("there is no input: name files, globs or folders, or - for standard input.")
    paths = [source.path for source in found]
    if repeated := sorted({path for path in paths if paths.count(path) > 1}):
        raise InputError(f"{repeated[0]} is given more than once.")
    return found


def _found(name: str, format: str | None) -> Iterator[Source]:
    if name == STDIN:
        yield Source(STDIN, _checked(name, format or "jsonl"))
        return
    try:
        entries = _entries(name)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error}.") from error
    for path, entry in entries:
        yield Source(path, _checked(path, format), entry.size or 0, entry.mtime_ns or 0)


def _checked(path: str, format: str | None) -> Format:
    told = SUFFIXES.get(os.path.splitext(path.removesuffix(".gz"))[1].lower())
    for valid in FORMATS:
        if valid == (format or told):
            return valid
    raise InputError(
        f"the format of {path} is not told by its name ({', '.join(SUFFIXES)}, plain or with .gz): "
        f"state it, one of {', '.join(FORMATS)}."
    )


def _entries(name: str) -> list[tuple[str, Any]]:
    """Return path and description of the files that a name means."""
    system, path = file_system(name)
    if any(sign in path for sign in WILD) and not (isinstance(system, fs.LocalFileSystem) and os.path.exists(path)):
        matched = sorted(_matched(system, path))
        if not matched:
            raise InputError(f"no file matches {name}.")
        return [(_spelled(name, entry.path), entry) for entry in system.get_file_info(matched) if entry.is_file]
    entry = system.get_file_info(path)
    if entry.is_file:
        return [(name, entry)]
    if entry.type == fs.FileType.NotFound:
        raise InputError(f"{name} is not there.")
    inside = [one for one in system.get_file_info(fs.FileSelector(path, recursive=True)) if one.is_file]
    known = [one for one in inside if _is_table(one.path[len(path) :])]
    if not known:
        raise InputError(f"the folder {name} holds no file called {', '.join('*' + suffix for suffix in SUFFIXES)}.")
    return [(_spelled(name, one.path), one) for one in sorted(known, key=lambda one: one.path)]


def _matched(system: fs.FileSystem, pattern: str) -> Iterable[str]:
    if isinstance(system, fs.LocalFileSystem):
        return glob.glob(pattern, recursive=True)
    fixed = min(pattern.index(sign) for sign in WILD if sign in pattern)
    folder = pattern[:fixed].rpartition("/")[0]
    entries = system.get_file_info(fs.FileSelector(folder, recursive=True))
    return [entry.path for entry in entries if fnmatchcase(entry.path, pattern)]


def _is_table(path: str) -> bool:
    """Tell whether a file in a folder is one to read: Spark and others leave `_SUCCESS` and `.crc` beside theirs."""
    hidden = any(part.startswith(("_", ".")) for part in path.split("/") if part)
    return not hidden and path.removesuffix(".gz").lower().endswith(tuple(SUFFIXES))


def file_system(name: str) -> tuple[fs.FileSystem, str]:
    """Return the file system that a path or an address is on, and its path there."""
    if "://" in name:
        system, path = fs.FileSystem.from_uri(name)
        return system, path
    return fs.LocalFileSystem(), name


def _spelled(name: str, path: str) -> str:
    """Write the path of an entry as its address was written, scheme included."""
    scheme, mark, _ = name.partition("://")
    return f"{scheme}://{path}" if mark else path
