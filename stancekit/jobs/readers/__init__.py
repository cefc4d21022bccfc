"""Read input files into rows, with one module for each format.

A row that cannot be read becomes a row with a fault, which the job counts and
reports; the reader goes on with the next row.
"""

from stancekit.jobs.readers.reader import Reader

__all__ = ["Reader"]
