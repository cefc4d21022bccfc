"""Articles with labeled actors -> one example for each actor, with the evidence that inference has."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stancekit.analysis.assembly import assemble
from stancekit.analysis.mentions.search import GivenMentions
from stancekit.analysis.portrayal.evidence import (
    ACTOR_FEATURES,
    MENTION_FEATURES,
    VECTOR_SIZE,
    ArticleEvidence,
    Evidence,
)
from stancekit.document.records import Document
from stancekit.inputs.actor import Actor
from stancekit.inputs.text import Text
from stancekit.labels import STANCE
from stancekit.model import Model
from stancekit.network.decoding import TextPredictions
from stancekit.network.tagging import FloatArray, IntArray
from stancekit_training.corpora.article import LabeledArticle

NO_LABEL = -1


@dataclass(frozen=True)
class PortrayalExample:
    """A labeled actor of an article.

    Attributes:
        corpus: the name of its corpus.
        group: articles of one group stay in one fold.
        name: the name of the actor.
        label: the label of its portrayal, a number of `stancekit.labels.STANCE`.
        vectors, features: the vectors and features of the mentions that count, see
            `stancekit.analysis.portrayal.evidence.Evidence`; without any, the
            portrayal is neutral.
        actor: the features of the actor, zeros without a mention.
        passages: the number of the labeled passage in which each mention
            stands, `NO_LABEL` outside of any. *Shape:* (mentions,)
        passage_labels: the label of that passage for each mention. *Shape:* (mentions,)
    """

    corpus: str
    group: str
    name: str
    label: int
    vectors: FloatArray
    features: FloatArray
    actor: FloatArray
    passages: IntArray
    passage_labels: IntArray


def article_text(article: LabeledArticle) -> Text:
    """Return the text of an article, with its labeled actors given by name, or else by their mentions."""
    mentions = sorted(span for actor in article.actors for span in actor.mentions)
    actors = [Actor(actor.name, kind=actor.kind) for actor in article.actors if not actor.mentions]
    return Text(article.text, title=article.title, actors=actors, mentions=mentions)


def read_article(model: Model, article: LabeledArticle) -> tuple[Document, ArticleEvidence]:
    """Return the document of an article without portrayals, and the evidence for them.

    Args:
        model: the model, whose network gives portrayal vectors.
        article: the article, with labeled actors.
    """
    text = article_text(article)
    predictions = [model.decoder.decode(sentence) for sentence in model.logits(text)]
    document = assemble(GivenMentions(text), TextPredictions(predictions, []), model.folder, model.coreference)
    return document, ArticleEvidence(document, predictions)


def portrayal_examples(
    article: LabeledArticle, document: Document, evidence: ArticleEvidence
) -> Iterator[PortrayalExample]:
    """Yield an example for each labeled actor of an article; see `read_article`."""
    for index, (name, label) in labeled_actors(article, document).items():
        own = evidence.of_actor(document.actors[index]) or _nothing()
        starts = [document.mentions[position].start for position in own.mentions]
        passages, passage_labels = _passages(article, name, starts)
        yield PortrayalExample(
            article.corpus,
            article.group,
            name,
            label,
            own.vectors,
            own.features,
            own.actor,
            passages,
            passage_labels,
        )


def labeled_actors(article: LabeledArticle, document: Document) -> dict[int, tuple[str, int]]:
    """Return the name and the label of each labeled actor, by its index in the document.

    Where the linker finds that entities of the corpus are one actor, most of
    them decide, and an actor with two labels is left out.
    """
    by_name = {actor.name: actor.id for actor in document.actors}
    by_span = {(mention.start, mention.end): mention.actor for mention in document.mentions}
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    names: dict[int, str] = {}
    for label in article.actors:
        for index in {by_span[span] for span in label.mentions} or {by_name[label.name]}:
            votes[index][label.stance] += 1
            names.setdefault(index, label.name)
    labels = {index: counts.most_common(2) for index, counts in votes.items()}
    return {
        index: (names[index], STANCE.index(most[0][0]))
        for index, most in labels.items()
        if len(most) == 1 or most[0][1] > most[1][1]
    }


def _nothing() -> Evidence:
    return Evidence(
        (),
        np.zeros((0, VECTOR_SIZE), np.float32),
        np.zeros((0, MENTION_FEATURES), np.float32),
        np.zeros(ACTOR_FEATURES, np.float32),
    )


def _passages(article: LabeledArticle, name: str, starts: Sequence[int]) -> tuple[IntArray, IntArray]:
    """Return the number and the label of the passage in which each mention of an actor stands."""
    own = [passage for passage in article.passages if passage.name == name]
    numbers = np.full(len(starts), NO_LABEL, dtype=np.int64)
    labels = numbers.copy()
    for position, start in enumerate(starts):
        number = bisect_right(own, start, key=lambda passage: passage.start) - 1
        if number >= 0 and start < own[number].end:
            numbers[position], labels[position] = number, STANCE.index(own[number].stance)
    return numbers, labels
