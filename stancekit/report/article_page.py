"""A Document as one self-contained HTML page, and as the cell of a notebook."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from stancekit.document.records import ActorSummary, Document
from stancekit.report.article_markup import VOICE, colour, sentence_markup
from stancekit.report.highlights import paragraphs
from stancekit.report.sanitizing import printable
from stancekit.report.symbols import verdict
from stancekit.report.templating import MARKS, page

SHOWN = 200_000  # characters of an article that the page shows; beyond, browsers get slow
TOO_LITTLE = "too little to say"
FRAME = 640  # height of the page in a notebook, in CSS pixels


def to_html(document: Document) -> str:
    """Return a page that needs neither network nor script; see `Document.to_html`."""
    return page("article.html", view=View(document), sign=MARKS.sign, told=verdict, voices=VOICE, colour=colour)


def in_notebook(document: Document) -> str:
    """Return a frame that holds the page, so that its styles and the notebook's leave each other alone."""
    return page("notebook.html", page=Markup.escape(to_html(document)), height=FRAME)


@dataclass(frozen=True)
class Source:
    """Somebody who is quoted.

    Attributes:
        name: who.
        times: how often.
        about: actors that the quoted words name, with how often, the most frequent first.
    """

    name: str
    times: int
    about: tuple[tuple[str, int], ...]


class View:
    """A Document as the template asks for it."""

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        self.document = document

    @cached_property
    def shown(self) -> int:
        """How many sentences the page shows, from the first."""
        return sum(sentence.end <= SHOWN for sentence in self.document.sentences)

    @property
    def title(self) -> str:
        """The headline, else the document's id."""
        headline = " ".join(sentence.text for sentence in self.document.sentences if sentence.is_title)
        return headline or self.document.id or "Article"

    @property
    def has_headline(self) -> bool:
        """Whether the text itself has a title."""
        return any(sentence.is_title for sentence in self.document.sentences[: self.shown])

    @property
    def paragraphs(self) -> Iterator[Markup]:
        """Each paragraph that is shown, the headline as one of its own."""
        for numbers in paragraphs(self.document):
            for is_title, tag in ((True, "h1"), (False, "p")):
                part = [n for n in numbers if n < self.shown and self.document.sentences[n].is_title == is_title]
                if part:
                    yield Markup("<{0}>{1}</{0}>").format(Markup(tag), self._sentences(part))

    @property
    def named(self) -> list[ActorSummary]:
        """The actors that the text names."""
        return [actor for actor in self.document.actors if actor.mentions]

    @property
    def measured(self) -> list[ActorSummary]:
        """Those whom several sentences name, so that there is something to measure."""
        return [actor for actor in self.named if actor.stance and actor.stance.label != TOO_LITTLE]

    @property
    def passing(self) -> list[ActorSummary]:
        """The others."""
        return [actor for actor in self.named if not actor.stance or actor.stance.label == TOO_LITTLE]

    @property
    def absent(self) -> list[str]:
        """Those that the user named and the text does not."""
        return [actor.name for actor in self.document.actors if not actor.mentions]

    @cached_property
    def sources(self) -> list[Source]:
        """Who is quoted, the most quoted first; those who are no actors count together, last."""
        said, actors = self.document.attributions, self.document.actors
        times = Counter(one.actor for one in said)
        about = Counter(
            (said[mention.attribution].actor, mention.actor)
            for mention in self.document.mentions
            if mention.attribution is not None
        )
        ranked = sorted(times.items(), key=lambda pair: (pair[0] is None, -pair[1]))
        return [
            Source(
                "others" if source is None else actors[source].name,
                count,
                tuple((actors[actor].name, number) for (of, actor), number in about.most_common() if of == source),
            )
            for source, count in ranked
        ]

    def _sentences(self, numbers: list[int]) -> Markup:
        """Write sentences with what stands between them, such as characters that no model reads."""
        written, sentences = Markup(), self.document.sentences
        read = sentences[numbers[0]].start
        for number in numbers:
            written += printable(self.document.text[read : sentences[number].start])
            written += sentence_markup(self.document, number)
            read = sentences[number].end
        return written
