"""The rows of input files, for tests of their readers."""

from stancekit.jobs.input_files import find_input_files
from stancekit.jobs.readers import Reader
from stancekit.jobs.rows import Columns


def read(path, columns=None, **options):
    """Return the rows of the files at a path."""
    return list(Reader(find_input_files(path, **options), columns or Columns()))


def texts(path, **options):
    """Return the texts of the files at a path, of which no row may have a fault."""
    rows = read(path, **options)
    assert [row.fault for row in rows] == [None] * len(rows)
    return [row.text for row in rows]
