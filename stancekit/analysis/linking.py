"""Linking: which mentions of an article name the same actor.

Normalized names are compared word by word (`stancekit.language.names`); those
of countries and parties also by their other names
(`stancekit.language.gazetteer`). A short name is linked to the full name that
contains it; if several do, to the one that was mentioned last in full.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stancekit.analysis.mentions import MentionSpan
from stancekit.inputs.actor import Actor
from stancekit.labels import Kind
from stancekit.language import gazetteer, names
from stancekit.language.names import Words

MINORITY = 1 / 2  # a kind tagged less than half as often as another is a tagging error


@dataclass(eq=False)
class LinkedActor:
    """An actor with the mentions that are linked to it.

    Attributes:
        given: the user's actor, if it is one.
        mentions: indices of mentions, ascending.
        guesses: those of them that another actor's name fits as well.
        names: the names that the text gives it, counted.
        kinds: its tagged kinds, counted.
    """

    given: Actor | None = None
    mentions: list[int] = field(default_factory=list)
    guesses: set[int] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)

    @property
    def kind(self) -> Kind | None:
        """The user's kind, else the most frequent tag."""
        if self.given and self.given.kind:
            return self.given.kind
        return self.kinds.most_common(1)[0][0] if self.kinds else None

    @property
    def name(self) -> str:
        """The user's name, else the longest in words; of equally long ones the most frequent."""
        if self.given:
            return self.given.name
        return max(self.names, key=lambda name: (len(name.split()), self.names[name]))

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names that the text gives it."""
        return tuple(sorted(set(self.names) - {self.name}))

    @property
    def key(self) -> str:
        """The user's id, else the country's code, else the normalized name."""
        if self.given and self.given.id:
            return self.given.id
        words = names.normalize(self.name, titled=_has_title(self.kind))
        return " ".join(_identity(words, self.kind)) or self.name


@dataclass(eq=False)
class _Name:
    """A normalized name with all its mentions, which the name alone does not tell apart.

    Attributes:
        words: the normalized name.
        kind: the most frequent tag.
        mentions: indices of mentions, ascending.
        is_acronym: whether the text always writes it in capitals.
        is_absent: whether the user gave it and the text does not contain it.
    """

    words: Words
    kind: Kind | None
    mentions: list[int]
    is_acronym: bool = False
    is_absent: bool = False


def link(text: str, mentions: Sequence[MentionSpan], given: Sequence[Actor]) -> list[LinkedActor]:
    """Link mentions to actors.

    Returns:
        Actors in the order of their first mention; given actors without a
        mention come last.
    """
    linked = {actor: LinkedActor(actor) for actor in given}
    by_words: dict[Words, list[int]] = defaultdict(list)
    surface = []
    for position, mention in enumerate(mentions):
        has_title = _has_title(mention.kind)
        surface.append(names.strip(text[mention.start : mention.end], titled=has_title))
        if mention.actor:
            linked[mention.actor].mentions.append(position)
        else:
            words = _identity(names.normalize(surface[position], titled=has_title), mention.kind)
            by_words[words].append(position)
    groups = [name for words, positions in by_words.items() for name in _by_kind(words, positions, mentions, surface)]
    actors = _join(groups, linked.values())
    for actor in actors:
        actor.mentions.sort()
        actor.names.update(surface[position] for position in actor.mentions)
        actor.kinds.update(kind for position in actor.mentions if (kind := mentions[position].kind))
    return sorted(actors, key=lambda actor: actor.mentions[:1] or [len(mentions)])


def _identity(words: Words, kind: Kind | None) -> Words:
    """Return what identifies a name: of a country the code, of other places and organizations the usual name."""
    if kind == "person":
        return names.without_initials(words)
    code = gazetteer.country(words)
    return (code,) if code else gazetteer.usual_name(words)


def _has_title(kind: Kind | None) -> bool:
    return kind in ("person", None)


def _by_kind(
    words: Words, positions: list[int], mentions: Sequence[MentionSpan], surface: Sequence[str]
) -> Iterator[_Name]:
    """Split the mentions of a name where the tags clearly mean both a person and a place."""
    by_kind: dict[Kind | None, list[int]] = defaultdict(list)
    for position in positions:
        by_kind[mentions[position].kind].append(position)
    persons, others = len(by_kind["person"]), len(by_kind["place"]) + len(by_kind["organization"])
    counts = Counter({kind: len(tagged) for kind, tagged in by_kind.items() if kind})
    is_acronym = all(surface[position].replace(".", "").isupper() for position in positions)
    if len(words) > 1 or min(persons, others) < MINORITY * max(persons, others) or not by_kind["place"]:
        kind = counts.most_common(1)[0][0] if counts else None
        yield _Name(words, kind, positions, is_acronym)
        return
    yield _Name(words, "person", sorted(by_kind["person"] + by_kind[None]), is_acronym)
    yield _Name(words, "place", sorted(by_kind["place"] + by_kind["organization"]), is_acronym)


def _join(groups: Sequence[_Name], given: Iterable[LinkedActor]) -> list[LinkedActor]:
    """Join the names of each actor: full names first, then the short names that are parts of them."""
    known = _FullNames(given, groups)
    longest_first = sorted(groups, key=lambda name: (-len(name.words), name.mentions))
    for name in [name for name in longest_first if not known.join(name)]:
        candidates = known.candidates(name)
        if not candidates:
            known.actors.append(LinkedActor(mentions=name.mentions))
        for position in name.mentions if candidates else ():
            actor = _last_mentioned(candidates, position)
            actor.mentions.append(position)
            if len(candidates) > 1:
                actor.guesses.add(position)
    return known.actors


def _last_mentioned(candidates: Sequence[tuple[LinkedActor, list[int]]], position: int) -> LinkedActor:
    """Return the actor whose full name stands last before a mention, else the one whose name comes first after it."""

    def when(candidate: tuple[LinkedActor, list[int]]) -> tuple[int, int]:
        before = bisect_right(candidate[1], position)
        return (1, candidate[1][before - 1]) if before else (0, -candidate[1][0])

    return max(candidates, key=when)[0]


class _FullNames:
    """The actors whose full name is known, indexed by the words of their names.

    The user's actors are known from the start, by all their names.
    """

    def __init__(self, given: Iterable[LinkedActor], mentioned: Iterable[_Name]) -> None:
        self.actors = list(given)
        names_mentioned = {name.words for name in mentioned}
        words_mentioned = {word for name in names_mentioned for word in name}
        self._names: dict[LinkedActor, list[_Name]] = {actor: [] for actor in self.actors}
        self._given: dict[Words, LinkedActor] = {}
        self._by_word: dict[str, dict[LinkedActor, None]] = defaultdict(dict)
        self._by_initials: dict[str, dict[LinkedActor, None]] = defaultdict(dict)
        for linked, actor in ((linked, linked.given) for linked in self.actors if linked.given):
            for name in (actor.name, *actor.aliases):
                words = _identity(names.normalize(name, titled=_has_title(actor.kind)), actor.kind)
                if words_mentioned.isdisjoint((*words, *names.initials(words))):
                    continue  # no mention can have it
                self._given.setdefault(words, linked)
                is_absent = words not in names_mentioned and not linked.mentions
                self._add(_Name(words, actor.kind, [], is_absent=is_absent), linked)

    def _add(self, name: _Name, actor: LinkedActor) -> None:
        actor.mentions += name.mentions
        self._names[actor].append(name)
        for word in name.words if len(name.words) > 1 else ():
            self._by_word[word][actor] = None
        if name.kind != "person":
            for initials in names.initials(name.words):
                self._by_initials[initials][actor] = None

    def join(self, name: _Name) -> bool:
        """Add a name to the only actor that it fits, or start an actor with a full name; False for a short name."""
        owner = self._given.get(name.words)
        fitting = [owner] if owner and _agree(owner.kind, name.kind) else []
        if not fitting and len(name.words) == 1:
            return False
        if not fitting:
            near = self._by_word.get(names.surname(name.words), {}) | self._by_word.get(name.words[0], {})
            fitting = [actor for actor in near if self._fits(_is_same_full_name, actor, name)]
        if len(fitting) != 1:
            fitting = [LinkedActor()]
            self.actors += fitting
            self._names[fitting[0]] = []
        self._add(name, fitting[0])
        return True

    def candidates(self, name: _Name) -> list[tuple[LinkedActor, list[int]]]:
        """Return the actors that a single word may name, each with the mentions of its full names."""
        (word,) = name.words
        fitting = list(self._by_initials.get(word, ())) if name.is_acronym else []
        for rule in () if fitting else (_is_surname, _is_first_name, _is_part):
            fitting = [actor for actor in self._by_word.get(word, ()) if self._fits(rule, actor, name)]
            if fitting:
                break
        return [(actor, self._full_mentions(actor)) for actor in fitting]

    def _fits(self, rule: Callable[[_Name, _Name], bool], actor: LinkedActor, name: _Name) -> bool:
        return any(rule(known, name) for known in self._names[actor])

    def _full_mentions(self, actor: LinkedActor) -> list[int]:
        return sorted(position for known in self._names[actor] for position in known.mentions) or [-1]


def _agree(kind: Kind | None, other: Kind | None) -> bool:
    return kind == other or None in (kind, other)


def _are_persons(known: _Name, name: _Name) -> bool:
    return {known.kind, name.kind} - {None} == {"person"}


def _is_same_full_name(known: _Name, name: _Name) -> bool:
    """Tell whether two full names are one actor's."""
    shorter, longer = sorted((known.words, name.words), key=len)
    if "person" in (known.kind, name.kind):
        if not _agree(known.kind, name.kind) or names.surname(longer) != names.surname(shorter):
            return False
        if names.are_kin(longer, shorter) and not known.is_absent:
            return False
        return _is_subsequence(shorter, longer) or _is_same_first_name(longer[0], shorter[0])
    if names.content_words(longer) == names.content_words(shorter):
        return True  # Department of Justice, Justice Department
    return known.kind == name.kind == "organization" and longer[-len(shorter) :] == shorter and len(shorter) > 1


def _is_same_first_name(first: str, other: str) -> bool:
    """Tell whether two first names are equal, or one is the short form of the other."""
    shorter, longer = sorted((gazetteer.full_first_name(first), gazetteer.full_first_name(other)), key=len)
    return longer.startswith(shorter)


def _is_subsequence(shorter: Words, longer: Words) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _is_surname(known: _Name, name: _Name) -> bool:
    """Tell whether a word is the surname of a person: Pell, of Ann Pell."""
    is_person = known.kind == "person" or _are_persons(known, name)
    return is_person and name.kind != "place" and names.surname(known.words) == name.words[0]


def _is_first_name(known: _Name, name: _Name) -> bool:
    """Tell whether the first word of a name is enough: Hillary, Kim, Harvard."""
    if known.words[0] != name.words[0] or len(known.words) == 1:
        return False
    are_organizations = known.kind == name.kind == "organization"
    return _are_persons(known, name) or (are_organizations and not gazetteer.is_generic(name.words[0]))


def _is_part(known: _Name, name: _Name) -> bool:
    return _are_persons(known, name) and name.words[0] in known.words
