"""Mentions whose actor the user knows: the clusters of a coreference resolver, the spans of an entity linker."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stancekit.analysis.mentions.mention_spans import KnownActor, MentionSpan, Overlaps
from stancekit.inputs.actor import Actor, ActorList
from stancekit.inputs.clusters import ActorSpan, Cluster
from stancekit.inputs.spans import Bounds
from stancekit.inputs.text import Text
from stancekit.labels import Form
from stancekit.language import lexicon, names
from stancekit.language.capitals import is_title_case
from stancekit.language.name_search import comparable

POSSESSIVES = ("", "'s", "’s", "'", "’")  # after a name

Value = TypeVar("Value", bound=Hashable)


def actor_clusters(source: Text) -> list[Cluster]:
    """Return the mentions of each actor whose mentions the user knows, those with the same id together.

    The id and the kind of a mention are those of its cluster, if the cluster
    has none; a mention with another id than its cluster leaves it.
    """
    spans = {each.bounds: each for each in source.mentions if isinstance(each, ActorSpan)}
    clusters = [_with_linked(cluster, spans) for cluster in source.clusters]
    clusters += [Cluster([bounds], kind=each.kind, id=each.id) for bounds, each in spans.items() if each.id is not None]
    by_id: dict[str | int, Cluster] = {}
    for number, cluster in enumerate(cluster for cluster in clusters if cluster is not None):
        key = number if cluster.id is None else cluster.id
        by_id[key] = _joined(by_id[key], cluster) if key in by_id else cluster
    return list(by_id.values())


def _with_linked(cluster: Cluster, spans: dict[Bounds, ActorSpan]) -> Cluster | None:
    """Return a cluster with the id and the kind of its mentions; None if all of them have another id."""
    linked = [spans[bounds] for bounds in cluster.mentions if bounds in spans]
    id = _most_common(each.id for each in linked) if cluster.id is None else cluster.id
    kind = cluster.kind or _most_common(each.kind for each in linked if each.id in (None, id))
    others = {each.bounds for each in linked if each.id not in (None, id)}
    mentions = [bounds for bounds in cluster.mentions if bounds not in others]
    return Cluster(mentions, name=cluster.name, kind=kind, id=id) if mentions else None


def _joined(cluster: Cluster, other: Cluster) -> Cluster:
    return Cluster(
        (*cluster.mentions, *other.mentions),
        name=cluster.name or other.name,
        kind=cluster.kind or other.kind,
        id=cluster.id,
    )


def _most_common(values: Iterable[Value | None]) -> Value | None:
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None


def cluster_mentions(
    source: Text, clusters: Iterable[Cluster], known_names: Iterable[MentionSpan], *, has_names: bool
) -> list[MentionSpan]:
    """Return the mentions of the clusters that are actors'.

    Args:
        source: the text with its options.
        clusters: the clusters that `actor_clusters` returned.
        known_names: matches of the user's actors, then other names of actors.
        has_names: whether the model finds names; else every cluster is an actor's.
    """
    overlaps = Overlaps(known_names)
    mentions: list[MentionSpan] = []
    for cluster in clusters:
        named = _NamedCluster.of(source.text, cluster, overlaps)
        if cluster.has_actor or named.names or not has_names:
            mentions += named.mentions(source.text, source.actors)
    return mentions


@dataclass(frozen=True)
class _NamedCluster:
    """A cluster, with the names of actors that its mentions are.

    Attributes:
        cluster: the cluster.
        names: the names in each mention, by its span.
    """

    cluster: Cluster
    names: dict[Bounds, list[MentionSpan]]

    @classmethod
    def of(cls, text: str, cluster: Cluster, known_names: Overlaps) -> "_NamedCluster":
        by_span = {
            bounds: [name for name in known_names.of(*bounds) if _is_named(text, bounds, name)]
            for bounds in cluster.mentions
        }
        return cls(cluster, {bounds: spans for bounds, spans in by_span.items() if spans})

    def mentions(self, text: str, actors: ActorList) -> list[MentionSpan]:
        """Return the mentions of the actor."""
        cluster = self.cluster
        kind = cluster.kind or _most_common(spans[0].kind for spans in self.names.values())
        has_title = names.can_have_title(kind)
        known_names = {
            names.strip(text[max(start, name.start) : min(end, name.end)], titled=has_title): None
            for (start, end), (name, *_) in self.names.items()
        }
        forms = {bounds: _form(text, bounds, self.names.get(bounds, ())) for bounds in cluster.mentions}
        for (start, end), form in forms.items():
            if form == "name":
                known_names.setdefault(names.strip(text[start:end], titled=has_title))
        known = KnownActor(cluster.name, kind, cluster.id, tuple(known_names))
        actor = self._actor(actors)
        return [
            MentionSpan(*bounds, kind if form == "name" else None, given=True, actor=actor, form=form, known=known)
            for bounds, form in forms.items()
        ]

    def _actor(self, actors: ActorList) -> Actor | None:
        """Return the user's actor that has the id of the cluster, else its name, else a name among its mentions."""
        id, name = self.cluster.id, self.cluster.name
        if id is not None and id in actors.by_id:
            return actors.by_id[id]
        if name is not None:
            actor = actors.by_comparable_name.get(comparable(name))
        else:
            actor = _most_common(each.actor for spans in self.names.values() for each in spans)
        return actor if actor is not None and None in (id, actor.id) else None


def _is_named(text: str, bounds: Bounds, name: MentionSpan) -> bool:
    """Return whether a mention is a name, with a title or an apposition at most: "Mayor Berg", "Berg, the mayor"."""
    start, end = bounds
    if name.start <= start and end <= name.end:
        return True
    if name.start < start or name.end > end:
        return False
    before, after = text[start : name.start].strip(), text[name.end : end].strip()
    follows = after in POSSESSIVES or after.startswith((",", "("))
    return follows and (before.endswith(",") or all(map(_can_precede, before.split())))


def _can_precede(word: str) -> bool:
    """Return whether a word before a name leaves it a name: a determiner or a title."""
    return word.casefold() in lexicon.words("determiners") or names.is_title_word(word)


def _form(text: str, bounds: Bounds, names_within: Sequence[MentionSpan]) -> Form:
    start, end = bounds
    if names_within:
        after = text[names_within[0].end : end].strip()
        is_name = after in POSSESSIVES and "," not in text[start : names_within[0].start]
        return "name" if is_name else "description"
    words = text[start:end].split()
    folded = " ".join(words).casefold()
    if folded in lexicon.table("pronoun_classes") or folded in lexicon.words("other_pronouns"):
        return "pronoun"
    if words[0].casefold() in lexicon.words("determiners"):
        words = words[1:]
    return "name" if words and words[0][0].isupper() and is_title_case(words) else "description"
