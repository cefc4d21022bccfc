"""Flat tables: the rows and columns of a Document.

Each level has its own rows: the document, its sentences, its mentions, or its
actors by voice. All rows have the document's `id`; the levels join on it and
on `sentence`, `actor` or `key`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from stancekit.document.records import ActorSummary, Document
from stancekit.document.scores import Measure, Portrayal
from stancekit.errors import OptionError
from stancekit.extras import import_extra
from stancekit.labels import Voice

if TYPE_CHECKING:
    import pandas

Level: TypeAlias = Literal["document", "sentence", "mention", "actor"]
LEVELS: tuple[Level, ...] = get_args(Level)
TABLE_FORMAT = 2  # 2: the voices are `opinion`, `reported` and `quoted`
Row: TypeAlias = dict[str, Any]
ComparisonVoice: TypeAlias = Literal["all", Voice]
ALL: Final = "all"  # the voice of the row that is over all mentions of an actor
DTYPES = {"string": "string", "int64": "int64", "double": "float64", "bool": "bool", "list<string>": "object"}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: its name.
        type: its Arrow type.
        meaning: its meaning, one line.
        nullable: whether it can be empty.
    """

    name: str
    type: Literal["string", "int64", "double", "bool", "list<string>"]
    meaning: str
    nullable: bool = False


ID = Column("id", "string", "identifier of the document, as given", nullable=True)

COLUMNS: Mapping[Level, tuple[Column, ...]] = {
    "document": (
        ID,
        Column("characters", "int64", "length of the text, in code points"),
        Column("sentences", "int64", "number of sentences that are measured"),
        Column("opinions", "int64", "those of them that are more likely opinion than reported fact"),
        Column("opinion_share", "double", "expected share of opinion sentences, 0 to 1", nullable=True),
        Column("opinion_low", "double", "lower end of its 95% interval", nullable=True),
        Column("opinion_high", "double", "upper end", nullable=True),
        Column("bias_share", "double", "expected share of sentences in biased wording, 0 to 1", nullable=True),
        Column("bias_low", "double", "lower end of its 95% interval", nullable=True),
        Column("bias_high", "double", "upper end", nullable=True),
        Column("stance_spread", "double", "standard deviation of the stances toward its actors, 0 to 1", nullable=True),
        Column("spread_low", "double", "lower end of its 95% interval", nullable=True),
        Column("spread_high", "double", "upper end", nullable=True),
        Column("actors", "int64", "number of actors mentioned"),
        Column("mentions", "int64", "number of mentions"),
        Column("attributions", "int64", "number of attributions"),
        Column("unscored", "int64", "characters without a token that the model knows"),
        Column("language", "string", "ISO 639 code of the text's language"),
    ),
    "sentence": (
        ID,
        Column("sentence", "int64", "its index in the document"),
        Column("start", "int64", "first code point"),
        Column("end", "int64", "one past the last"),
        Column("text", "string", "its text"),
        Column("is_title", "bool", "whether it is the headline"),
        Column("role", "string", "`headline`, `body`, `caption`, `boilerplate` or another role of its line"),
        Column("is_measured", "bool", "whether the measures are over it"),
        Column("label", "string", "`opinion` or `reported_fact`", nullable=True),
        Column("opinion", "double", "P(opinion)", nullable=True),
        Column("bias", "double", "P(biased wording)", nullable=True),
        Column("mentions", "int64", "number of mentions"),
        Column("attributions", "int64", "number of attributions"),
        Column("loaded", "list<string>", "words that carry the slant"),
    ),
    "mention": (
        ID,
        Column("sentence", "int64", "index of its sentence"),
        Column("start", "int64", "first code point"),
        Column("end", "int64", "one past the last"),
        Column("text", "string", "its text"),
        Column("kind", "string", "`person`, `organization` or `place`", nullable=True),
        Column("actor", "int64", "index of its actor in the document"),
        Column("key", "string", "the actor's key across documents: your id, a country's code, else the full name"),
        Column("name", "string", "the actor's longest name"),
        Column("against", "double", "P(against)", nullable=True),
        Column("neutral", "double", "P(neutral)", nullable=True),
        Column("favor", "double", "P(favor)", nullable=True),
        Column("score", "double", "P(favor) − P(against)", nullable=True),
        Column("label", "string", "the most probable of the three", nullable=True),
        Column("voice", "string", "`opinion`, `reported` or `quoted`", nullable=True),
        Column("speaker", "string", "words that name the source, in quoted content, or your name", nullable=True),
        Column("speaker_key", "string", "key of the actor that is the source", nullable=True),
        Column("given", "bool", "whether you gave the span or its actor"),
        Column("alias", "string", "the name of your actor that matches", nullable=True),
        Column("is_guess", "bool", "whether it fits another actor as well"),
        Column("form", "string", "`name`, `description` or `pronoun`"),
        Column("probability", "double", "that a description or a pronoun refers to the actor", nullable=True),
    ),
    "actor": (
        ID,
        Column("actor", "int64", "its index in the document, the most salient first"),
        Column("key", "string", "its key across documents: your id, a country's code, else the full name"),
        Column("name", "string", "its longest name"),
        Column("kind", "string", "`person`, `organization` or `place`", nullable=True),
        Column("aliases", "list<string>", "its other names in the text"),
        Column("voice", "string", "`all`, or a voice that mentions it: `opinion`, `reported` or `quoted`"),
        Column("mentions", "int64", "number of mentions; a repeated sentence counts once"),
        Column("score", "double", "mean of P(favor) − P(against) over the sentences", nullable=True),
        Column("low", "double", "lower end of its 95% interval", nullable=True),
        Column("high", "double", "upper end", nullable=True),
        Column("label", "string", "favor, against, neutral, mixed, unclear or too little to say", nullable=True),
        Column("leaning", "string", "the more likely side, however wide the interval", nullable=True),
        Column("portrayal", "string", "how the article as a whole casts it, in rows of `all`", nullable=True),
        Column("portrayal_score", "double", "P(favor) − P(against) of the portrayal", nullable=True),
        Column("portrayal_probability", "double", "the probability of its label", nullable=True),
    ),
}  # fmt: skip


def rows(document: Document, level: Level) -> Iterator[Row]:
    """Return the rows of a document at a level, each with exactly the columns of `COLUMNS`.

    Raises:
        InputError: no such level.
    """
    return _MAKERS[checked_level(level)](document)


def checked_level(level: str) -> Level:
    """Return a valid level unchanged, else raise an InputError that lists the valid ones."""
    for valid in LEVELS:
        if level == valid:
            return valid
    raise OptionError(f"no level {level!r}; valid levels: {', '.join(LEVELS)}.")


def to_frame(document: Document, level: Level) -> "pandas.DataFrame":
    """Return the rows of a level as a pandas DataFrame; see `Document.to_frame`."""
    pandas = import_extra("pandas", need="a frame needs pandas", extra="jobs")
    columns = COLUMNS[checked_level(level)]
    frame = pandas.DataFrame(list(rows(document, level)), columns=[column.name for column in columns])
    return frame.astype({column.name: DTYPES[column.type] for column in columns})


def _document_rows(document: Document) -> Iterator[Row]:
    mentions = document.mentions
    measured = [sentence for sentence in document.sentences if sentence.is_measured]
    yield {
        "id": document.id,
        "characters": len(document.text),
        "sentences": len(measured),
        "opinions": sum(sentence.label == "opinion" for sentence in measured),
        **_interval(document.opinion_share, "opinion_share", "opinion_low", "opinion_high"),
        **_interval(document.bias_share, "bias_share", "bias_low", "bias_high"),
        **_interval(document.stance_spread, "stance_spread", "spread_low", "spread_high"),
        "actors": len({mention.actor for mention in mentions}),
        "mentions": len(mentions),
        "attributions": len(document.attributions),
        "unscored": sum(span.end - span.start for span in document.unscored),
        "language": document.language,
    }


def _sentence_rows(document: Document) -> Iterator[Row]:
    for number, sentence in enumerate(document.sentences):
        yield {
            "id": document.id,
            "sentence": number,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "is_title": sentence.is_title,
            "role": sentence.role,
            "is_measured": sentence.is_measured,
            "label": sentence.label,
            "opinion": sentence.opinion,
            "bias": sentence.bias,
            "mentions": len(sentence.mentions),
            "attributions": len(sentence.attributions),
            "loaded": [loaded.text for loaded in sentence.loaded],
        }


def _mention_rows(document: Document) -> Iterator[Row]:
    attributions = document.attributions
    for mention in document.mentions:
        actor, stance = document.actors[mention.actor], mention.stance
        said = None if mention.attribution is None else attributions[mention.attribution]
        speaker = None if said is None or said.actor is None else document.actors[said.actor]
        yield {
            "id": document.id,
            "sentence": mention.sentence,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind,
            "actor": mention.actor,
            "key": actor.key,
            "name": actor.name,
            "against": stance and stance.against,
            "neutral": stance and stance.neutral,
            "favor": stance and stance.favor,
            "score": stance and stance.score,
            "label": stance and stance.label,
            "voice": mention.voice,
            "speaker": said.source.text if said and said.source else speaker and speaker.name,
            "speaker_key": speaker and speaker.key,
            "given": mention.given,
            "alias": mention.alias,
            "is_guess": mention.is_guess,
            "form": mention.form,
            "probability": mention.probability,
        }


def _actor_rows(document: Document) -> Iterator[Row]:
    for actor in document.actors:
        yield _actor_row(document.id, actor, ALL, actor.stance)
        for voice, measure in actor.by_voice.items():
            if measure is not None:
                yield _actor_row(document.id, actor, voice, measure)


def _actor_row(id: str | None, actor: ActorSummary, voice: str, measure: Measure | None) -> Row:
    return {
        "id": id,
        "actor": actor.id,
        "key": actor.key,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "voice": voice,
        "mentions": measure.count if measure else len(actor.mentions),
        **_interval(measure, "score", "low", "high"),
        "label": measure and measure.label,
        "leaning": measure and measure.leaning,
        **_portrayal(actor.portrayal if voice == ALL else None),
    }


def _portrayal(portrayal: Portrayal | None) -> Row:
    return {
        "portrayal": portrayal and portrayal.label,
        "portrayal_score": portrayal and portrayal.score,
        "portrayal_probability": portrayal and portrayal.probability,
    }


def _interval(measure: Measure | None, *names: str) -> Row:
    values: Sequence[float | None] = (measure.score, measure.low, measure.high) if measure else (None, None, None)
    return dict(zip(names, values, strict=True))


_MAKERS = {"document": _document_rows, "sentence": _sentence_rows, "mention": _mention_rows, "actor": _actor_rows}
