"""From what the network read to a Document: sentences, mentions, attributions and actors, put together."""

from collections.abc import Sequence

from stancekit.analysis import attribution, measures
from stancekit.analysis.attribution import Said
from stancekit.analysis.linking import Cluster, by_salience, link
from stancekit.analysis.mentions import Reference, gather, hints, sift
from stancekit.document.records import ActorSummary, Attribution, Document, Loaded, Mention, Sentence, Span
from stancekit.errors import SpanError
from stancekit.inputs.text import Text
from stancekit.labels import OPINION, Voice
from stancekit.language.names import Folded
from stancekit.language.quotations import quotations
from stancekit.language.segmentation import blocks
from stancekit.network.decoding import Reading


def document(
    source: Text,
    folded: Folded,
    matched: Sequence[Reference],
    readings: Sequence[Reading],
    unscored: Sequence[tuple[int, int]],
    *,
    model: str,
    digest: str,
) -> Document:
    """Put a Document together.

    Args:
        source: the text with its options.
        folded: the same text, as names are looked up in it.
        matched: where the actors that the user names stand.
        readings: its sentences, as the network read them.
        unscored: stretches without a token.
        model: name and version of the model that read it.
        digest: its digest.

    Raises:
        SpanError: a given span covers nothing that can be scored.
    """
    text = source.text
    found = sift(text, (span for reading in readings for span in reading.actor_spans()))
    hinted = hints(folded, source.actors, found) if any("actor" in reading.logits for reading in readings) else ()
    references = gather(source.mentions, matched, found, hinted)
    clusters = by_salience(link(text, references, source.actors), references, source.title)
    said = _said(text, readings)
    opinions = _opinions(readings, said)
    mentions = _mentions(readings, opinions, references, clusters, said, text)
    read = _sentences(readings, opinions, mentions, _attributions(text, said, mentions), source)
    originals = measures.originals(read)
    actors = tuple(_summary(index, cluster, mentions, originals) for index, cluster in enumerate(clusters))
    return Document(
        text=text,
        id=source.id,
        sentences=read,
        actors=actors,
        opinion_share=measures.share([sentence.opinion for sentence in read], originals),
        bias_share=measures.share([sentence.bias for sentence in read], originals),
        stance_spread=measures.stance_spread((actor.mentions for actor in actors), originals),
        unscored=tuple(_span(text, bounds) for bounds in unscored),
        model=model,
        digest=digest,
    )


def _said(text: str, readings: Sequence[Reading]) -> list[Said]:
    """Return what the sentences say that somebody says."""
    tied = [one for index, reading in enumerate(readings) for one in attribution.tie(reading.role_spans(), index)]
    if not tied:
        return []
    bounds = [(reading.start, reading.end) for reading in readings]
    return attribution.carry(text, tied, bounds, quotations(text, blocks(text, 0, len(text))))


def _opinions(readings: Sequence[Reading], said: Sequence[Said]) -> list[float | None]:
    """Return each sentence's P(opinion): none of the author's own where all of it is a source's, as `carry` knows."""
    opinions = [reading.probability("opinion") for reading in readings]
    for one in said:
        if one.is_carried and opinions[one.sentence] is not None:
            opinions[one.sentence] = 0.0
    return opinions


def _mentions(
    readings: Sequence[Reading],
    opinions: Sequence[float | None],
    references: Sequence[Reference],
    clusters: Sequence[Cluster],
    said: Sequence[Said],
    text: str,
) -> list[Mention]:
    """Return the mention of each reference, in the same order."""
    owner = {member: index for index, cluster in enumerate(clusters) for member in cluster.members}
    contents = attribution.Contents(said)
    mentions = []
    sentence = 0
    for position, reference in enumerate(references):
        start, end = reference.start, reference.end
        while sentence < len(readings) and readings[sentence].end <= start:
            sentence += 1
        if sentence == len(readings) or not readings[sentence].covers(start, end):
            raise SpanError(f"mention ({start}, {end}), {text[start:end]!r}, covers no token that the model reads.")
        reading = readings[sentence]
        quoted = contents.around(sentence, start, end)
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=text[start:end],
                kind=reference.kind or clusters[owner[position]].kind,
                sentence=sentence,
                actor=owner[position],
                stance=reading.stance(start, end),
                voice=_voice(opinions[sentence], is_quoted=quoted is not None and said[quoted].is_heard),
                given=reference.given,
                alias=reference.alias,
                is_guess=position in clusters[owner[position]].guesses,
                attribution=quoted,
            )
        )
    return mentions


def _voice(opinion: float | None, *, is_quoted: bool) -> Voice | None:
    if is_quoted:
        return "quoted"
    if opinion is None:
        return None
    return "opinion" if opinion > 0.5 else "fact"


def _attributions(text: str, said: Sequence[Said], mentions: Sequence[Mention]) -> list[Attribution]:
    return [
        Attribution(
            sentence=one.sentence,
            source=None if one.source is None else _span(text, one.source),
            cue=None if one.cue is None else _span(text, one.cue),
            content=tuple(_span(text, piece) for piece in one.content),
            actor=actor,
        )
        for one, actor in zip(said, attribution.speakers(text, said, mentions), strict=True)
    ]


def _span(text: str, bounds: tuple[int, int]) -> Span:
    start, end = bounds
    return Span(start, end, text[start:end])


def _sentences(
    readings: Sequence[Reading],
    opinions: Sequence[float | None],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    source: Text,
) -> tuple[Sentence, ...]:
    named: list[list[Mention]] = [[] for _ in readings]
    for mention in mentions:
        named[mention.sentence].append(mention)
    told: list[list[Attribution]] = [[] for _ in readings]
    for one in attributions:
        told[one.sentence].append(one)
    return tuple(
        Sentence(
            start=reading.start,
            end=reading.end,
            text=source.text[reading.start : reading.end],
            label=None if opinion is None else OPINION[opinion > 0.5],
            opinion=opinion,
            bias=reading.probability("bias"),
            is_title=source.title is not None and source.title[0] <= reading.start and reading.end <= source.title[1],
            mentions=tuple(within),
            attributions=tuple(saying),
            loaded=tuple(Loaded(start, end, source.text[start:end], p) for start, end, p in reading.loaded_spans()),
        )
        for reading, opinion, within, saying in zip(readings, opinions, named, told, strict=True)
    )


def _summary(index: int, cluster: Cluster, mentions: Sequence[Mention], originals: Sequence[int]) -> ActorSummary:
    members = tuple(mentions[member] for member in cluster.members)
    stance = measures.stance_measure(members, originals)
    return ActorSummary(
        id=index,
        key=cluster.key,
        name=cluster.name,
        kind=cluster.kind,
        aliases=cluster.aliases,
        mentions=members,
        stance=stance,
        by_voice=measures.by_voice(members, originals, stance),
    )
