"""Sentences of an analyzed article with the labels that the model gave them."""

from collections.abc import Iterable, Iterator, Mapping

from stancekit.annotation.options import Head
from stancekit.annotation.sentence import (
    AnnotatedSentence,
    LabeledActor,
    LabeledAttribution,
    LabeledTarget,
    Origin,
)
from stancekit.annotation.sentence import Span as Bounds
from stancekit.document.records import Attribution, Document, Mention, Sentence, Span
from stancekit.labels import BIAS, LABEL_THRESHOLD, OPINION


def sentences_of(document: Document) -> Iterator[AnnotatedSentence]:
    """Yield the measured sentences of a document, with labels of every head that its model has."""
    heads = _heads(document)
    texts = [sentence.text for sentence in document.sentences]
    for at, sentence in enumerate(document.sentences):
        if sentence.is_measured:
            origin = Origin(
                id=document.id,
                start=sentence.start,
                end=sentence.end,
                before=texts[at - 1] if at else None,
                after=texts[at + 1] if at + 1 < len(texts) else None,
                model=document.model,
                score=label_score(sentence.opinion),
            )
            yield _annotated(sentence, heads, origin).normalized()


def label_score(opinion: float | None) -> float | None:
    """Return the probability of the more probable opinion label."""
    return None if opinion is None else round(max(opinion, 1 - opinion), 4)


def opinion_label(opinion: float | None) -> str | None:
    """Return the opinion label of P(opinion)."""
    return None if opinion is None else OPINION[opinion > LABEL_THRESHOLD]


def bias_label(bias: float | None) -> str | None:
    """Return the bias label of P(biased wording)."""
    return None if bias is None else BIAS[bias > LABEL_THRESHOLD]


def _heads(document: Document) -> tuple[Head, ...]:
    """Return the heads with labels in a document; tag heads whose labels all articles may lack count as present."""
    has: Mapping[Head, bool] = {
        "opinion": any(sentence.opinion is not None for sentence in document.sentences),
        "bias": any(sentence.bias is not None for sentence in document.sentences),
        "stance": all(mention.stance is not None for mention in document.mentions),
        "actor": True,
        "attribution": True,
        "loaded": True,
    }
    return tuple(head for head, is_present in has.items() if is_present)


def _annotated(sentence: Sentence, heads: tuple[Head, ...], origin: Origin) -> AnnotatedSentence:
    return AnnotatedSentence(
        sentence.text,
        heads,
        opinion=sentence.label,
        bias=bias_label(sentence.bias),
        targets=tuple(_targets(sentence)),
        actors=tuple(_actors(sentence)),
        attributions=tuple(_attribution(each, sentence) for each in sentence.attributions),
        loaded=_within([*sentence.loaded], sentence),
        origin=origin,
    )


def _targets(sentence: Sentence) -> Iterator[LabeledTarget]:
    for mention in sentence.mentions:
        if mention.stance is not None:
            yield LabeledTarget(*_bounds(mention, sentence), mention.stance.label)


def _actors(sentence: Sentence) -> Iterator[LabeledActor]:
    """Yield the names; a pronoun or a description is a target, and no name to tag."""
    for mention in sentence.mentions:
        if mention.kind is not None and mention.form == "name":
            yield LabeledActor(*_bounds(mention, sentence), mention.kind)


def _attribution(attribution: Attribution, sentence: Sentence) -> LabeledAttribution:
    """Return the parts that lie in the sentence: the source of a long quotation may be in another."""
    source, cue = ([part] if part else [] for part in (attribution.source, attribution.cue))
    return LabeledAttribution(_within(source, sentence), _within(cue, sentence), _within(attribution.content, sentence))


def _within(spans: Iterable[Span], sentence: Sentence) -> tuple[Bounds, ...]:
    return tuple(_bounds(span, sentence) for span in spans if sentence.start <= span.start and span.end <= sentence.end)


def _bounds(span: Span | Mention, sentence: Sentence) -> Bounds:
    return span.start - sentence.start, span.end - sentence.start
