"""One article with labeled actors, the same for every corpus."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stancekit.labels import Kind


@dataclass(frozen=True)
class LabeledActor:
    """An actor of an article, and how the article as a whole casts it.

    Attributes:
        name: its name in the corpus.
        stance: a label of `stancekit.labels.STANCE`.
        kind: a label of `stancekit.labels.KINDS`, None if the corpus has none.
        rank: `main` or `salient`, None if the corpus has no ranks.
        mentions: spans in the text, if the corpus knows the actor by them
            rather than by its name.
    """

    name: str
    stance: str
    kind: Kind | None = None
    rank: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()

    @property
    def has_proper_name(self) -> bool:
        """Whether its name is a proper name, unlike "Republican lawmakers" and "Roth administration"."""
        return not self.name.split()[-1][:1].islower()


@dataclass(frozen=True)
class HeldStance:
    """A stance toward a labeled actor in one line of an article.

    Attributes:
        line: the number of the line, the title being line 0.
        name: the name of the actor.
        by_source: whether a source holds the stance, rather than the text itself.
    """

    line: int
    name: str
    by_source: bool


@dataclass(frozen=True)
class LabeledPassage:
    """A sentence or a paragraph with the stance in it toward a labeled actor.

    Attributes:
        start, end: the bounds in the text.
        name: the name of the actor.
        stance: a label of `stancekit.labels.STANCE`.
    """

    start: int
    end: int
    name: str
    stance: str


@dataclass(frozen=True)
class LabeledArticle:
    """A whole article with labeled actors.

    Attributes:
        text: the title and the paragraphs, one a line.
        corpus: the name of its corpus.
        id: identifies the article in its corpus.
        group: articles of one group, such as a story, are resampled together.
        title: the span of the headline.
        actors: the actors that the corpus labels.
        paragraphs: the stance toward the only actor in each paragraph after
            the title, None for a paragraph without a label.
        held_stances: single stances, each with its holder.
        passages: what the corpus says of parts of the article, in their order
            for each actor.
    """

    text: str
    corpus: str
    id: str
    group: str
    title: tuple[int, int] | None
    actors: tuple[LabeledActor, ...]
    paragraphs: tuple[str | None, ...] = ()
    held_stances: tuple[HeldStance, ...] = ()
    passages: tuple[LabeledPassage, ...] = ()

    @property
    def lines(self) -> list[tuple[int, int]]:
        """The span of each line of the text: the title, then its paragraphs or sentences."""
        return line_spans(self.text)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of each line of a text."""
    ends = [index for index, character in enumerate(text + "\n") if character == "\n"]
    return list(zip([0, *(end + 1 for end in ends)], ends, strict=False))


def labeled_passages(
    spans: Sequence[tuple[int, int]], names: Iterable[str], stances: Mapping[tuple[int, str], Collection[str]]
) -> Iterator[LabeledPassage]:
    """Yield the passages of a corpus that marks every stance for or against an actor.

    A passage without one is neutral; one with both has no label.

    Args:
        spans: the spans of all passages.
        names: the names of the actors.
        stances: `favor` or `against`, by the number of the passage and the name of the actor.
    """
    for name in names:
        for number, (start, end) in enumerate(spans):
            labels = set(stances.get((number, name), ("neutral",)))
            if len(labels) == 1:
                yield LabeledPassage(start, end, name, labels.pop())
