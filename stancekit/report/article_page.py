"""A Document as a self-contained HTML page, and as the output of a notebook cell."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from stancekit.document.headline import is_in_headline
from stancekit.document.records import ActorSummary, Document, Mention, Sentence
from stancekit.labels import QUOTED_ROLES, SentenceRole
from stancekit.language import segmentation
from stancekit.report.article_markup import ArticleMarkup, color_number
from stancekit.report.highlights import paragraphs
from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import TOO_LITTLE, VOICE_NAMES, verdict
from stancekit.report.templating import SYMBOLS, render_page

MAX_CHARACTERS = 200_000  # of an article on a page; browsers get slow beyond
FLOWING_ROLES: frozenset[SentenceRole] = frozenset({"body", *QUOTED_ROLES})  # others are lines of their own
FRAME_HEIGHT = 640  # of the page in a notebook, in CSS pixels


def to_html(document: Document) -> str:
    """Return a page that works offline and without scripts; see `Document.to_html`."""
    return render_page(
        "article.html",
        view=DocumentView(document),
        stance_symbol=SYMBOLS.stance,
        verdict=verdict,
        voice_names=VOICE_NAMES,
        color_number=color_number,
    )


def in_notebook(document: Document) -> str:
    """Return a frame with the page, which isolates its styles from the notebook's."""
    return render_page("notebook.html", page=Markup.escape(to_html(document)), height=FRAME_HEIGHT)


@dataclass(frozen=True)
class Source:
    """A source of the article.

    Attributes:
        name: the name of the source.
        attributions: number of them.
        actors: names of the actors that the contents mention, with the number
            of mentions, the most frequent first.
    """

    name: str
    attributions: int
    actors: tuple[tuple[str, int], ...]


class DocumentView:
    """The parts of a Document that the template shows."""

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        self.document = document
        self._markup = ArticleMarkup(document)

    @cached_property
    def shown(self) -> int:
        """Number of sentences on the page, from the first."""
        return sum(sentence.end <= MAX_CHARACTERS for sentence in self.document.sentences)

    @property
    def title(self) -> str:
        """The headline, else the document's id."""
        headline = " ".join(sentence.text for sentence in self.document.sentences if is_in_headline(sentence))
        return headline or self.document.id or "Article"

    @property
    def has_headline(self) -> bool:
        """Whether the article on the page has a headline."""
        return any(map(is_in_headline, self.document.sentences[: self.shown]))

    @property
    def paragraphs(self) -> Iterator[Markup]:
        """The paragraphs on the page; the headline is one of its own."""
        for indices in paragraphs(self.document):
            shown = [index for index in indices if index < self.shown]
            for is_title, part in groupby(shown, lambda index: is_in_headline(self.document.sentences[index])):
                yield Markup("<{0}>{1}</{0}>").format(Markup("h1" if is_title else "p"), self._sentences(list(part)))

    @property
    def measured_sentences(self) -> int:
        """Number of sentences that the figures are over."""
        return sum(sentence.is_measured for sentence in self.document.sentences)

    @property
    def has_anaphors(self) -> bool:
        """Whether a pronoun or a description is a mention."""
        return any(mention.form != "name" for mention in self.document.mentions)

    @property
    def has_unmeasured(self) -> bool:
        """Whether the figures leave a sentence out."""
        return self.measured_sentences < len(self.document.sentences)

    @property
    def mentioned(self) -> list[ActorSummary]:
        """The actors that the text mentions."""
        return [actor for actor in self.document.actors if actor.mentions]

    @property
    def measured(self) -> list[ActorSummary]:
        """The mentioned actors whose stance has a label other than `too little to say`."""
        return [actor for actor in self.mentioned if actor.stance and actor.stance.label != TOO_LITTLE]

    @property
    def unmeasured(self) -> list[ActorSummary]:
        """The other mentioned actors."""
        return [actor for actor in self.mentioned if not actor.stance or actor.stance.label == TOO_LITTLE]

    def evidence(self, actor: ActorSummary) -> list[int]:
        """Return the sentences that add most to an actor's portrayal, each once."""
        indices = actor.portrayal.evidence if actor.portrayal else ()
        return list(dict.fromkeys(self._mentions[index].sentence for index in indices))

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return self.document.mentions

    @property
    def absent(self) -> list[str]:
        """Names of the user's actors that the text does not mention."""
        return [actor.name for actor in self.document.actors if not actor.mentions]

    @cached_property
    def sources(self) -> list[Source]:
        """The sources, the most frequent first; those that are not actors are summed up at the end."""
        attributions, actors = self.document.attributions, self.document.actors
        counts = Counter(attribution.actor for attribution in attributions)
        mentions = Counter(
            (attributions[mention.attribution].actor, mention.actor)
            for mention in self.document.mentions
            if mention.attribution is not None
        )
        return [
            Source(
                "others" if source is None else actors[source].name,
                count,
                tuple((actors[actor].name, number) for (of, actor), number in mentions.most_common() if of == source),
            )
            for source, count in sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1]))
        ]

    def _sentences(self, indices: list[int]) -> Markup:
        """Return sentences with the text between them, and a line break where a line of its own begins or ends."""
        sentences = [self.document.sentences[index] for index in indices]
        markup = self._markup.sentence(indices[0])
        for index, before, after in zip(indices[1:], sentences, sentences[1:], strict=False):
            between = self.document.text[before.end : after.start]
            if "\n" in between and not self._flow(before, after):
                markup += Markup("<br>")
            markup += sanitize(between) + self._markup.sentence(index)
        return markup

    def _flow(self, before: Sentence, after: Sentence) -> bool:
        """Return whether two sentences on two lines are running text that is wrapped."""
        starts = self._block_starts
        return {before.role, after.role} <= FLOWING_ROLES and bisect(starts, before.start) == bisect(
            starts, after.start
        )

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in segmentation.blocks(self.document.text)]
