"""Damage in gzip files."""

import gzip
import zlib

from stancekit.jobs.rows import UnreadableRecord

TRUNCATION_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)


def truncated(error: Exception) -> UnreadableRecord:
    """Return the record that stands for the rest of a truncated file."""
    return UnreadableRecord(f"cannot read the rest of the file: {error}")
