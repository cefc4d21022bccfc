"""One labelled sentence, whatever corpus it came from."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from stancekit.errors import StancekitError
from stancekit.schema import Kind

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
        article: identifies the article, where the corpus tells.
    """

    text: str
    corpus: str
    opinion: str | None = None
    bias: str | None = None
    targets: tuple[Target, ...] = ()
    actors: tuple[tuple[int, int, str], ...] | None = None
    article: str | None = None


@dataclass(frozen=True)
class Judged:
    """An actor of an article, and how the article as a whole casts it.

    Attributes:
        name: the name by which the corpus calls it.
        stance: of `stancekit.schema.STANCE`.
        kind: of `stancekit.schema.KINDS`, where the corpus tells.
        rank: `main` or `salient`, where the corpus tells.
    """

    name: str
    stance: str
    kind: Kind | None = None
    rank: str | None = None


@dataclass(frozen=True)
class Article:
    """A whole article with judged actors.

    Attributes:
        text: title and paragraphs.
        corpus: the name of its corpus.
        article: identifies it there.
        group: articles of one group, such as a story, are resampled together.
        title: the span of the headline.
        actors: those that the corpus judges.
        paragraphs: stance toward the only actor in each paragraph after the
            title, None where the corpus does not tell.
    """

    text: str
    corpus: str
    article: str
    group: str
    title: tuple[int, int] | None
    actors: tuple[Judged, ...]
    paragraphs: tuple[str | None, ...] = ()


def blinded(item: Item) -> Item:
    """Return the item with every target spread over the whole sentence, so that nothing tells which one is meant."""
    everything = ((0, len(item.text)),)
    return replace(item, targets=tuple(replace(target, spans=everything) for target in item.targets))
