"""The output folder of a job: the names in it, and the check that it holds a job before anything is removed."""

import json
import re
from functools import cache
from typing import Any

from pyarrow import fs

from stancekit.document.tables import LEVELS
from stancekit.errors import FolderError

JOB_FILE, PARTS_FILE, ERRORS_FILE = "job.json", "parts.jsonl", "errors.jsonl"
DOCUMENTS = "documents"  # the folder of whole Documents
ERRORS = "errors"  # the folder of rows that could not be scored, which a job on a cluster writes
PART_FOLDERS = (*LEVELS, DOCUMENTS, ERRORS)
TEMPORARY_SUFFIX = ".tmp"  # of incomplete files; their names start with a dot, so readers of folders skip them
PART_NAME = re.compile(r"(part-\d{6,}|(\w+_)?[0-9a-f]{32}(_\d+)+(-\d+)?)\.(parquet|jsonl)")  # of ours, and of Ray Data
DECLARED = {"format", "stancekit"}  # keys of every `job.json`


def check_output_folder(system: fs.FileSystem, folder: str, name: str) -> bool:
    """Return whether a folder holds a job; if it does not, it must be empty or absent.

    Args:
        system: its file system.
        folder: its path there.
        name: the folder as the user wrote it, for the message.

    Raises:
        FolderError: the folder holds something else.
    """
    if holds_job(system, folder):
        return True
    entries = system.get_file_info(fs.FileSelector(folder, allow_not_found=True))
    if any(not _is_temporary(entry.base_name) for entry in entries):
        raise FolderError(f"{name} is not empty and holds no job: choose another output folder.")
    return False


def holds_job(system: fs.FileSystem, folder: str) -> bool:
    """Return whether a folder holds the output of a job.

    A `job.json` that is damaged counts if the folder has no other entry than
    a job's.
    """
    path = f"{folder}/{JOB_FILE}"
    if not system.get_file_info(path).is_file:
        return False
    with system.open_input_file(path) as file:
        content = file.read()
    try:
        declared = json.loads(content)
    except (ValueError, RecursionError):
        known = {JOB_FILE, PARTS_FILE, ERRORS_FILE, *PART_FOLDERS}
        names = [entry.base_name for entry in system.get_file_info(fs.FileSelector(folder))]
        return all(name in known or _is_temporary(name) for name in names)
    return isinstance(declared, dict) and declared.keys() >= DECLARED


def remove_output(system: fs.FileSystem, folder: str) -> None:
    """Remove the part files and errors of a job, and nothing that it did not write; `job.json` stays."""
    for name in PART_FOLDERS:
        path = f"{folder}/{name}"
        entries = system.get_file_info(fs.FileSelector(path, allow_not_found=True))
        ours = [entry.path for entry in entries if entry.is_file and is_part(entry.base_name)]
        for part in ours:
            system.delete_file(part)
        if entries and len(ours) == len(entries):
            system.delete_dir(path)
    if system.get_file_info(f"{folder}/{ERRORS_FILE}").is_file:
        system.delete_file(f"{folder}/{ERRORS_FILE}")


def foreign_parts(names: list[str], parts: set[str]) -> list[str]:
    """Return the names in a folder of part files that readers of the folder would take for parts of the job."""
    return sorted(name for name in names if name not in parts and not name.startswith((".", "_")))


class OutputFilter:
    """Recognizes files that a job has written, among the files of one file system."""

    def __init__(self, system: fs.FileSystem) -> None:
        """Store the file system."""
        self._holds_job = cache(lambda folder: holds_job(system, folder))

    def is_output(self, path: str) -> bool:
        """Return whether a job has written the file at a path."""
        folder = output_folder_of(path)
        return folder is not None and self._holds_job(folder)


def output_folder_of(path: str) -> str | None:
    """Return the output folder that a path would belong to by its names alone, or None."""
    folder, _, name = path.rpartition("/")
    if name in (JOB_FILE, PARTS_FILE, ERRORS_FILE):
        return folder
    parent, _, table = folder.rpartition("/")
    return parent if table in PART_FOLDERS else None


def _is_temporary(name: str) -> bool:
    return name.startswith(".") and name.endswith(TEMPORARY_SUFFIX)


def is_part(name: str) -> bool:
    """Return whether a name is that of a part file, complete or not."""
    return bool(PART_NAME.fullmatch(name.removeprefix(".").removesuffix(TEMPORARY_SUFFIX)))


def to_json_line(value: Any) -> bytes:
    """Return a value as a line of JSON in UTF-8; lone surrogates are escaped."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
