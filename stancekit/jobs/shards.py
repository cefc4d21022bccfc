"""Shards: consecutive rows that one worker scores at a time, and scores again if they are lost."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stancekit.jobs.rows import Row

DIGEST_BYTES = 16


@dataclass(frozen=True)
class Shard:
    """Consecutive rows of the input, which become one part file in each folder.

    Attributes:
        number: number of the shard, from 0.
        rows: its rows, in order.
    """

    number: int
    rows: tuple[Row, ...]

    @property
    def file_stem(self) -> str:
        """Name of its part files, without suffix."""
        return file_stem(self.number)

    @property
    def start(self) -> tuple[str, int]:
        """File and number of its first row."""
        return self.rows[0].file, self.rows[0].number

    @property
    def digest(self) -> str:
        """Digest of the content of all rows, by which a resumed job recognizes the shard."""
        digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        for row in self.rows:
            kept = sorted(row.kept.items())
            content = (row.file, row.number, row.id, row.text, row.title, kept, row.fault, row.roles)
            digest.update(repr(content).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


@dataclass(frozen=True)
class CompletedShard:
    """A shard whose part files are on disk; its fields are the keys of a line in `parts.jsonl`.

    Attributes:
        number: number of the shard.
        start: file and number of its first row.
        digest: its digest.
        rows: number of its rows.
        errors: its rows that could not be scored, as in `errors.jsonl`.
        files: folder to rows and bytes of the part file in it.
    """

    number: int
    start: tuple[str, int]
    digest: str
    rows: int
    errors: tuple[dict[str, Any], ...]
    files: dict[str, tuple[int, int]]


def file_stem(number: int) -> str:
    """Return the name of a shard's part files, without suffix; names sort by number."""
    return f"part-{number:06}"


def split_into_shards(
    rows: Iterable[Row], *, max_rows: int, characters: int, large_files: Collection[str] = ()
) -> Iterator[Shard]:
    """Split rows into shards.

    Args:
        rows: the rows.
        max_rows: greatest number of rows in a shard.
        characters: characters of texts, titles, ids and kept columns after
            which a shard ends, however few its rows.
        large_files: paths of files that share no shard with another file. So
            the shards of the other files stay the same when one is removed.
    """
    number, current, length = 0, list[Row](), 0
    for row in rows:
        if current and current[-1].file != row.file and not {current[-1].file, row.file}.isdisjoint(large_files):
            yield Shard(number, tuple(current))
            number, current, length = number + 1, [], 0
        current.append(row)
        length += sum(len(part) for part in (row.text, row.title, row.id, *row.kept.values()) if isinstance(part, str))
        if len(current) >= max_rows or length >= characters:
            yield Shard(number, tuple(current))
            number, current, length = number + 1, [], 0
    if current:
        yield Shard(number, tuple(current))
