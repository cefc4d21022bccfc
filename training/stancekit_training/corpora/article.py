"""One article with judged actors, whatever corpus it came from."""

from dataclasses import dataclass

from stancekit.labels import Kind


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

    @property
    def is_name(self) -> bool:
        """Whether it is called by a proper name, as "Republican lawmakers" and "Roth administration" are not."""
        return not self.name.split()[-1][:1].islower()


@dataclass(frozen=True)
class Held:
    """A stance toward a judged actor in one line of an article: a source's, or the text's own."""

    line: int
    name: str
    by_source: bool


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
        held: single stances, by whether a source holds them.
    """

    text: str
    corpus: str
    article: str
    group: str
    title: tuple[int, int] | None
    actors: tuple[Judged, ...]
    paragraphs: tuple[str | None, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def lines(self) -> list[tuple[int, int]]:
        """Where each line of the text stands: the title, then its paragraphs or sentences."""
        ends = [index for index, character in enumerate(self.text + "\n") if character == "\n"]
        return list(zip([0, *(end + 1 for end in ends)], ends, strict=False))
