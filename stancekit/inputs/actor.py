"""Somebody to look for, as the user names them."""

from dataclasses import dataclass

from stancekit.labels import Kind


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor that the user names: pass it in `Text.actors`.

    Attributes:
        name: the name to show, matched in the text as well.
        aliases: further names to match.
        kind: `person`, `organization` or `place`, when known.
        id: an identifier of your own, such as a Wikidata number; it becomes
            `ActorSummary.key`.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        """Let a list of aliases pass for a tuple, but not a str for its letters."""
        if isinstance(self.aliases, str):
            raise TypeError(f"aliases is a single str, expected a list of them: aliases=[{self.aliases!r}].")
        object.__setattr__(self, "aliases", tuple(self.aliases))
