"""The Document, assembled from the predictions for its sentences."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from stancekit.analysis import measures, record_makers
from stancekit.analysis.attributed_text import AttributedText
from stancekit.analysis.coreference.named_text import NamedText
from stancekit.analysis.coreference.resolution import Coreference
from stancekit.analysis.linking.actors import link
from stancekit.analysis.linking.linked_actor import LinkedActor
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.analysis.mentions.search import GivenMentions, find_mentions
from stancekit.analysis.portrayal.portrayals import Portrayals
from stancekit.analysis.salience import sort_by_salience
from stancekit.analysis.speech.sources import source_actors
from stancekit.analysis.speech.speakers import link_speakers
from stancekit.document.records import Document
from stancekit.inputs.spans import Bounds
from stancekit.network.decoding import TextPredictions
from stancekit.network.model_folder import ModelFolder


def assemble(
    given: GivenMentions,
    predictions: TextPredictions,
    model: ModelFolder,
    coreference: Coreference | None = None,
    portrayals: Portrayals | None = None,
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
    article = AttributedText.from_predictions(given.source, predictions.sentences)
    mentions, actors = _linked_actors(given, article, coreference)
    actors, speakers = link_speakers(article.text, article.speaker_labels, actors, article.attributions)
    document = _document(article, mentions, actors, speakers, unscored=predictions.unscored, model=model)
    return document if portrayals is None else portrayals.add(document, article.sentences)


def link_names(given: GivenMentions, article: AttributedText) -> NamedText:
    """Find the names in an article, and link them to actors.

    Args:
        given: the text, with the mentions that its options give.
        article: the same text.
    """
    source = article.source
    mentions = find_mentions(given, article.sentences, unmeasured=article.unmeasured, labels=article.speaker_labels)
    return NamedText(
        source.text,
        article.sentences,
        article.attributions,
        mentions,
        link(source.text, mentions, source.actors),
        unmeasured={index for index, is_measured in enumerate(article.is_measured) if not is_measured},
        title=source.title,
        quotations=article.quotations,
        paragraphs=article.paragraphs,
        resolved=set(given.clustered),
    )


def _linked_actors(
    given: GivenMentions, article: AttributedText, coreference: Coreference | None
) -> tuple[Sequence[MentionSpan], list[LinkedActor]]:
    """Return the mentions in the order of the text, and their actors in the order of their salience."""
    named = link_names(given, article)
    mentions, actors = (named.mentions, named.actors) if coreference is None else coreference.extend(named)
    unmeasured = _mentions_within(article.unmeasured, mentions)
    return mentions, sort_by_salience(actors, mentions, article.source.title, unmeasured=unmeasured)


def _mentions_within(spans: Sequence[Bounds], mentions: Sequence[MentionSpan]) -> set[int]:
    """Return the indices of the mentions that start in one of some spans, which are in the order of the text."""
    starts = [start for start, _ in spans]
    before = [(index, bisect_right(starts, mention.start) - 1) for index, mention in enumerate(mentions)]
    return {index for index, number in before if number >= 0 and mentions[index].start < spans[number][1]}


def _document(
    article: AttributedText,
    mentions: Sequence[MentionSpan],
    actors: Sequence[LinkedActor],
    speakers: Mapping[Bounds | str, int],
    *,
    unscored: Sequence[Bounds],
    model: ModelFolder,
) -> Document:
    """Make the records of an article, and measure it."""
    mention_records = record_makers.mention_records(article, mentions, actors)
    source_numbers = source_actors(article.text, article.bounds, article.attributions, mention_records, speakers)
    attribution_records = record_makers.attribution_records(article, source_numbers)
    sentence_records = record_makers.sentence_records(article, mention_records, attribution_records)
    originals = measures.originals(sentence_records)
    actor_records = record_makers.actor_records(actors, mention_records, sentence_records, originals)
    measured_sentences = [sentence for sentence in sentence_records if sentence.is_measured]
    measured_originals = measures.originals(measured_sentences)
    measured_mentions = (record_makers.measured_mentions(actor.mentions, sentence_records) for actor in actor_records)
    return Document(
        text=article.text,
        id=article.source.id,
        sentences=sentence_records,
        actors=actor_records,
        opinion_share=measures.share([sentence.opinion for sentence in measured_sentences], measured_originals),
        bias_share=measures.share([sentence.bias for sentence in measured_sentences], measured_originals),
        stance_spread=measures.stance_spread(measured_mentions, originals),
        unscored=tuple(article.span(*bounds) for bounds in unscored),
        model=model.name,
        digest=model.digest,
    )
