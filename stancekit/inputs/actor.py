"""Actors that the user searches for."""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stancekit.errors import ActorError, ActorWarning
from stancekit.labels import KINDS, Kind
from stancekit.language import gazetteer, names
from stancekit.language.name_search import NameIndex, comparable


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor for `Text.actors`, with its names.

    Attributes:
        name: the name for display, which the text is searched for as well.
        aliases: further names to search for.
        kind: `person`, `organization` or `place`, if known.
        id: an identifier of your own, such as a Wikidata number; it becomes
            `ActorSummary.key`.
        ignore_case: whether names of one word match in any case. If not,
            "Apple" does not match "an apple", and "WHO" does not match "who";
            "NATO" matches "Nato", because many papers write acronyms of four
            letters and more so. Names of several words, and those that begin
            with a small letter, match in any case.

    Raises:
        TypeError: `aliases` is a single str, or `ignore_case` no bool.
        ActorError: an unknown kind, an id that is not a str, or a name without a letter or digit.
    """

    name: str
    aliases: Sequence[str] = ()
    kind: Kind | None = None
    id: str | None = None
    ignore_case: bool = False

    def __post_init__(self) -> None:
        """Check the fields; a list of aliases becomes a tuple."""
        if isinstance(self.aliases, str):
            raise TypeError(f"aliases is a single str, expected a list of them: aliases=[{self.aliases!r}].")
        if not isinstance(self.ignore_case, bool):
            raise TypeError(f"ignore_case is {self.ignore_case!r}, expected True or False.")
        object.__setattr__(self, "aliases", tuple(self.aliases))
        for fault in faults((self.name, *self.aliases), self.kind, self.id):
            raise ActorError(f"actor {self.name!r} {fault}")


def faults(actor_names: Iterable[Any], kind: Any, id: Any) -> Iterator[str]:
    """Yield what is wrong with the fields of an actor, each as the rest of a sentence."""
    if not isinstance(id, str | None):
        yield f"has the id {id!r}, expected a string."
    if kind is not None and kind not in KINDS:
        yield f"has the kind {kind!r}; valid kinds: {', '.join(KINDS)}."
    for name in actor_names:
        if not isinstance(name, str) or not any(map(str.isalnum, name)):
            yield f"has the name {name!r}, which has no letter or digit to match."


def shared_names(actors: Sequence[Actor]) -> Iterator[tuple[str, int, int]]:
    """Yield each name that two actors have, as the second writes it, with the indices of the first and the second."""
    owners: dict[str, int] = {}
    for index, actor in enumerate(actors):
        for name in (actor.name, *actor.aliases):
            owner = owners.setdefault(comparable(name), index)
            if owner != index:
                yield name, owner, index


class ActorList(tuple[Actor, ...]):
    """Actors that are checked once, with an index of their names for any number of texts."""

    @classmethod
    def of(cls, actors: "Iterable[str | Actor]") -> "ActorList":
        """Return checked actors, each once.

        Raises:
            TypeError: a single actor, or one that is neither a str nor an Actor.
            ActorError: see `Actor`; or two actors have the same name.

        Warns:
            ActorWarning: a name of one probably means another as well: the
                alias Berg beside Ana Berg.
        """
        if isinstance(actors, ActorList):
            return actors
        if isinstance(actors, str | Actor):
            raise TypeError(
                f"actors is a single {type(actors).__name__}, expected a list of them: actors=[{actors!r}]."
            )
        checked: dict[Actor, None] = {}
        for actor in actors:
            if not isinstance(actor, str | Actor):
                raise TypeError(f"an actor is of type {type(actor).__name__}, expected a str or stancekit.Actor.")
            checked[Actor(actor) if isinstance(actor, str) else actor] = None
        unique = tuple(checked)
        for name, first, second in shared_names(unique):
            raise ActorError(
                f"two actors have the name {comparable(name)!r}: {unique[first]!r} and {unique[second]!r}."
            )
        for message in _ambiguities(unique):
            warnings.warn(message, ActorWarning, stacklevel=2)
        return cls(unique)

    @cached_property
    def owners(self) -> Mapping[str, Actor]:
        """The actor of each name."""
        return {name: actor for actor in self for name in (actor.name, *actor.aliases)}

    @cached_property
    def by_id(self) -> Mapping[str, Actor]:
        """The first actor with each id."""
        return {actor.id: actor for actor in reversed(self) if actor.id is not None}

    @cached_property
    def by_comparable_name(self) -> Mapping[str, Actor]:
        """The actor of each name, as `comparable` folds it."""
        return {comparable(name): actor for name, actor in self.owners.items()}

    @cached_property
    def name_index(self) -> NameIndex:
        """The index of all names."""
        return NameIndex(self.owners)

    @cached_property
    def short_forms(self) -> Mapping[str, Kind | None]:
        """Names that probably mean an actor of the list or a known institution, with their kinds."""
        forms = dict(gazetteer.certain_kinds())
        for actor in self:
            forms |= {name: actor.kind or forms.get(name) for name in _short_forms(actor)}
        return forms

    @cached_property
    def short_form_index(self) -> NameIndex:
        """The index of `short_forms`."""
        return NameIndex(self.short_forms, base=gazetteer.certain_index()) if self else gazetteer.certain_index()


def _ambiguities(actors: Iterable[Actor]) -> Iterator[str]:
    """Yield a message for each name that another actor has too: as a surname, or as a country or party."""
    owners: dict[str, dict[Actor, None]] = defaultdict(dict)
    for actor in actors:
        for short in _short_forms(actor):
            owners[comparable(short)][actor] = None
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            others = [other for other in owners.get(comparable(name), ()) if other is not actor]
            if others:
                yield (
                    f"the name {name!r} of the actor {actor.name!r} may mean {others[0].name!r} as well; its mentions "
                    f"count for {actor.name!r}. Leave it out to let the text decide."
                )


def _short_forms(actor: Actor) -> tuple[str, ...]:
    """Return the surname of a person, or the other names of a country, a party or an institution."""
    words = names.normalize(actor.name, titled=names.can_have_title(actor.kind))
    if actor.kind != "person":
        return gazetteer.other_names(words)
    return (names.surname(words).capitalize(),) if len(words) > 1 else ()
