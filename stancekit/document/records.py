"""The records of an analyzed article, with exact offsets.

Offsets are Python code points into the text as given, end-exclusive:
`span.text == text[span.start:span.end]` always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stancekit.document.scores import Measure, Portrayal, Stance
from stancekit.document.short_repr import counted, quoted_start
from stancekit.labels import Form, Kind, SentenceRole, Voice

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from stancekit.document.tables import Level


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A part of the text: `[start, end)` in code points."""

    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<{type(self).__name__} {quoted_start(self.text)} at {self.start}:{self.end}>"


@dataclass(frozen=True, slots=True, repr=False)
class Mention(Span):
    """A mention of an actor.

    Attributes:
        kind: `person`, `organization`, `place`, or None if unknown.
        sentence: index of its sentence in `document.sentences`.
        actor: index of its actor in `document.actors`.
        stance: the stance of the sentence as a whole toward it; None if the model has
            no stance head.
        voice: whose stance that is: `opinion`, the author's; `quoted`, a
            source's, because the mention stands in that source's words, and
            the source is named or the words are in quotation marks;
            `reported`, nobody's; None if the model has no opinion head.
        given: True if the user gave the span or its actor.
        alias: the name of the user's actor that matches here.
        is_guess: True if the name fits another actor of the article as well,
            such as a surname that two of them share; it is linked to the one
            that was mentioned last with a full name. Of a pronoun or a
            description, True if `probability` is below two thirds.
        attribution: index in `document.attributions` of the attribution whose
            content contains the mention, None outside of any. "It is feared
            that …" has an attribution without a source; nobody is quoted.
        form: `name`; or, resolved by coreference or given in a cluster,
            `pronoun`, such as "she", or `description`, such as "the mayor".
        probability: of a pronoun or description that coreference resolved,
            that it refers to this actor; else None.
    """

    kind: Kind | None
    sentence: int
    actor: int
    stance: Stance | None
    voice: Voice | None
    given: bool = False
    alias: str | None = None
    is_guess: bool = False
    attribution: int | None = None
    form: Form = "name"
    probability: float | None = None

    def __repr__(self) -> str:
        """Return one short line."""
        label = "" if self.stance is None else f": {self.stance.label}"
        return f"<Mention {quoted_start(self.text)} at {self.start}:{self.end}{label}>"


@dataclass(frozen=True, slots=True, repr=False)
class Attribution:
    """Something that a source says, thinks or shows; any part may be absent.

    The parts are PolNeAR's (Newell et al., LREC 2018): in "The plan is mad,
    Berg told reporters" the content is "The plan is mad,", the source "Berg"
    and the cue "told reporters".

    Attributes:
        sentence: index of its sentence in `document.sentences`.
        source: the words that name the source; in a quotation of several
            sentences they may be in another sentence. None if the user gave
            the source by name or id.
        cue: the words that attribute the content to the source.
        content: the attributed words, in one or more pieces.
        actor: index of the source in `document.actors`, if it is an actor.
    """

    sentence: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    actor: int | None = None

    def __repr__(self) -> str:
        """Return one short line."""
        source, cue = (quoted_start(part.text) if part else None for part in (self.source, self.cue))
        named = None if self.actor is None else f"actor {self.actor}"  # shown where the user gave no span
        return f"<Attribution: source {source or named}, cue {cue}>"


@dataclass(frozen=True, slots=True, repr=False)
class Loaded(Span):
    """Words that carry the slant, as BABE's experts marked them (Spinde et al. 2021), with their probability."""

    probability: float


@dataclass(frozen=True, slots=True, repr=False)
class Sentence(Span):
    """A sentence, with calibrated probabilities; None for a head that the model lacks.

    Attributes:
        label: `opinion` or `reported_fact`, whichever is more probable.
        opinion: P(opinion): the author's own judgment, prediction, interpretation, exhortation or irony; 0 where the
            whole sentence is a source's words (a turn, a block quotation, a continued quotation or report); at least
            0.95 where it says so itself ("I think that").
        bias: P(biased wording).
        is_title: True for the headline that `Text.title` marks.
        mentions: its mentions of actors, in the order of the text.
        attributions: its attributions, in the order of the text.
        loaded: its words that carry the slant, in the order of the text.
        role: what it is: `headline`, `subheading`, `body`, `list_item`;
            `quote_block` or `speaker_turn` for a source's words; `byline`,
            `dateline`, `caption` or `boilerplate`, such as a biography, a
            disclaimer or a link to another article.
        is_measured: whether the measures of the article are over it. Those
            of the last four roles are not, and make no actors, unless
            `Text.measured` is `everything`.
        speaker: the words that name the speaker of a turn, or the author of
            an embedded post, if the text has them.
    """

    label: str | None
    opinion: float | None
    bias: float | None
    is_title: bool
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    role: SentenceRole = "body"
    is_measured: bool = True
    speaker: Span | None = None

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Sentence {quoted_start(self.text)}: {self.label}>"


@dataclass(frozen=True, slots=True, repr=False)
class ActorSummary:
    """An actor of the article, with the stance of the article toward it.

    Attributes:
        id: index in `document.actors`.
        key: identifies the actor across articles: the user's id, else the
            country's ISO 3166 code, else the normalized full name.
        name: its longest name in the text, or the user's.
        kind: `person`, `organization`, `place` or None.
        aliases: its other names in the text.
        mentions: its mentions, in the order of the text.
        stance: over all mentions; None without mentions.
        by_voice: the same for each of `opinion`, `reported` and `quoted`; None
            if that voice does not mention the actor.
        portrayal: its portrayal by the whole article; None if the model has none, or no mention is in article text.
    """

    id: int
    key: str
    name: str
    kind: Kind | None
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    stance: Measure | None
    by_voice: Mapping[Voice, Measure | None]
    portrayal: Portrayal | None = None

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<ActorSummary {quoted_start(self.name)}: {counted(self.mentions, 'mention')}>"


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """An analyzed article.

    Attributes:
        text: the text as given.
        id: the user's identifier, if any.
        sentences: the sentences, in the order of the text.
        actors: the most salient first: by the number of mentions, where the
            headline counts for several, then by the distance that they span.
            The user's actors are included even without a mention.
        opinion_share: share of opinion sentences among those that are
            measured; None without any.
        bias_share: share of sentences in biased wording; None likewise.
        stance_spread: how much the stance differs between actors: the
            standard deviation, 0 to 1, over the actors of at least two
            sentences, weighted by their sentences; None with fewer than two.
        unscored: parts without a token that the model knows, such as a line
            of control characters.
        model: name and version of the model.
        digest: SHA-256 of the model's manifest, which pins all its files.
        language: ISO 639 code of the text's language, such as `de`. The
            models know `en`; a short text, or one whose language is not
            clear, counts as that.
    """

    text: str
    id: str | None
    sentences: tuple[Sentence, ...]
    actors: tuple[ActorSummary, ...]
    opinion_share: Measure | None
    bias_share: Measure | None
    stance_spread: Measure | None
    unscored: tuple[Span, ...]
    model: str
    digest: str
    language: str = "en"

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return tuple(mention for sentence in self.sentences for mention in sentence.mentions)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions, in the order of the sentences."""
        return tuple(attribution for sentence in self.sentences for attribution in sentence.attributions)

    def __repr__(self) -> str:
        """Return one short line."""
        id = "" if self.id is None else f" {self.id!r}"
        return f"<Document{id}: {counted(self.sentences, 'sentence')}, {counted(self.actors, 'actor')}>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dictionaries, strings and numbers, ready for JSON."""
        from stancekit.document.serialization import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Document":
        """Rebuild a document from the result of `to_dict`.

        Raises:
            FormatError: a newer format, or no such dictionary.
        """
        from stancekit.document.serialization import from_dict

        return from_dict(fields)

    def to_frame(self, level: "Level" = "sentence") -> "pandas.DataFrame":
        """Return flat rows as a pandas DataFrame, with the columns that batch jobs write.

        Args:
            level: the unit of a row: the `document`, a `sentence`, a
                `mention`, or an `actor` in one voice;
                `stancekit.document.tables.COLUMNS` lists the columns of each.

        Raises:
            InputError: no such level.
            ImportError: pandas is missing; the extra `jobs` installs it.
        """
        from stancekit.document.tables import to_frame

        return to_frame(self, level)

    def to_html(self) -> str:
        """Return the article as one self-contained HTML page.

        The page needs neither network nor script, and it escapes everything
        in the text. It shows the first 200,000 characters of a longer text.
        """
        from stancekit.report.article_page import to_html

        return to_html(self)

    def plot_actors(self, ax: "Axes | None" = None, *, actors: int = 8) -> "Axes":
        """Draw the stance toward the most salient actors, with 95% intervals, on axes of matplotlib or new ones."""
        from stancekit.report import document_figure, figure_axes

        return document_figure.plot_actors(self, figure_axes.on(ax), actors=actors)

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        from stancekit.report.article_page import in_notebook

        return in_notebook(self)
