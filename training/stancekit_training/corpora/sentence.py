"""One labelled sentence, whatever corpus it came from."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from stancekit.errors import StancekitError

Part: TypeAlias = Literal["train", "dev"]


class CorpusError(StancekitError):
    """A corpus is not where it should be, or not in its format."""


@dataclass(frozen=True, slots=True)
class Target:
    """Someone toward whom the sentence takes a stance.

    `spans` holds the mention first, then further mentions of the same target
    in the sentence; code points, end-exclusive.
    """

    spans: tuple[tuple[int, int], ...]
    stance: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What a sentence holds of one attribution: any of the parts may be absent or in several pieces.

    Spans are code points, end-exclusive.
    """

    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    content: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with the labels that its corpus gives; None where it gives none.

    Attributes:
        text: the sentence.
        corpus: the name of its corpus in the config.
        opinion: of `stancekit.schema.OPINION`.
        bias: of `stancekit.schema.BIAS`.
        targets: stances toward given spans.
        actors: every actor of the sentence as `(start, end, kind)`; an empty
            tuple says that there is none, None that nobody looked.
        quotes: every attribution, likewise.
        loaded: the spans of every word that carries slant, likewise.
    """

    text: str
    corpus: str
    opinion: str | None = None
    bias: str | None = None
    targets: tuple[Target, ...] = ()
    actors: tuple[tuple[int, int, str], ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    loaded: tuple[tuple[int, int], ...] | None = None

    @property
    def marks(self) -> dict[str, list[tuple[int, int, str]] | None]:
        """The spans of each head that marks words, with what they are marked as; None where nobody looked.

        Of attributions cues come first, then sources, then contents.
        """
        roles = ("cue", "source", "content")
        quotes = [(*span, role) for role in roles for quote in self.quotes or () for span in getattr(quote, role)]
        return {
            "actor": None if self.actors is None else list(self.actors),
            "attribution": None if self.quotes is None else quotes,
            "loaded": None if self.loaded is None else [(*span, "loaded") for span in self.loaded],
        }


def blinded(item: Item) -> Item:
    """Return the item with every target spread over the whole sentence, so that nothing tells which one is meant."""
    everything = ((0, len(item.text)),)
    return replace(item, targets=tuple(replace(target, spans=everything) for target in item.targets))
