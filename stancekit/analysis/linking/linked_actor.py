"""Actors with the mentions that are linked to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from stancekit.analysis.mentions.mention_spans import KnownActor
from stancekit.inputs.actor import Actor
from stancekit.labels import Kind
from stancekit.language import gazetteer, lexicon, names
from stancekit.language.gazetteer import Sex
from stancekit.language.names import Words

FREQUENT = 4  # mentions by a name that one mention by a longer name does not replace


@dataclass(eq=False)
class LinkedActor:
    """An actor with the mentions that are linked to it.

    Attributes:
        given: the user's actor, if it is one.
        known: the user's knowledge of it, if the user gave its mentions.
        mentions: indices of mentions, ascending.
        guesses: the mentions among them that another actor's name fits as well.
        names: the names that the text gives it, counted.
        kinds: its tagged kinds, counted, those of longer names more often.
        sexes: the sexes that titles and words of kinship beside its names show, counted.
    """

    given: Actor | None = None
    known: KnownActor | None = None
    mentions: list[int] = field(default_factory=list)
    guesses: set[int] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sexes: Counter[Sex] = field(default_factory=Counter)

    @property
    def is_users(self) -> bool:
        """Whether the user gave it or its mentions."""
        return self.given is not None or self.known is not None

    @property
    def users_names(self) -> tuple[str, ...]:
        """The user's names, and the names among the mentions that the user knows."""
        names_given = (self.given.name, *self.given.aliases) if self.given else ()
        if self.known is None:
            return names_given
        return (*names_given, *((self.known.name,) if self.known.name else ()), *self.known.names)

    @property
    def kind(self) -> Kind | None:
        """The user's kind, else the most frequent tag."""
        if self.given and self.given.kind:
            return self.given.kind
        if self.known and self.known.kind:
            return self.known.kind
        return self.kinds.most_common(1)[0][0] if self.kinds else None

    @property
    def sex(self) -> Sex | None:
        """The sex that the text shows most often."""
        return self.sexes.most_common(1)[0][0] if self.sexes else None

    @property
    def name(self) -> str:
        """The user's name, else the one with the most words.

        Of several, one that is not in capitals is preferred, then one without
        a final stop or a comma, then the most frequent. What only one mention adds before
        a frequent name of a body is left out: the Larn chapter of a party.
        """
        if self.given:
            return self.given.name
        if self.known and self.known.name:
            return self.known.name
        longest = max(self.names, key=self._rank)
        first = next(iter(self.names))
        is_rare = self.names[longest] == 1 and self.names[first] >= FREQUENT
        is_longer = " " in first and longest.endswith(f" {first}")
        is_body = self.kind == "organization" and not lexicon.words("short_names").issuperset(names.normalize(first))
        return first if is_rare and is_longer and is_body else longest

    def _rank(self, name: str) -> tuple[int, bool, bool, int]:
        length = len(names.without_nickname(name.partition(", ")[0]).split())
        is_plain = not name.endswith(".") and ", " not in name
        return length, not self._is_in_capitals(name), is_plain, self.names[name]

    def _is_in_capitals(self, name: str) -> bool:
        """Return whether a name stands in capitals that are not its own, as in a dateline or a headline."""
        return name.isupper() and (" " in name or any(name != other and name == other.upper() for other in self.names))

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names that the text gives it."""
        return tuple(sorted(set(self.names) - {self.name}))

    @property
    def id(self) -> str | None:
        """The user's id."""
        return next((user.id for user in (self.given, self.known) if user and user.id), None)

    @property
    def key(self) -> str:
        """The user's id, else the country's code, else the normalized name."""
        if self.id:
            return self.id
        words = names.normalize(self.name, titled=names.can_have_title(self.kind))
        return " ".join(identity(words, self.kind)) or self.name


def actors_of_mentions(actors: Sequence[LinkedActor]) -> dict[int, int]:
    """Return the index of the actor of each mention, by the index of the mention."""
    return {position: number for number, actor in enumerate(actors) for position in actor.mentions}


def identity(words: Words, kind: Kind | None) -> Words:
    """Return what identifies a normalized name: of a country the code, of other actors the usual name."""
    if kind == "person":
        return names.without_initials(gazetteer.full_name(words))
    code = gazetteer.country_code(words)
    return (code,) if code else gazetteer.usual_name(words)
