"""Slices of the rows of an input, for the tasks of an array job."""

import re
from dataclasses import dataclass

from stancekit.errors import OptionError

SPELLING = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Slice:
    """Every n-th row of the input, which one of n jobs scores.

    Attributes:
        number: number of the slice, from 1.
        count: number of slices.
    """

    number: int
    count: int

    @classmethod
    def parse(cls, spelling: str) -> "Slice":
        """Return the slice that is written `3/16`.

        Raises:
            OptionError: it is written otherwise, or there is no such slice.
        """
        match = SPELLING.fullmatch(spelling)
        number, count = map(int, match.groups()) if match else (0, 0)
        if not 1 <= number <= count:
            raise OptionError(
                f"the shard is {spelling!r}, expected a number and their count, such as 3/16 for the third of 16."
            )
        return cls(number, count)

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.number}/{self.count}"

    @property
    def folder(self) -> str:
        """Name of its folder in the output folder; the names sort by number."""
        width = len(str(self.count))
        return f"shard-{self.number:0{width}}-of-{self.count}"

    def has(self, file: int, row: int) -> bool:
        """Return whether a row is in the slice.

        Args:
            file: index of its file, so that files of one row each are shared out as well.
            row: number of the row in the file.
        """
        return (file + row) % self.count == self.number % self.count
