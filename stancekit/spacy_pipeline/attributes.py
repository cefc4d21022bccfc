"""The attributes that stancekit adds to spaCy's Doc and Span.

======================  =====================================================
`doc._.stancekit`       the Document; None before the component has seen it
`span._.opinion`        P(opinion) of its sentence; of a span over several,
                        their mean, weighted by the characters that they share
`span._.stance`         the Stance toward the mention that shares most
                        characters with it; None without a mention
`span._.actor`          the ActorSummary of that mention
======================  =====================================================
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Span

from stancekit.document.records import ActorSummary, Document, Mention, Sentence
from stancekit.document.scores import Stance
from stancekit.errors import InputError


def register_attributes() -> None:
    """Add the attributes to Doc and Span.

    Raises:
        InputError: another package, or the user, added one of that name.
    """
    _register(Doc, "stancekit", (None, None, None, None))
    for name, getter in (("opinion", opinion), ("stance", stance), ("actor", actor)):
        _register(Span, name, (None, None, getter, None))


def opinion(span: Span) -> float | None:
    """Return `span._.opinion`."""
    total = weights = 0.0
    for sentence in _sentences(span):
        if sentence.opinion is not None:
            weight = _shared(sentence, span)
            total += weight * sentence.opinion
            weights += weight
    return total / weights if weights else None


def stance(span: Span) -> Stance | None:
    """Return `span._.stance`."""
    mention = _mention(span)
    return None if mention is None else mention.stance


def actor(span: Span) -> ActorSummary | None:
    """Return `span._.actor`."""
    mention, document = _mention(span), _document(span)
    return document.actors[mention.actor] if mention and document else None


def _register(holder: type[Doc] | type[Span], name: str, attribute: tuple[Any, ...]) -> None:
    if not holder.has_extension(name):
        default, method, getter, setter = attribute
        options = {"getter": getter} if getter else {"default": default}
        holder.set_extension(name, **options)
    elif holder.get_extension(name) != attribute:
        raise InputError(
            f"spaCy's {holder.__name__} already has another attribute {name!r}: remove it with "
            f"{holder.__name__}.remove_extension({name!r}) before the component stancekit is added."
        )


def _document(span: Span) -> Document | None:
    document: Document | None = span.doc._.stancekit
    return document


def _sentences(span: Span) -> Sequence[Sentence]:
    """Return the sentences of the Document that share a character with a span."""
    document = _document(span)
    if document is None:
        return ()
    sentences = document.sentences
    first = bisect_right(sentences, span.start_char, key=lambda sentence: sentence.end)
    last = bisect_right(sentences, span.end_char - 1, key=lambda sentence: sentence.start)
    return sentences[first:last]


def _mention(span: Span) -> Mention | None:
    """Return the mention that shares most characters with a span, the first of several."""
    mentions = [mention for sentence in _sentences(span) for mention in sentence.mentions if _shared(mention, span) > 0]
    return max(mentions, key=lambda mention: _shared(mention, span), default=None)


def _shared(part: Sentence | Mention, span: Span) -> int:
    """Return the number of characters that two spans share."""
    return min(part.end, span.end_char) - max(part.start, span.start_char)
