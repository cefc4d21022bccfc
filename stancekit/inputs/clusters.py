"""Mentions of actors that the user, an entity linker or a coreference resolver knows."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass

from stancekit.errors import ActorError, SpanError
from stancekit.inputs.actor import faults
from stancekit.inputs.spans import Bounds, checked_bounds, checked_list, checked_span
from stancekit.labels import Kind


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """A mention for `Text.mentions` whose actor is known, as an entity linker knows it.

    Attributes:
        start, end: the bounds in the text, in code points, end-exclusive.
        kind: `person`, `organization` or `place`, if known.
        id: an identifier of the actor, such as a Wikidata number; it becomes
            `ActorSummary.key`. Mentions with the same id are one actor's.

    Raises:
        SpanError: the span is empty, reversed or negative.
        ActorError: an unknown kind, or an id that is not a str.
    """

    start: int
    end: int
    _: KW_ONLY
    kind: Kind | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        """Check the fields."""
        start, end = checked_bounds((self.start, self.end), "mention")
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)
        for fault in faults((), self.kind, self.id):
            raise ActorError(f"mention {self.bounds} {fault}")

    @property
    def bounds(self) -> Bounds:
        """The span, `(start, end)`."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, init=False)
class Cluster:
    """The mentions of one actor, for `Text.clusters`: names, descriptions and pronouns.

    Attributes:
        mentions: spans `(start, end)` in code points, end-exclusive, in the
            order of the text.
        name: the actor's name for display; None takes the longest of its
            names in the text.
        kind: `person`, `organization` or `place`, if known.
        id: an identifier of the actor, such as a Wikidata number; it becomes
            `ActorSummary.key`. Clusters with the same id are one actor's.

    Raises:
        TypeError: `mentions` is a single span.
        SpanError: a span is empty, reversed or negative, or there is none.
        ActorError: an unknown kind, an id that is not a str, or a name without a letter or digit.
    """

    mentions: tuple[Bounds, ...]
    name: str | None = None
    kind: Kind | None = None
    id: str | None = None

    def __init__(
        self, mentions: Iterable[Bounds], *, name: str | None = None, kind: Kind | None = None, id: str | None = None
    ) -> None:
        """Check the fields."""
        _set = object.__setattr__
        _set(self, "mentions", tuple(sorted(checked_list(mentions, "mention", "mentions"))))
        _set(self, "name", name)
        _set(self, "kind", kind)
        _set(self, "id", id)
        for fault in faults(() if name is None else (name,), kind, id):
            raise ActorError(f"the cluster of mention {self.mentions[0]} {fault}")

    @property
    def has_actor(self) -> bool:
        """Whether a name, a kind or an id says that the mentions are an actor's."""
        return (self.name, self.kind, self.id) != (None, None, None)


def checked_mention(text: str, mention: Bounds | ActorSpan) -> Bounds | ActorSpan:
    """Return a mention, checked against its text; see `checked_span`."""
    if isinstance(mention, ActorSpan):
        checked_span(text, mention.bounds, "mention")
        return mention
    return checked_span(text, mention, "mention")


def checked_clusters(text: str, clusters: Iterable[Cluster | Iterable[Bounds]]) -> tuple[Cluster, ...]:
    """Return clusters, checked against their text.

    Raises:
        SpanError: see `checked_span`; or two clusters without a common id share a mention.
    """
    checked = tuple(each if isinstance(each, Cluster) else Cluster(each) for each in clusters)
    owners: dict[Bounds, Cluster] = {}
    for cluster in checked:
        for span in cluster.mentions:
            owner = owners.setdefault(checked_span(text, span, "mention"), cluster)
            if owner is not cluster and (cluster.id is None or owner.id != cluster.id):
                raise SpanError(f"mention {span} is in two clusters: join them, or leave it out of one.")
    return checked
