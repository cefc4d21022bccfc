"""Texts with coreference: what a corpus says of the names, descriptions and pronouns in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from stancekit.labels import Form, Kind

Bounds: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class ChainMention:
    """A mention in a chain.

    Attributes:
        start, end: the bounds in the text.
        form: its form.
        kind: None if the corpus does not say.
        chain: identifies the chain; None of a pronoun that refers to none of
            the other mentions.
        head: the noun of a description, in the text.
    """

    start: int
    end: int
    form: Form
    kind: Kind | None
    chain: str | None
    head: Bounds | None = None


@dataclass(frozen=True)
class ChainText:
    """A text with its chains.

    Attributes:
        corpus: the name of the corpus.
        id: identifies the text in it.
        text: the text.
        mentions: the mentions, in the order of the text.
        is_complete: whether all mentions of persons, organizations and places
            are there; otherwise those that are not there have no label.
        is_swapped: whether its pronouns were exchanged, see `dataset.pronoun_swap`.
    """

    corpus: str
    id: str
    text: str
    mentions: tuple[ChainMention, ...]
    is_complete: bool
    is_swapped: bool = False

    @property
    def names(self) -> list[Bounds]:
        """The names that no other name contains, in the order of the text."""
        return outermost([(mention.start, mention.end) for mention in self.mentions if mention.form == "name"])


def outermost(spans: Sequence[Bounds]) -> list[Bounds]:
    """Return the spans that no other span contains, in the order of the text."""
    kept: list[Bounds] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
