"""The Document, assembled from the predictions for its sentences."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from operator import not_

from stancekit.analysis import measures
from stancekit.analysis.coreference.named_text import NamedText
from stancekit.analysis.coreference.resolution import Resolver
from stancekit.analysis.linking.actors import link
from stancekit.analysis.linking.linked_actor import LinkedActor, actors_of_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.mentions.search import GivenMentions, find_mentions
from stancekit.analysis.portrayal.portrayals import Portrayer
from stancekit.analysis.salience import sort_by_salience
from stancekit.analysis.speech.attribution import AttributionSpans, ContentIndex
from stancekit.analysis.speech.source_lines import SentenceStructure
from stancekit.analysis.speech.sources import source_actors
from stancekit.analysis.speech.speakers import link_speakers
from stancekit.analysis.speech.steps import attribute
from stancekit.analysis.structure import find_structure
from stancekit.document.records import ActorSummary, Attribution, Document, Loaded, Mention, Sentence, Span
from stancekit.errors import SpanError
from stancekit.inputs.text import Text
from stancekit.labels import ARTICLE_ROLES, EVEN, OPINION, QUOTED_ROLES, Voice
from stancekit.language.quotations import find_quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import SentencePredictions, TextPredictions
from stancekit.network.model_folder import ModelFolder


def assemble(
    given: GivenMentions,
    predictions: TextPredictions,
    model: ModelFolder,
    coreference: Resolver | None = None,
    portrayals: Portrayer | None = None,
) -> Document:
    """Assemble a Document.

    Args:
        given: the text, with the mentions that its options give.
        predictions: for its sentences.
        model: the model that made the predictions.
        coreference: the model's; without it, only names are mentions.
        portrayals: the model's; without it, actors have no portrayal.

    Raises:
        SpanError: a given span has no token.
    """
    source = given.source
    structures = find_structure(source, [(sentence.start, sentence.end) for sentence in predictions.sentences])
    measured = [source.measured == "everything" or structure.role in ARTICLE_ROLES for structure in structures]
    sentences = _without_attributions(predictions.sentences, measured)
    paragraphs = list(blocks(source.text))
    quotations = find_quotations(source.text, paragraphs)
    attributions = attribute(source.text, sentences, structures, quotations, paragraphs, source.attributions)
    opinions = _opinions(sentences, attributions, structures)
    furniture = [(sentence.start, sentence.end) for sentence in compress(sentences, map(not_, measured))]
    labels = sorted({structure.speaker for structure in structures if structure.speaker is not None})
    spans = find_mentions(given, sentences, unmeasured=furniture, labels=labels)
    actors_in_text = link(source.text, spans, source.actors)
    if coreference is not None:
        outside = {index for index, is_measured in enumerate(measured) if not is_measured}
        spans, actors_in_text = coreference.extend(
            NamedText(
                source.text,
                sentences,
                attributions,
                spans,
                actors_in_text,
                unmeasured=outside,
                title=source.title,
                quotations=quotations,
                paragraphs=paragraphs,
                resolved=set(given.clustered),
            )
        )
    mentioned = sort_by_salience(actors_in_text, spans, source.title, unmeasured=_within(furniture, spans))
    linked, speakers = link_speakers(source.text, structures, mentioned, attributions)
    mentions = _Mentions(source.text, sentences, attributions, opinions, structures).records(spans, linked)
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    speaking = source_actors(source.text, bounds, attributions, mentions, speakers)
    written = _attributions(source.text, attributions, speaking)
    plain = _sentences(source, sentences, opinions, mentions, written)
    records = tuple(map(partial(_with_structure, source.text), plain, structures, measured))
    originals = measures.originals(records)
    actors = tuple(_summary(index, actor, mentions, originals, measured) for index, actor in enumerate(linked))
    article = [record for record in records if record.is_measured]
    firsts = measures.originals(article)
    document = Document(
        text=source.text,
        id=source.id,
        sentences=records,
        actors=actors,
        opinion_share=measures.share([sentence.opinion for sentence in article], firsts),
        bias_share=measures.share([sentence.bias for sentence in article], firsts),
        stance_spread=measures.stance_spread((_measured(actor.mentions, measured) for actor in actors), originals),
        unscored=tuple(_span(source.text, bounds) for bounds in predictions.unscored),
        model=model.name,
        digest=model.digest,
    )
    return document if portrayals is None else portrayals.add(document, sentences)


def _with_structure(text: str, record: Sentence, structure: SentenceStructure, is_measured: bool) -> Sentence:
    speaker = _optional(text, structure.speaker)
    return replace(record, role=structure.role, is_measured=is_measured, speaker=speaker)


def _without_attributions(
    sentences: Sequence[SentencePredictions], measured: Sequence[bool]
) -> list[SentencePredictions]:
    """Remove the tagged attributions of sentences that are not article text."""
    return [
        sentence if is_measured else replace(sentence, roles=[])
        for sentence, is_measured in zip(sentences, measured, strict=True)
    ]


def _within(parts: Sequence[tuple[int, int]], spans: Sequence[MentionSpan]) -> set[int]:
    """Return the indices of the mentions that start in one of some parts of the text, which are in its order."""
    starts = [start for start, _ in parts]
    before = [(index, bisect_right(starts, span.start) - 1) for index, span in enumerate(spans)]
    return {index for index, number in before if number >= 0 and spans[index].start < parts[number][1]}


def _measured(mentions: Sequence[Mention], measured: Sequence[bool]) -> list[Mention]:
    return [mention for mention in mentions if measured[mention.sentence]]


def _opinions(
    sentences: Sequence[SentencePredictions],
    attributions: Sequence[AttributionSpans],
    structures: Sequence[SentenceStructure],
) -> list[float | None]:
    """Return each sentence's P(opinion), which is 0 where all of it is a source's words."""
    opinions = [
        0.0 if sentence.opinion is not None and structure.role in QUOTED_ROLES else sentence.opinion
        for sentence, structure in zip(sentences, structures, strict=True)
    ]
    for attributed in attributions:
        if attributed.is_continuation and opinions[attributed.sentence] is not None:
            opinions[attributed.sentence] = 0.0
    return opinions


class _Mentions:
    """Makes the records of mentions, from the sentences that they stand in."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[SentencePredictions],
        attributions: Sequence[AttributionSpans],
        opinions: Sequence[float | None],
        structures: Sequence[SentenceStructure],
    ) -> None:
        self._text, self._sentences, self._attributions, self._opinions = text, sentences, attributions, opinions
        self._structures = structures
        self._contents = ContentIndex(attributions)

    def records(self, spans: Sequence[MentionSpan], linked: Sequence[LinkedActor]) -> list[Mention]:
        """Return the record of each mention, in the same order."""
        owner = actors_of_mentions(linked)
        records = []
        number = 0
        for position, span in enumerate(spans):
            while number < len(self._sentences) and self._sentences[number].end <= span.start:
                number += 1
            actor = linked[owner[position]]
            records.append(self._record(span, number, owner[position], actor, is_guess=position in actor.guesses))
        return records

    def _record(self, span: MentionSpan, number: int, index: int, actor: LinkedActor, *, is_guess: bool) -> Mention:
        start, end = span.start, span.end
        text = self._text[start:end]
        if number == len(self._sentences) or not self._sentences[number].covers(start, end):
            raise SpanError(f"mention ({start}, {end}), {text!r}, covers no token that the model reads.")
        attributed = self._contents.around(number, start, end)
        is_quoted = attributed is not None and self._attributions[attributed].has_voice
        is_quoted = is_quoted or self._structures[number].role in QUOTED_ROLES
        return Mention(
            start=start,
            end=end,
            text=text,
            kind=span.kind or actor.kind,
            sentence=number,
            actor=index,
            stance=self._sentences[number].stance(start, end),
            voice=_voice(self._opinions[number], is_quoted=is_quoted),
            given=span.given,
            alias=span.alias,
            is_guess=is_guess,
            attribution=attributed,
            form=span.form,
            probability=span.probability,
        )


def _voice(opinion: float | None, *, is_quoted: bool) -> Voice | None:
    if is_quoted:
        return "quoted"
    if opinion is None:
        return None
    return "opinion" if opinion > EVEN else "reported"


def _attributions(
    text: str, attributions: Sequence[AttributionSpans], actors: Sequence[int | None]
) -> list[Attribution]:
    return [
        Attribution(
            sentence=spans.sentence,
            source=_optional(text, spans.source),
            cue=_optional(text, spans.cue),
            content=tuple(_span(text, piece) for piece in spans.content),
            actor=actor,
        )
        for spans, actor in zip(attributions, actors, strict=True)
    ]


def _optional(text: str, bounds: tuple[int, int] | None) -> Span | None:
    return None if bounds is None else _span(text, bounds)


def _span(text: str, bounds: tuple[int, int]) -> Span:
    start, end = bounds
    return Span(start, end, text[start:end])


def _sentences(
    source: Text,
    sentences: Sequence[SentencePredictions],
    opinions: Sequence[float | None],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[Sentence, ...]:
    by_sentence: list[tuple[list[Mention], list[Attribution]]] = [([], []) for _ in sentences]
    for mention in mentions:
        by_sentence[mention.sentence][0].append(mention)
    for attributed in attributions:
        by_sentence[attributed.sentence][1].append(attributed)
    return tuple(
        Sentence(
            start=sentence.start,
            end=sentence.end,
            text=source.text[sentence.start : sentence.end],
            label=None if opinion is None else OPINION[opinion > EVEN],
            opinion=opinion,
            bias=sentence.bias,
            is_title=source.title is not None and source.title[0] <= sentence.start and sentence.end <= source.title[1],
            mentions=tuple(own_mentions),
            attributions=tuple(own_attributions),
            loaded=tuple(Loaded(start, end, source.text[start:end], p) for start, end, p in sentence.loaded),
        )
        for sentence, opinion, (own_mentions, own_attributions) in zip(sentences, opinions, by_sentence, strict=True)
    )


def _summary(
    index: int, actor: LinkedActor, mentions: Sequence[Mention], originals: Sequence[int], measured: Sequence[bool]
) -> ActorSummary:
    own = tuple(mentions[position] for position in actor.mentions)
    in_article = _measured(own, measured)
    stance = measures.stance_measure(in_article, originals)
    return ActorSummary(
        id=index,
        key=actor.key,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        mentions=own,
        stance=stance,
        by_voice=measures.by_voice(in_article, originals, stance),
    )
