"""Documents to plain dictionaries, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from stancekit.document.records import ActorSummary, Attribution, Document, Loaded, Mention, Sentence, Span
from stancekit.document.scores import Measure, Portrayal, Stance
from stancekit.errors import FormatError
from stancekit.labels import SENTENCE_ROLES, STANCE, VOICES

DOCUMENT_FORMAT = 3  # 2 had no portrayals; 1 called the voice `reported` `fact`


def to_dict(document: Document) -> dict[str, Any]:
    """Return the document as plain values; actors refer to mentions by their index."""
    order = {id(mention): index for index, mention in enumerate(document.mentions)}
    fields = asdict(document)
    for record, actor in zip(fields["actors"], document.actors, strict=True):
        record["mentions"] = [order[id(mention)] for mention in actor.mentions]
        if actor.portrayal is not None:
            record["portrayal"] |= {"score": actor.portrayal.score, "probability": actor.portrayal.probability}
    for record, mention in zip(
        (record for sentence in fields["sentences"] for record in sentence["mentions"]), document.mentions, strict=True
    ):
        if mention.stance is not None:
            record["stance"] |= {"score": mention.stance.score, "label": mention.stance.label}
    return {"format": DOCUMENT_FORMAT, **{name: _plain(value) for name, value in fields.items()}}


def _plain(value: Any) -> Any:
    """Turn tuples into lists, at all depths, so that a round trip through JSON changes nothing."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def from_dict(fields: Mapping[str, Any]) -> Document:
    """Rebuild a document from `to_dict`'s dictionary.

    Raises:
        FormatError: a newer format, or missing fields.
    """
    written = fields.get("format") if isinstance(fields, Mapping) else None
    if not isinstance(written, int):
        raise FormatError("this is not a document that to_dict() wrote: it has no number of its format.")
    if written > DOCUMENT_FORMAT:
        raise FormatError(
            f"the document has format {written!r}, this stancekit reads up to {DOCUMENT_FORMAT}. "
            "Upgrade it: pip install --upgrade stancekit."
        )
    try:
        return _document(_from_format_1(fields) if written == 1 else fields)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise FormatError(f"this is not a document that to_dict() wrote: {error!r}.") from error


def _from_format_1(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Rename the voice `fact` of format 1."""

    def renamed(voice: str | None) -> str | None:
        return "reported" if voice == "fact" else voice

    sentences = [
        sentence | {"mentions": [mention | {"voice": renamed(mention["voice"])} for mention in sentence["mentions"]]}
        for sentence in fields["sentences"]
    ]
    actors = [
        actor | {"by_voice": {renamed(voice): measure for voice, measure in actor["by_voice"].items()}}
        for actor in fields["actors"]
    ]
    return {**fields, "sentences": sentences, "actors": actors}


def _document(fields: Mapping[str, Any]) -> Document:
    sentences = tuple(_sentence(record) for record in fields["sentences"])
    mentions = [mention for sentence in sentences for mention in sentence.mentions]
    actors = tuple(
        ActorSummary(
            **{
                **record,
                "aliases": tuple(record["aliases"]),
                "mentions": tuple(mentions[index] for index in record["mentions"]),
                "stance": _measure(record["stance"]),
                "by_voice": {voice: _measure(record["by_voice"][voice]) for voice in VOICES},
                "portrayal": _portrayal(record.get("portrayal")),  # which older documents lack
            }
        )
        for record in fields["actors"]
    )
    return Document(
        text=fields["text"],
        id=fields["id"],
        sentences=sentences,
        actors=actors,
        opinion_share=_measure(fields["opinion_share"]),
        bias_share=_measure(fields["bias_share"]),
        stance_spread=_measure(fields["stance_spread"]),
        unscored=tuple(Span(**record) for record in fields["unscored"]),
        model=fields["model"],
        digest=fields["digest"],
        language=fields.get("language", "en"),  # which older documents lack
    )


def _measure(record: Mapping[str, Any] | None) -> Measure | None:
    return None if record is None else Measure(**record)


def _portrayal(record: Mapping[str, Any] | None) -> Portrayal | None:
    if record is None:
        return None
    if record["label"] not in STANCE:
        raise KeyError(record["label"])
    against, neutral, favor = (record[label] for label in STANCE)
    return Portrayal(against, neutral, favor, record["label"], tuple(record["evidence"]))


def _sentence(record: Mapping[str, Any]) -> Sentence:
    parts = {
        "mentions": tuple(_mention(mention) for mention in record["mentions"]),
        "attributions": tuple(_attribution(attribution) for attribution in record["attributions"]),
        "loaded": tuple(Loaded(**loaded) for loaded in record["loaded"]),
    }
    speaker = record.get("speaker")
    role = _sentence_role(record.get("role", "body"))  # documents before roles were of body alone
    return Sentence(**{**record, **parts, "role": role, "speaker": None if speaker is None else Span(**speaker)})


def _sentence_role(role: str) -> str:
    if role not in SENTENCE_ROLES:
        raise KeyError(role)
    return role


def _attribution(record: Mapping[str, Any]) -> Attribution:
    source, cue = (None if record[part] is None else Span(**record[part]) for part in ("source", "cue"))
    content = tuple(Span(**piece) for piece in record["content"])
    return Attribution(**{**record, "source": source, "cue": cue, "content": content})


def _voice(voice: str | None) -> str | None:
    if voice is not None and voice not in VOICES:
        raise KeyError(voice)
    return voice


def _mention(record: Mapping[str, Any]) -> Mention:
    stance = record["stance"]
    shares = None if stance is None else Stance(stance["against"], stance["neutral"], stance["favor"])
    return Mention(**{**record, "stance": shares, "voice": _voice(record["voice"])})
