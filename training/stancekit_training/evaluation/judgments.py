"""The stance that a Document displays toward each labeled actor of an article, beside the gold label.

The Document is analyzed as users do it, with the labeled actors given by
name. How many of them are found without that is measured apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

from stancekit.analysis.linking.actors import link
from stancekit.analysis.measures import originals, stance_measure
from stancekit.analysis.mentions.mention_spans import MentionSpan
from stancekit.document.records import ActorSummary, Document, Mention
from stancekit.document.scores import Measure
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit_training.corpora.article import LabeledActor, LabeledArticle
from stancekit_training.evaluation.baselines import sentiment

NEUTRAL = STANCE.index("neutral")

AnalyzedArticles: TypeAlias = Sequence[tuple[LabeledArticle, Document]]


@dataclass(frozen=True)
class Judgment:
    """The stance toward one labeled actor of an article or a paragraph.

    Attributes:
        group: articles of one group are resampled together.
        name: the name of the actor.
        gold: label number.
        displayed: label number of the displayed stance.
        surplus: expected sentences in favor minus those against, 0 without a mention.
        sentiment: mean sentiment, by a lexicon, of the sentences that mention the actor.
        target_blind: label number by a target-blind model, None without such a model.
    """

    group: str
    name: str
    gold: int
    displayed: int
    surplus: float
    sentiment: float
    target_blind: int | None = None


def displayed_label(measure: Measure | None) -> int:
    """Return the label number that a reader sees: the label if it takes a side, else the leaning."""
    if measure is None:
        return NEUTRAL
    side = measure.label if measure.label in ("favor", "against") else measure.leaning
    return STANCE.index(side or "neutral")


def analyze(model: Model, articles: Sequence[LabeledArticle]) -> AnalyzedArticles:
    """Analyze articles with their labeled actors given by name."""
    texts = [
        Text(article.text, title=article.title, actors=[Actor(actor.name, kind=actor.kind) for actor in article.actors])
        for article in articles
    ]
    return list(zip(articles, model.pipe(texts), strict=True))


def judge(articles: AnalyzedArticles, *, target_blind: Model | None = None) -> list[Judgment]:
    """Return a judgment for every labeled actor of some articles.

    Args:
        articles: the articles, with their documents.
        target_blind: a model that judges whole sentences, whoever is meant.
    """
    whole_sentences = (Text(d.text, mentions=[(s.start, s.end) for s in d.sentences]) for _, d in articles)
    others = target_blind.pipe(whole_sentences) if target_blind else (None for _ in articles)
    return [
        _judgment(article, actor, document, other)
        for (article, document), other in zip(articles, others, strict=True)
        for actor in article.actors
    ]


def _judgment(article: LabeledArticle, label: LabeledActor, document: Document, other: Document | None) -> Judgment:
    actor = _actor(document, label)
    sentences = sorted({mention.sentence for mention in actor.mentions})
    sentiments = [sentiment(document.sentences[index].text) for index in sentences]
    return Judgment(
        group=article.group,
        name=label.name,
        gold=STANCE.index(label.stance),
        displayed=displayed_label(actor.stance),
        surplus=_surplus(actor.stance, actor.mentions),
        sentiment=fmean(sentiments) if sentiments else 0.0,
        target_blind=None if other is None else _blind_label(document, sentences, other),
    )


def _blind_label(document: Document, sentences: Sequence[int], other: Document) -> int:
    """Return the label that a target-blind model displays for some sentences, each a mention as a whole."""
    starts = {document.sentences[index].start for index in sentences}
    mentions = [mention for mention in other.mentions if mention.given and mention.start in starts]
    return displayed_label(stance_measure(mentions, originals(other.sentences)))


def _actor(document: Document, label: LabeledActor) -> ActorSummary:
    """Return the actor that was given by a labeled name."""
    (actor,) = [actor for actor in document.actors if actor.name == label.name]
    return actor


def _surplus(measure: Measure | None, mentions: Sequence[Mention]) -> float:
    """Return how many more sentences are expected in favor than against."""
    return measure.score * len({mention.sentence for mention in mentions}) if measure else 0.0


def judge_paragraphs(articles: AnalyzedArticles) -> list[Judgment]:
    """Return a judgment for each labeled paragraph, toward the only labeled actor of its article."""
    return [judgment for article, document in articles for judgment in _judge_paragraphs(article, document)]


def _judge_paragraphs(article: LabeledArticle, document: Document) -> list[Judgment]:
    actor = _actor(document, article.actors[0])
    first = originals(document.sentences)
    judgments = []
    for label, (start, end) in zip(article.paragraphs, article.lines[1:], strict=False):
        if label is not None:
            mentions = [mention for mention in actor.mentions if start <= mention.start < end]
            measure = stance_measure(mentions, first)
            judgments.append(
                Judgment(
                    group=article.group,
                    name=actor.name,
                    gold=STANCE.index(label),
                    displayed=displayed_label(measure),
                    surplus=_surplus(measure, mentions),
                    sentiment=sentiment(article.text[start:end]),
                )
            )
    return judgments


def is_found(document: Document, label: LabeledActor) -> bool:
    """Return whether a document has a labeled actor, not given, with all its mentions linked to one actor."""
    spans = [MentionSpan(mention.start, mention.end, mention.kind) for mention in document.mentions]
    linked = link(document.text, spans, [Actor(label.name, kind=label.kind)])
    (actor,) = [actor for actor in linked if actor.given]
    return len({document.mentions[index].actor for index in actor.mentions}) == 1
