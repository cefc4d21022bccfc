"""Mentions to actors: which of the names in an article belong together.

Names are compared word by word (`stancekit.names`), countries and parties by
what else they are called (`stancekit.nicknames`). A short name goes to the
full name that it is a part of; of several, to the one named last.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stancekit.analysis.mentions import Reference
from stancekit.inputs.actor import Actor
from stancekit.labels import Kind
from stancekit.language import gazetteer, names
from stancekit.language.names import Words

MINORITY = 1 / 2  # a kind tagged less than half as often as another is taken for a slip of the tags
TITLE_MENTIONS = 3  # what the headline adds to an actor's mentions, when it is asked who matters most


@dataclass(eq=False)
class Cluster:
    """References to one actor; `members` are indices of references, ascending.

    `guesses` are those members that another actor's name would fit as well.
    """

    actor: Actor | None = None
    members: list[int] = field(default_factory=list)
    guesses: set[int] = field(default_factory=set)
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
    def aliases(self) -> tuple[str, ...]:
        """The other names by which the text calls it."""
        return tuple(sorted(set(self.shown) - {self.name}))

    @property
    def key(self) -> str:
        """The user's id, else the country's code, else the normalised name."""
        if self.actor and self.actor.id:
            return self.actor.id
        words = names.words(self.name, titled=_is_titled(self.kind))
        return " ".join(_own_name(words, self.kind)) or self.name


@dataclass(eq=False)
class _Name:
    """All references that bear one name, of one actor as far as the name alone tells.

    Attributes:
        words: the name as it is compared.
        kind: the kind tagged most often.
        places: indices of the references, ascending.
        acronym: whether the text writes it in capitals alone.
        is_alone: whether the user gave it, and the text has it in no such form.
    """

    words: Words
    kind: Kind | None
    places: list[int]
    acronym: bool = False
    is_alone: bool = False


def link(text: str, references: Sequence[Reference], actors: Sequence[Actor]) -> list[Cluster]:
    """Join the references to each actor.

    Returns:
        Clusters in the order of their first reference; given actors without
        any come last.
    """
    given = {actor: Cluster(actor) for actor in actors}
    free: dict[Words, list[int]] = defaultdict(list)
    shown = []
    for position, reference in enumerate(references):
        is_titled = _is_titled(reference.kind)
        shown.append(names.strip(text[reference.start : reference.end], titled=is_titled))
        if reference.actor:
            given[reference.actor].members.append(position)
        else:
            free[_own_name(names.words(shown[position], titled=is_titled), reference.kind)].append(position)
    groups = [name for words, places in free.items() for name in _by_kind(words, places, references, shown)]
    clusters = _joined(groups, given.values())
    for cluster in clusters:
        cluster.members.sort()
        cluster.shown.update(shown[member] for member in cluster.members)
        cluster.kinds.update(kind for member in cluster.members if (kind := references[member].kind))
    return sorted(clusters, key=lambda cluster: cluster.members[:1] or [len(references)])


def by_salience(
    clusters: Iterable[Cluster], references: Sequence[Reference], title: tuple[int, int] | None
) -> list[Cluster]:
    """Sort by mentions, of which one in the headline counts for several; then by how far they spread over the text."""

    def salience(cluster: Cluster) -> tuple[int, int]:
        starts = [references[member].start for member in cluster.members]
        in_title = title is not None and any(title[0] <= start < title[1] for start in starts)
        return len(starts) + TITLE_MENTIONS * in_title, starts[-1] - starts[0] if starts else 0

    return sorted(clusters, key=salience, reverse=True)


def _own_name(words: Words, kind: Kind | None) -> Words:
    """Return what identifies a name: of countries the code, of other places and organizations the usual name."""
    if kind == "person":
        return names.without_initials(words)
    code = gazetteer.country(words)
    return (code,) if code else gazetteer.usual(words)


def _is_titled(kind: Kind | None) -> bool:
    return kind in ("person", None)


def _by_kind(words: Words, places: list[int], references: Sequence[Reference], shown: Sequence[str]) -> Iterator[_Name]:
    """Part the references of one name where the tags plainly mean a person and something else."""
    by_kind: dict[Kind | None, list[int]] = defaultdict(list)
    for position in places:
        by_kind[references[position].kind].append(position)
    persons, others = len(by_kind["person"]), len(by_kind["place"]) + len(by_kind["organization"])
    counts = Counter({kind: len(found) for kind, found in by_kind.items() if kind})
    acronym = all(shown[position].replace(".", "").isupper() for position in places)
    if len(words) > 1 or min(persons, others) < MINORITY * max(persons, others) or not by_kind["place"]:
        kind = counts.most_common(1)[0][0] if counts else None
        yield _Name(words, kind, places, acronym)
        return
    yield _Name(words, "person", sorted(by_kind["person"] + by_kind[None]), acronym)
    yield _Name(words, "place", sorted(by_kind["place"] + by_kind["organization"]), acronym)


def _joined(groups: Sequence[_Name], given: Iterable[Cluster]) -> list[Cluster]:
    """Join names of the same actor: full names first, then the short ones that are parts of them."""
    known = _Known(given, {name.words for name in groups})
    short = [name for name in sorted(groups, key=lambda name: (-len(name.words), name.places)) if not known.join(name)]
    for name in short:
        found = known.holders(name)
        if not found:
            known.clusters.append(Cluster(members=name.places))
        for position in name.places if found else ():
            cluster = _last_named(found, position)
            cluster.members.append(position)
            if len(found) > 1:
                cluster.guesses.add(position)
    return known.clusters


def _last_named(found: Sequence[tuple[Cluster, list[int]]], position: int) -> Cluster:
    """Return the cluster whose full name stands last before a position, else the one whose comes first."""

    def when(holder: tuple[Cluster, list[int]]) -> tuple[int, int]:
        before = bisect_right(holder[1], position)
        return (1, holder[1][before - 1]) if before else (0, -holder[1][0])

    return max(found, key=when)[0]


class _Known:
    """Actors of whom a full name is known, looked up by the words of other names for them.

    Those that the user named are known from the start, by all their names.
    """

    def __init__(self, given: Iterable[Cluster], found: Container[Words]) -> None:
        self.clusters = list(given)
        self._names: dict[Cluster, list[_Name]] = {cluster: [] for cluster in self.clusters}
        self._given: dict[Words, Cluster] = {}
        self._by_word: dict[str, dict[Cluster, None]] = defaultdict(dict)
        self._by_initials: dict[str, dict[Cluster, None]] = defaultdict(dict)
        for cluster, actor in ((cluster, cluster.actor) for cluster in self.clusters if cluster.actor):
            for name in (actor.name, *actor.aliases):
                words = _own_name(names.words(name, titled=_is_titled(actor.kind)), actor.kind)
                self._given.setdefault(words, cluster)
                self._add(_Name(words, actor.kind, [], is_alone=words not in found and not cluster.members), cluster)

    def _add(self, name: _Name, cluster: Cluster) -> None:
        cluster.members += name.places
        self._names[cluster].append(name)
        for word in name.words if len(name.words) > 1 else ():
            self._by_word[word][cluster] = None
        if name.kind != "person":
            for initials in names.initials(name.words):
                self._by_initials[initials][cluster] = None

    def join(self, name: _Name) -> bool:
        """Add a name to the one cluster that it fits, or begin one with a full name; False for other short ones."""
        owner = self._given.get(name.words)
        found = [owner] if owner and _agree(owner.kind, name.kind) else []
        if not found and len(name.words) == 1:
            return False
        if not found:
            near = self._by_word.get(names.surname(name.words), {}) | self._by_word.get(name.words[0], {})
            found = [cluster for cluster in near if any(_same(known, name) for known in self._names[cluster])]
        if len(found) != 1:
            found = [Cluster()]
            self.clusters += found
            self._names[found[0]] = []
        self._add(name, found[0])
        return True

    def holders(self, name: _Name) -> list[tuple[Cluster, list[int]]]:
        """Return the clusters that a single word may stand for, each with the places of its full names."""
        (word,) = name.words
        found = list(self._by_initials.get(word, ())) if name.acronym else []
        for fits in () if found else (_is_surname, _is_first_name, _is_within):
            near = self._by_word.get(word, ())
            found = [cluster for cluster in near if any(fits(known, name) for known in self._names[cluster])]
            if found:
                break
        return [
            (cluster, sorted(p for known in self._names[cluster] for p in known.places) or [-1]) for cluster in found
        ]


def _agree(kind: Kind | None, other: Kind | None) -> bool:
    return kind == other or None in (kind, other)


def _are_persons(known: _Name, name: _Name) -> bool:
    return {known.kind, name.kind} - {None} == {"person"}


def _same(known: _Name, name: _Name) -> bool:
    """Tell whether two full names are one actor's."""
    shorter, longer = sorted((known.words, name.words), key=len)
    if "person" in (known.kind, name.kind):
        if not _agree(known.kind, name.kind) or names.surname(longer) != names.surname(shorter):
            return False
        if names.are_kin(longer, shorter) and not known.is_alone:
            return False
        return _is_subsequence(shorter, longer) or _agree_first(longer[0], shorter[0])
    if names.content(longer) == names.content(shorter):
        return True  # Department of Justice, Justice Department
    return known.kind == name.kind == "organization" and longer[-len(shorter) :] == shorter and len(shorter) > 1


def _agree_first(first: str, other: str) -> bool:
    """Tell whether two first names are equal, or one is short for the other."""
    shorter, longer = sorted((gazetteer.first(first), gazetteer.first(other)), key=len)
    return longer.startswith(shorter)


def _is_subsequence(shorter: Words, longer: Words) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _is_surname(known: _Name, name: _Name) -> bool:
    is_person = known.kind == "person" or _are_persons(known, name)
    return is_person and name.kind != "place" and names.surname(known.words) == name.words[0]


def _is_first_name(known: _Name, name: _Name) -> bool:
    """Tell whether the first word is enough: Hillary, Kim, Harvard."""
    if known.words[0] != name.words[0] or len(known.words) == 1:
        return False
    is_organization = known.kind == name.kind == "organization"
    return _are_persons(known, name) or (is_organization and not gazetteer.is_generic(name.words[0]))


def _is_within(known: _Name, name: _Name) -> bool:
    return _are_persons(known, name) and name.words[0] in known.words
