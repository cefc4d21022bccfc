"""The input files of a job, and how paths, globs, folders and addresses name them."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, TypeAlias

import pyarrow as pa
from pyarrow import fs

from stancekit.errors import InputError, OptionError
from stancekit.inputs.file_contents import check_no_web_address
from stancekit.inputs.formats import (
    FORMATS_BY_SUFFIX,
    GZIP_SUFFIX,
    INPUT_FORMATS,
    TABLES,
    InputFormat,
    by_suffix,
)
from stancekit.inputs.left_out import is_hidden, warn_of_left_out
from stancekit.jobs.options import checked_choice
from stancekit.jobs.output_folder import OutputFilter

Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

STDIN = "-"
WILDCARDS = "*?["
GOOGLE = ("gs://", "gcs://")
RETRY_LIMIT, RETRY_SECONDS = "retry_limit_seconds", 20  # option of Google's client
REASON_SHOWN = 300  # characters
ADDRESS_ERRORS = (OSError, ValueError, NotImplementedError, pa.ArrowException)


@dataclass(frozen=True)
class InputFile:
    """One file to read.

    Attributes:
        path: path or address of the file; `-` is standard input.
        format: one of `stancekit.inputs.formats.INPUT_FORMATS`.
        size: the size in bytes; 0 for standard input.
        modified: time of the last change, in nanoseconds since 1970; 0 for
            standard input.
        encoding: the encoding of its text, a codec of Python; None detects it.
    """

    path: str
    format: InputFormat
    size: int = 0
    modified: int = 0
    encoding: str | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder; the ids of rows without an id start with it."""
        return "stdin" if self.path == STDIN else self.path.rstrip("/").rpartition("/")[2]

    @property
    def is_gzip(self) -> bool:
        """Whether the file is compressed."""
        return self.path.lower().endswith(GZIP_SUFFIX)

    def open(self) -> Any:
        """Open the file for random access to its bytes, without decompression."""
        system, path = file_system(self.path)
        return system.open_input_file(path)


def as_paths(paths: Paths) -> tuple[str, ...]:
    """Return one path, or several, as a tuple of str."""
    return tuple(os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths))


def find_input_files(
    paths: Paths, *, format: InputFormat | None = None, encoding: str | None = None
) -> tuple[InputFile, ...]:
    """Return the files that paths, globs, folders and addresses such as `s3://…` name, in a fixed order.

    Folders and globs leave out the output of jobs, and list a file once
    however many links lead to it. A folder that holds tables is read for its
    tables alone; the notes beside them are no articles. A FileWarning counts
    the files of a folder that are left out.

    Args:
        paths: one path, or several; `-` is standard input.
        format: format of all files; None infers it from each file name, and
            reads standard input as `jsonl`.
        encoding: the encoding of all files; None detects it.

    Raises:
        InputError: a file does not exist or is listed twice, no file matches,
            a path is an address of the web, or a format is unknown.
    """
    if format is not None:
        checked_choice(format, INPUT_FORMATS, "input format")
    files: list[InputFile] = []
    for path in as_paths(paths):
        files += _files_of(path, format, encoding)
    if not files:
        raise OptionError("no input: pass files, globs or folders, or - for standard input.")
    listed = [file.path for file in files]
    if repeated := sorted({path for path in listed if listed.count(path) > 1}):
        raise OptionError(f"the input lists {repeated[0]} more than once.")
    return tuple(files)


def _files_of(name: str, format: InputFormat | None, encoding: str | None) -> Iterator[InputFile]:
    if name == STDIN:
        yield InputFile(STDIN, format or "jsonl", encoding=encoding)
        return
    check_no_web_address(name)
    try:
        entries = _entries(name)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot read {name}: {short_reason(error)}.") from error
    except UnicodeError as error:
        raise InputError(f"cannot read {ascii(name)}: a file name is not UTF-8. Rename the file.") from error
    for path, entry in entries:
        yield InputFile(path, format or _inferred_format(path), entry.size or 0, entry.mtime_ns or 0, encoding)


def _inferred_format(path: str) -> InputFormat:
    format = by_suffix(path)
    if format is None:
        raise OptionError(
            f"cannot infer the format of {path} from its file name; pass input_format (--input-format), "
            f"one of {', '.join(INPUT_FORMATS)}."
        )
    return format


def _entries(name: str) -> list[tuple[str, Any]]:
    """Return path and file information of each file that a path, glob, folder or address names."""
    system, path = file_system(name)
    outputs = OutputFilter(system)
    left_out: list[str] = []
    if any(sign in path for sign in WILDCARDS) and not _exists_locally(system, path):
        matches = [entry for entry in system.get_file_info(sorted(_matches(system, path))) if entry.is_file]
        if not matches:
            raise InputError(f"no file matches {name}.")
    else:
        entry = system.get_file_info(path)
        if entry.is_file:
            return [(name, entry)]
        if entry.type == fs.FileType.NotFound:
            raise InputError(f"{name} does not exist.")
        contents = [entry for entry in system.get_file_info(fs.FileSelector(path, recursive=True)) if entry.is_file]
        visible = [entry for entry in contents if not is_hidden(entry.path[len(path) :].lstrip("/"))]
        matches = _inputs_of_folder([entry for entry in visible if by_suffix(entry.path) is not None])
        left_out = sorted({entry.path for entry in visible} - {entry.path for entry in matches})
        if not matches:
            patterns = ", ".join(f"*{suffix}" for suffix in FORMATS_BY_SUFFIX)
            raise InputError(f"the folder {name} contains no file with a name like {patterns}.")
    inputs = [entry for entry in matches if not outputs.is_output(_absolute(system, entry.path))]
    if not inputs:
        raise InputError(f"{name} holds only the output of a job: to score its files, name them one by one.")
    warn_of_left_out(name, [path for path in left_out if not outputs.is_output(_absolute(system, path))])
    distinct = {
        _real(system, entry.path): entry for entry in sorted(inputs, key=lambda entry: entry.path, reverse=True)
    }
    return [(_address(name, entry.path), entry) for entry in sorted(distinct.values(), key=lambda entry: entry.path)]


def _real(system: fs.FileSystem, path: str) -> str:
    """Return what the paths of one file have in common, where links lead to it more than once."""
    return os.path.realpath(path) if isinstance(system, fs.LocalFileSystem) else path


def _absolute(system: fs.FileSystem, path: str) -> str:
    return os.path.abspath(path) if isinstance(system, fs.LocalFileSystem) else path


def _exists_locally(system: fs.FileSystem, path: str) -> bool:
    return isinstance(system, fs.LocalFileSystem) and os.path.exists(path)


def _matches(system: fs.FileSystem, pattern: str) -> Iterable[str]:
    if isinstance(system, fs.LocalFileSystem):
        return glob.glob(pattern, recursive=True)
    first_wildcard = min(pattern.index(sign) for sign in WILDCARDS if sign in pattern)
    folder = pattern[:first_wildcard].rpartition("/")[0]
    entries = system.get_file_info(fs.FileSelector(folder, recursive=True))
    return [entry.path for entry in entries if fnmatchcase(entry.path, pattern)]


def _inputs_of_folder(entries: list[Any]) -> list[Any]:
    """Return the tables in a folder, or all of its articles if it has no table."""
    return [entry for entry in entries if by_suffix(entry.path) in TABLES] or entries


def file_system(name: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of a path or an address, and the path in it.

    Raises:
        InputError: the address has no known scheme, is faulty, or cannot be
            reached.
    """
    if "://" in name:
        try:
            system, path = fs.FileSystem.from_uri(_with_time_limit(name))
        except ADDRESS_ERRORS as error:
            raise InputError(f"cannot use the address {name}: {short_reason(error)}.") from error
        return system, path
    return fs.LocalFileSystem(), name


def _with_time_limit(address: str) -> str:
    """Return an address whose client gives up soon; that of Google's storage tries for a quarter of an hour."""
    if not address.startswith(GOOGLE) or RETRY_LIMIT in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}{RETRY_LIMIT}={RETRY_SECONDS}"


def short_reason(error: Exception) -> str:
    """Return the first line of an error of a file system, and of a long one the first sentence."""
    line = next(iter(str(error).splitlines()), "no reason given").partition(" error_info=")[0]
    return (line if len(line) <= REASON_SHOWN else line.partition(". ")[0])[:REASON_SHOWN].rstrip(". ")


def _address(name: str, path: str) -> str:
    """Return a path in a file system with the scheme of the address that led to it."""
    scheme, separator, _ = name.partition("://")
    return f"{scheme}://{path}" if separator else path
