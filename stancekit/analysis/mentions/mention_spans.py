"""Mentions before they are linked to actors."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from stancekit.inputs.actor import Actor
from stancekit.inputs.spans import Bounds
from stancekit.labels import Form, Kind


@dataclass(frozen=True, eq=False)
class KnownActor:
    """An actor whose mentions the user knows.

    Attributes:
        name: the user's.
        kind: the user's, else the most frequent tag of its names.
        id: the user's.
        names: the names among its mentions.
    """

    name: str | None
    kind: Kind | None
    id: str | None
    names: tuple[str, ...]

    def joined(self, other: "KnownActor") -> "KnownActor":
        """Return what the user knows of an actor in both places; this one comes first."""
        kind, id = self.kind or other.kind, other.id if self.id is None else self.id
        return KnownActor(self.name or other.name, kind, id, tuple(dict.fromkeys((*self.names, *other.names))))


@dataclass(frozen=True)
class MentionSpan:
    """A mention before it is linked to an actor.

    Attributes:
        start, end: the bounds in the text.
        kind: the kind that is tagged, or that the user gave.
        given: whether the user gave the span or its actor.
        actor: the user's actor, if one matches.
        alias: the one of that actor's names that matches.
        form: whether it is a name.
        probability: the probability that it is its actor's, if coreference found it; None for a name.
        known: its actor, if the user knows it.
    """

    start: int
    end: int
    kind: Kind | None
    given: bool = False
    actor: Actor | None = None
    alias: str | None = None
    form: Form = "name"
    probability: float | None = None
    known: KnownActor | None = None

    @property
    def bounds(self) -> Bounds:
        """`(start, end)` in the text."""
        return self.start, self.end


class Overlaps:
    """Mentions, searched by position."""

    def __init__(self, mentions: Iterable[MentionSpan]) -> None:
        """Sort the mentions."""
        self.mentions = sorted(mentions, key=lambda mention: mention.bounds)
        self._starts = [mention.start for mention in self.mentions]
        self._reach = list(accumulate((mention.end for mention in self.mentions), max))

    def of(self, start: int, end: int) -> list[MentionSpan]:
        """Return the mentions that share a character with a span."""
        near = self.mentions[bisect_right(self._reach, start) : bisect_left(self._starts, end)]
        return [mention for mention in near if start < mention.end]
