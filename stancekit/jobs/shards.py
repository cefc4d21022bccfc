"""Rows to parts: what one worker scores in one go, and what is done again if it is lost."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stancekit.jobs.readers import Row

DIGEST = 16  # bytes


@dataclass(frozen=True)
class Part:
    """Rows that follow each other in the input.

    Attributes:
        number: which part, from 0.
        rows: in order.
    """

    number: int
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What its files are called, without suffix."""
        return part_name(self.number)

    @property
    def digest(self) -> str:
        """A digest of all that the rows hold, by which a resumed job knows them again."""
        found = hashlib.blake2b(digest_size=DIGEST)
        for row in self.rows:
            held = (row.file, row.number, row.id, row.text, row.title, sorted(row.kept.items()), row.fault)
            found.update(repr(held).encode("utf-8", "surrogatepass"))
        return found.hexdigest()


@dataclass(frozen=True)
class Done:
    """A part that lies on disk as a whole.

    Attributes:
        number, digest: of the part.
        rows: that it had.
        errors: those that could not be scored, as in `errors.jsonl`.
        files: folder to rows and bytes of the part's file in it.
    """

    number: int
    digest: str
    rows: int
    errors: tuple[dict[str, Any], ...]
    files: dict[str, tuple[int, int]]


def part_name(number: int) -> str:
    """Return what the files of a part are called, without suffix; names sort as the rows do."""
    return f"part-{number:06}"


def cut(rows: Iterable[Row], *, most: int, characters: int) -> Iterator[Part]:
    """Cut rows into parts of at most so many rows, which end sooner when their texts reach so many characters."""
    number, held, length = 0, list[Row](), 0
    for row in rows:
        held.append(row)
        length += len(row.text) if isinstance(row.text, str) else 0
        if len(held) >= most or length >= characters:
            yield Part(number, tuple(held))
            number, held, length = number + 1, [], 0
    if held:
        yield Part(number, tuple(held))
