"""Which mentions a model links to one actor, compared with the annotated articles."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from stancekit.document.records import Mention
from stancekit.model import Model
from stancekit_training.corpora.linking import LinkedArticle
from stancekit_training.evaluation.metrics import BCubed


@dataclass(frozen=True)
class LinkingMetrics:
    """The quality of linking.

    Attributes:
        precision, recall, f1: B-cubed, without singletons.
        count: the mentions that they are over.
        found: the share of annotated mentions that the model finds.
    """

    precision: float
    recall: float
    f1: float
    count: int
    found: float


def measure_linking(model: Model, articles: Sequence[LinkedArticle]) -> LinkingMetrics:
    """Score the mentions that a model finds; a mention without an annotation is an actor of its own."""
    gold: list[tuple[int, int]] = []
    predicted: list[tuple[int, int]] = []
    annotated = matched = 0
    for number, (article, document) in enumerate(zip(articles, model.pipe(a.text for a in articles), strict=True)):
        overlaps = [_overlaps(article, mention) for mention in document.mentions]
        gold += [(number, _actor(article, widths, -1 - index)) for index, widths in enumerate(overlaps)]
        predicted += [(number, mention.actor) for mention in document.mentions]
        annotated += len(article.mentions)
        matched += len({annotation for widths in overlaps for _, annotation in widths})
    scores = BCubed(keep_in_memory=True).compute(references=_numbers(gold), predictions=_numbers(predicted))
    return LinkingMetrics(**scores, found=matched / annotated)


def _overlaps(article: LinkedArticle, mention: Mention) -> list[tuple[int, int]]:
    """Return the width of each annotation's overlap with a mention, and the annotation's number."""
    return [
        (min(mention.end, end) - max(mention.start, start), number)
        for number, (start, end, _) in enumerate(article.mentions)
        if mention.start < end and start < mention.end
    ]


def _actor(article: LinkedArticle, widths: list[tuple[int, int]], default: int) -> int:
    """Return the annotated actor of the widest overlap."""
    return article.mentions[max(widths)[1]][2] if widths else default


def _numbers(clusters: Sequence[Hashable]) -> list[int]:
    """Number clusters by their first mention."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(cluster, len(numbers)) for cluster in clusters]
