"""The outcome of a job."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Summary:
    """The outcome of a job.

    Attributes:
        rows: rows read.
        scored: rows that are in the tables.
        bad: rows that could not be scored and are in `errors.jsonl`.
        repeated: ids that occur in more than one row; None if the executor
            does not count them.
        resumed: rows that an earlier run had already completed.
        tables: folder of each table to its number of rows.
        seconds: duration of this run.
        rate: rows per second in this run.
        skipped: input files that were skipped because they cannot be read, and
            the reasons.
    """

    rows: int
    scored: int
    bad: int
    repeated: int | None
    resumed: int
    tables: Mapping[str, int]
    seconds: float
    rate: float
    skipped: Mapping[str, str] = field(default_factory=dict)
