"""Mentions to actors: which of the names in an article belong together."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, cast

from stancekit import names
from stancekit.document import Actor
from stancekit.schema import Kind


@dataclass(frozen=True)
class Reference:
    """A place in the text that names an actor, before it is known which."""

    start: int
    end: int
    kind: Kind | None
    given: bool = False
    actor: Actor | None = None


@dataclass(eq=False)
class Cluster:
    """References to one actor; `members` are indices of references, ascending."""

    actor: Actor | None = None
    members: list[int] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)

    @property
    def kind(self) -> Kind | None:
        """The user's kind, else the one tagged most often."""
        if self.actor and self.actor.kind:
            return self.actor.kind
        return self.kinds.most_common(1)[0][0] if self.kinds else None

    @property
    def name(self) -> str:
        """The user's name, else the fullest found; of equally full ones the most frequent."""
        if self.actor:
            return self.actor.name
        return max(self.shown, key=lambda name: (len(name.split()), self.shown[name]))

    @property
    def is_full(self) -> bool:
        """Whether a name of more than one word is known."""
        return self.actor is not None or any(len(names.words(name)) > 1 for name in self.shown)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names by which the text calls it."""
        return tuple(sorted(set(self.shown) - {self.name}))

    @property
    def key(self) -> str:
        """The user's id, else the normalised name."""
        if self.actor and self.actor.id:
            return self.actor.id
        return " ".join(names.words(self.name)) or self.name


def match(text: str, actors: Iterable[Actor]) -> list[Reference]:
    """Find the actors that the user named, as whole words."""
    owners = {name: actor for actor in actors for name in (actor.name, *actor.aliases)}
    return [
        Reference(start, end, owners[name].kind, given=True, actor=owners[name])
        for start, end, name in names.find(text, owners)
    ]


def gather(
    spans: Iterable[tuple[int, int]], matched: Iterable[Reference], found: Iterable[tuple[int, int, str]]
) -> list[Reference]:
    """Combine given spans, matched names and found spans, in the order of the text.

    A matched name that overlaps a given span gives way, and so does a found
    span that overlaps either; what gives way leaves its kind behind, and at
    the very same place its actor.
    """
    claimed = _Overlaps(matched)
    owners = {(reference.start, reference.end): reference.actor for reference in claimed.references}
    given = _Overlaps(Reference(*span, None, given=True, actor=owners.get(span)) for span in dict.fromkeys(spans))
    named = _Overlaps(reference for reference in claimed.references if not given.of(reference))
    tagged = _Overlaps(Reference(start, end, cast(Kind, kind)) for start, end, kind in found)
    kept = [_with_kind(reference, claimed, tagged) for reference in (*given.references, *named.references)]
    kept += [reference for reference in tagged.references if not given.of(reference) and not named.of(reference)]
    return sorted(kept, key=lambda reference: (reference.start, reference.end))


class _Overlaps:
    """References, searched by where they lie."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.references = sorted(references, key=lambda reference: (reference.start, reference.end))
        self._starts = [reference.start for reference in self.references]
        self._reach = list(accumulate((reference.end for reference in self.references), max))

    def of(self, span: Reference) -> list[Reference]:
        """Return the references that share a character with a span."""
        near = self.references[bisect_right(self._reach, span.start) : bisect_left(self._starts, span.end)]
        return [reference for reference in near if span.start < reference.end]


def _with_kind(reference: Reference, *others: _Overlaps) -> Reference:
    kinds = (other.kind for overlaps in others for other in overlaps.of(reference))
    return replace(reference, kind=reference.kind or next(filter(None, kinds), None))


def link(text: str, references: Sequence[Reference], actors: Sequence[Actor]) -> list[Cluster]:
    """Join the references to each actor.

    Joined are equal names (titles, possessives, case and accents aside), a
    surname and the full name that it ends, and every name of a given actor.

    Returns:
        The most mentioned first; given actors without a mention last.
    """
    index = _Index()
    owners = {actor: index.open(actor) for actor in actors}
    for position, reference in enumerate(references):
        name = text[reference.start : reference.end]
        form = names.words(name)
        cluster = owners[reference.actor] if reference.actor else index.find(form, reference.kind) or index.open()
        cluster.members.append(position)
        cluster.shown[names.strip(name)] += 1
        if reference.kind:
            cluster.kinds[reference.kind] += 1
        index.add(form, cluster)
    return sorted(index.clusters, key=lambda cluster: (-len(cluster.members), cluster.members[:1] or [len(references)]))


class _Index:
    """Clusters, looked up by the words of a name; of several the last named wins."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_name: dict[tuple[str, ...], list[Cluster]] = {}
        self._by_surname: dict[str, list[Cluster]] = {}

    def open(self, actor: Actor | None = None) -> Cluster:
        """Begin a cluster; that of a given actor answers to all its names."""
        cluster = Cluster(actor)
        self.clusters.append(cluster)
        for name in (actor.name, *actor.aliases) if actor else ():
            self.add(names.words(name), cluster)
        return cluster

    def add(self, form: tuple[str, ...], cluster: Cluster) -> None:
        """Make a cluster the last one named by a form."""
        tables: list[tuple[dict[Any, list[Cluster]], Any]] = [(self._by_name, form)]
        if len(form) > 1:
            tables.append((self._by_surname, form[-1]))
        for table, key in tables:
            holders = table.setdefault(key, [])
            if cluster in holders:
                holders.remove(cluster)
            holders.append(cluster)

    def find(self, form: tuple[str, ...], kind: Kind | None) -> Cluster | None:
        """Return the cluster that a name belongs to, if there is one."""
        found = _last(self._by_name.get(form, ()), kind)
        if found is None and len(form) == 1:
            found = _last(self._by_surname.get(form[0], ()), kind, person=True)
        if found is None and len(form) > 1:
            surnames = [cluster for cluster in self._by_name.get(form[-1:], ()) if not cluster.is_full]
            found = _last(surnames, kind, person=True)
        return found


def _last(clusters: Sequence[Cluster], kind: Kind | None, *, person: bool = False) -> Cluster | None:
    """Return the last cluster whose kind agrees; with `person`, only if it is a person's."""
    for cluster in reversed(clusters):
        kinds = {cluster.kind, kind} - {None}
        if len(kinds) < 2 and (not person or kinds == {"person"}):
            return cluster
    return None
