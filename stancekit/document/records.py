"""What the model gives back: frozen records of one article, with exact offsets.

Offsets are Python code points into the text as given, end-exclusive:
`span.text == text[span.start:span.end]` always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stancekit.labels import STANCE, Kind, Voice

if TYPE_CHECKING:
    import pandas

    from stancekit.document.tables import Level


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: `[start, end)` in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stance:
    """Calibrated probabilities that a sentence casts its target badly, neutrally or well.

    The labels are NewsMTSC's polarities 2, 4 and 6 (Hamborg and Donnay, EACL 2021).
    """

    against: float
    neutral: float
    favor: float

    @property
    def score(self) -> float:
        """P(favor) - P(against), in [-1, 1]."""
        return self.favor - self.against

    @property
    def label(self) -> str:
        """The most probable of `against`, `neutral`, `favor`."""
        return max(STANCE, key=lambda label: getattr(self, label))


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One place where an actor is named.

    Attributes:
        kind: `person`, `organization`, `place`, or None where nothing tells.
        sentence: index of its sentence in `document.sentences`.
        actor: index of its actor in `document.actors`.
        stance: how the sentence as a whole casts it; None if the model was
            trained without the stance head.
        voice: whose stance that is: `opinion`, the author's; `quoted`, that of
            the source in whose words the mention stands, which the text names
            or sets in quotation marks; `fact`, nobody's; None if the model was
            trained without the opinion head.
        given: True when the user gave the span or its actor.
        alias: which name of an actor that the user gave is matched here.
        is_guess: True when the name would fit another actor of the article
            as well, such as a surname that two of them share; it went to the
            one named last with a full name.
        attribution: index in `document.attributions` of the one in whose
            content the mention stands, None outside of any; in "it is feared
            that …", without a source, there is one though nobody is quoted.
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


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that is said, thought or shown, with whose it is: any part may be absent.

    The parts are PolNeAR's (Newell et al., LREC 2018): in "The plan is mad,
    Berg told reporters" the content is "The plan is mad,", the source "Berg"
    and the cue "told reporters".

    Attributes:
        sentence: index of its sentence in `document.sentences`.
        source: whose it is; of a quotation that runs over several sentences
            it may stand in another of them.
        cue: the words that say that it is somebody's.
        content: what is said, in one or more pieces.
        actor: index of the source in `document.actors`, where it is one.
    """

    sentence: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded(Span):
    """Words that carry slant, such as BABE's experts marked (Spinde et al. 2021), with their calibrated probability."""

    probability: float


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """One sentence, with calibrated probabilities; None for a head that the model was trained without.

    Attributes:
        label: `opinion` or `reported_fact`, the more probable one.
        opinion: P(opinion): the author's own judgement, prediction,
            interpretation, exhortation or irony; 0 where all of the sentence
            is a part of a longer quotation with a known source.
        bias: P(biased wording).
        is_title: True for the headline that `Text.title` marked.
        mentions: the actors named in it, in the order of the text.
        attributions: what it says that somebody says; likewise.
        loaded: its words that carry slant; likewise.
    """

    label: str | None
    opinion: float | None
    bias: float | None
    is_title: bool
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...] = ()
    loaded: tuple[Loaded, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over an article's sentences with its 95 % interval; see `stancekit.aggregate`.

    Attributes:
        score: the mean; a stance in [-1, 1], a share in [0, 1].
        low, high: ends of the interval.
        count: how many mentions (of a share: sentences, of a spread: actors)
            it is over; a sentence that is repeated counts once.
        label: of a stance: `too little to say` when one sentence is all there
            is; `favor` or `against` when the interval leaves zero out;
            `mixed` when at least a quarter of the sentences are expected to
            favor and a quarter to oppose; `neutral` when the interval stays
            within a third of zero; else `unclear`. None for a share.
        leaning: of a stance: `favor` or `against` when at least 0.8 more
            sentences are expected on that side than on the other, whatever
            the interval says; else None.
    """

    score: float
    low: float
    high: float
    count: int
    label: str | None = None
    leaning: str | None = None


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """One actor of the article and how the article casts it.

    Attributes:
        id: index in `document.actors`.
        key: identifies the actor across articles: the user's id, else the
            country's ISO 3166 code, else the normalised full name.
        name: the fullest name found, or the user's.
        kind: `person`, `organization`, `place` or None.
        aliases: the other names it goes by in the text.
        mentions: in the order of the text.
        stance: over all mentions; None without mentions.
        by_voice: the same for each of `opinion`, `fact` and `quoted`; None
            where that voice does not mention the actor.
    """

    id: int
    key: str
    name: str
    kind: Kind | None
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    stance: Measure | None
    by_voice: Mapping[Voice, Measure | None]


@dataclass(frozen=True, slots=True)
class Document:
    """One analysed article.

    Attributes:
        text: the text as given.
        id: the user's identifier, if any.
        sentences: in the order of the text.
        actors: the most salient first: by mentions, where the headline counts
            for several, then by how far they spread over the text; actors that
            the user named stay even when the text does not mention them.
        opinion_share: share of opinion sentences; None without sentences.
        bias_share: share of sentences in biased wording; None likewise.
        stance_spread: how differently the actors are cast: the standard
            deviation, 0 to 1, of the stances toward those of at least two
            sentences, each weighing as many; None with fewer than two.
        unscored: stretches without a token that the model can read, such as a
            line of control characters.
        model: name and version of the model.
        digest: SHA-256 of the model's manifest, which pins all its files.
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

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return tuple(mention for sentence in self.sentences for mention in sentence.mentions)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions, in the order of the sentences."""
        return tuple(attribution for sentence in self.sentences for attribution in sentence.attributions)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dictionaries, strings and numbers, ready for JSON."""
        from stancekit.document.serialization import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Document":
        """Rebuild what `to_dict` gave.

        Raises:
            FormatError: written by a newer version, or not such a dictionary.
        """
        from stancekit.document.serialization import from_dict

        return from_dict(fields)

    def to_frame(self, level: "Level" = "sentence") -> "pandas.DataFrame":
        """Return flat rows as a pandas DataFrame, as batch jobs write them.

        Args:
            level: what a row is: the `document`, a `sentence`, a `mention`, or
                an `actor` in one voice; `stancekit.tables.COLUMNS` tells the
                columns of each.

        Raises:
            InputError: no such level.
            ImportError: pandas is missing, which the extra `jobs` installs.
        """
        from stancekit.document.tables import to_frame

        return to_frame(self, level)

    def to_html(self) -> str:
        """Return the article as one self-contained HTML page.

        It needs neither network nor script, and whatever the text holds is
        escaped. Of a text beyond 200,000 characters it shows the first part.
        """
        from stancekit.report.article_page import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        from stancekit.report.article_page import in_notebook

        return in_notebook(self)
