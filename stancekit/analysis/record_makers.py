"""The records of a Document: its mentions, attributions, sentences and actors."""

from collections.abc import Sequence

from stancekit.analysis import measures
from stancekit.analysis.attributed_text import AttributedText
from stancekit.analysis.linking.linked_actor import LinkedActor, actors_of_mentions
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.document.records import ActorSummary, Attribution, Loaded, Mention, Sentence, Span
from stancekit.errors import SpanError
from stancekit.inputs.spans import Bounds
from stancekit.labels import LABEL_THRESHOLD, OPINION, Kind, Voice


def mention_records(
    article: AttributedText, mentions: Sequence[MentionSpan], actors: Sequence[LinkedActor]
) -> list[Mention]:
    """Return the record of each mention, in the same order.

    Args:
        article: with the mentions.
        mentions: in the order of the text.
        actors: with the indices of the mentions.

    Raises:
        SpanError: a mention has no token.
    """
    actor_of = actors_of_mentions(actors)
    records = []
    sentence = 0
    for index, mention in enumerate(mentions):
        while sentence < len(article.sentences) and article.sentences[sentence].end <= mention.start:
            sentence += 1
        actor = actors[actor_of[index]]
        is_guess = index in actor.guesses
        records.append(_mention_record(article, mention, sentence, actor_of[index], actor.kind, is_guess=is_guess))
    return records


def _mention_record(
    article: AttributedText, mention: MentionSpan, sentence: int, actor: int, kind: Kind | None, *, is_guess: bool
) -> Mention:
    start, end = mention.start, mention.end
    text = article.text[start:end]
    if sentence == len(article.sentences) or not article.sentences[sentence].covers(start, end):
        raise SpanError(f"mention ({start}, {end}), {text!r}, covers no token that the model reads.")
    attribution = article.contents.around(sentence, start, end)
    return Mention(
        start=start,
        end=end,
        text=text,
        kind=mention.kind or kind,
        sentence=sentence,
        actor=actor,
        stance=article.sentences[sentence].stance(start, end),
        voice=_voice(article.opinions[sentence], is_quoted=article.is_quoted(sentence, start, end)),
        given=mention.given,
        alias=mention.alias,
        is_guess=is_guess,
        attribution=attribution,
        form=mention.form,
        probability=mention.probability,
    )


def _voice(opinion: float | None, *, is_quoted: bool) -> Voice | None:
    if is_quoted:
        return "quoted"
    if opinion is None:
        return None
    return "opinion" if opinion > LABEL_THRESHOLD else "reported"


def attribution_records(article: AttributedText, source_numbers: Sequence[int | None]) -> list[Attribution]:
    """Return the record of each attribution.

    Args:
        article: with the attributions.
        source_numbers: the index of the actor who is the source of each.
    """
    return [
        Attribution(
            sentence=attribution.sentence,
            source=_optional_span(article, attribution.source),
            cue=_optional_span(article, attribution.cue),
            content=tuple(article.span(*part) for part in attribution.content),
            actor=number,
        )
        for attribution, number in zip(article.attributions, source_numbers, strict=True)
    ]


def _optional_span(article: AttributedText, bounds: Bounds | None) -> Span | None:
    return None if bounds is None else article.span(*bounds)


def sentence_records(
    article: AttributedText, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> tuple[Sentence, ...]:
    """Return the record of each sentence, with its mentions and attributions."""
    mentions_in: list[list[Mention]] = [[] for _ in article.sentences]
    attributions_in: list[list[Attribution]] = [[] for _ in article.sentences]
    for mention in mentions:
        mentions_in[mention.sentence].append(mention)
    for attribution in attributions:
        attributions_in[attribution.sentence].append(attribution)
    return tuple(
        _sentence_record(article, index, mentions_in[index], attributions_in[index])
        for index in range(len(article.sentences))
    )


def _sentence_record(
    article: AttributedText, index: int, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> Sentence:
    sentence, opinion, title = article.sentences[index], article.opinions[index], article.source.title
    text, structure = article.text, article.structures[index]
    return Sentence(
        start=sentence.start,
        end=sentence.end,
        text=text[sentence.start : sentence.end],
        label=None if opinion is None else OPINION[opinion > LABEL_THRESHOLD],
        opinion=opinion,
        bias=sentence.bias,
        is_title=title is not None and title[0] <= sentence.start and sentence.end <= title[1],
        role=structure.role,
        is_measured=article.is_measured[index],
        speaker=_optional_span(article, structure.speaker),
        mentions=tuple(mentions),
        attributions=tuple(attributions),
        loaded=tuple(Loaded(start, end, text[start:end], p) for start, end, p in sentence.loaded),
    )


def actor_records(
    actors: Sequence[LinkedActor], mentions: Sequence[Mention], sentences: Sequence[Sentence], originals: Sequence[int]
) -> tuple[ActorSummary, ...]:
    """Return the record of each actor.

    Args:
        actors: with the indices of their mentions.
        mentions: all records, in the order of the text.
        sentences: all records.
        originals: see `stancekit.analysis.measures.originals`.
    """
    return tuple(
        _actor_record(index, actor, tuple(mentions[position] for position in actor.mentions), sentences, originals)
        for index, actor in enumerate(actors)
    )


def _actor_record(
    index: int,
    actor: LinkedActor,
    mentions: tuple[Mention, ...],
    sentences: Sequence[Sentence],
    originals: Sequence[int],
) -> ActorSummary:
    in_article = measured_mentions(mentions, sentences)
    stance = measures.stance_measure(in_article, originals)
    return ActorSummary(
        id=index,
        key=actor.key,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        mentions=mentions,
        stance=stance,
        by_voice=measures.by_voice(in_article, originals, stance),
    )


def measured_mentions(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Return the mentions in the sentences that are measured."""
    return [mention for mention in mentions if sentences[mention.sentence].is_measured]
