"""Columns of the input in tables of scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class KeptColumns:
    """Columns of the input for the rows of a table of scores.

    Attributes:
        names: the name that each of them gets.
        rows: for each row of the table, the row of the input, from 0.
    """

    names: Mapping[str, str]
    rows: Sequence[int]
