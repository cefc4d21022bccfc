"""Read input files into rows, with one module for each format.

A row that cannot be read becomes a row with a fault, which the job counts and
reports; the reader goes on with the next row. So do a line of more than 64 MB
and a field of CSV of more than 16 million characters, and memory stays within
a few times these sizes.
"""

from stancekit.jobs.readers.reader import Reader

__all__ = ["Reader"]
