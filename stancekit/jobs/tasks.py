"""The tasks of a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from stancekit.jobs.shards import Shard


@dataclass(frozen=True)
class ScoreShard:
    """Score a shard and write its part files.

    Attributes:
        shard: the shard.
        set_aside: rows that are not scored, by their index in the shard, and
            the reasons.
    """

    shard: Shard
    set_aside: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EncodeShard:
    """Score a shard and return what to write of each row.

    Attributes:
        shard, set_aside: as in `ScoreShard`.
    """

    shard: Shard
    set_aside: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProbeShard:
    """Score the rows of a shard without writing them, to learn which row kills its worker.

    Attributes:
        shard: the shard.
        start: index of the first row to score.
    """

    shard: Shard
    start: int
