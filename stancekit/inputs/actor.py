"""An actor that the user searches for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stancekit.errors import ActorError
from stancekit.labels import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor for `Text.actors`, with its names.

    Attributes:
        name: the name for display, which the text is searched for as well.
        aliases: further names to search for.
        kind: `person`, `organization` or `place`, if known.
        id: an identifier of your own, such as a Wikidata number; it becomes
            `ActorSummary.key`.

    Raises:
        TypeError: `aliases` is a single str.
        ActorError: an unknown kind, an id that is not a str, or a name without a letter or digit.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        """Check the fields; a list of aliases becomes a tuple."""
        if isinstance(self.aliases, str):
            raise TypeError(f"aliases is a single str, expected a list of them: aliases=[{self.aliases!r}].")
        object.__setattr__(self, "aliases", tuple(self.aliases))
        for fault in faults((self.name, *self.aliases), self.kind, self.id):
            raise ActorError(f"actor {self.name!r} {fault}")


def faults(names: Iterable[Any], kind: Any, id: Any) -> Iterator[str]:
    """Yield what is wrong with the fields of an actor, each as the rest of a sentence."""
    if not isinstance(id, str | None):
        yield f"has the id {id!r}, expected a string."
    if kind is not None and kind not in KINDS:
        yield f"has the kind {kind!r}; valid kinds: {', '.join(KINDS)}."
    for name in names:
        if not isinstance(name, str) or not any(map(str.isalnum, name)):
            yield f"has the name {name!r}, which has no letter or digit to match."
