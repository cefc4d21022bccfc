"""Which mentions a model links to one actor, compared with the annotated articles."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from stancekit.document.records import Mention
from stancekit.labels import Form
from stancekit.model import Model
from stancekit_training.corpora.linking import AnnotatedMention, LinkedArticle
from stancekit_training.evaluation.metrics import BCubed

NAMES: tuple[Form, ...] = ("name",)


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


def measure_linking(
    model: Model, articles: Sequence[LinkedArticle], *, forms: Collection[Form] = NAMES, with_missed: bool = False
) -> LinkingMetrics:
    """Score the links of mentions; a mention without an annotation is an actor of its own.

    Args:
        model: the model to measure.
        articles: the articles; those that lack an annotation of one of the forms are left out.
        forms: the forms of the mentions that count.
        with_missed: whether the annotated mentions that the model does not
            find count as well, each as an actor of its own (Cai and Strube,
            SIGDIAL 2010).
    """
    annotated = [article for article in articles if set(forms) <= set(article.forms)]
    gold: list[tuple[int, int]] = []
    predicted: list[tuple[int, int]] = []
    total = missed = 0
    for number, (article, document) in enumerate(zip(annotated, model.pipe(a.text for a in annotated), strict=True)):
        references = [mention for mention in article.mentions if mention.form in forms]
        mentions = [mention for mention in document.mentions if mention.form in forms]
        gold += [(number, _actor(references, mention, -1 - index)) for index, mention in enumerate(mentions)]
        predicted += [(number, mention.actor) for mention in mentions]
        absent = [reference for reference in references if not any(_overlap(reference, found) for found in mentions)]
        total += len(references)
        missed += len(absent)
        if with_missed:
            gold += [(number, reference.actor) for reference in absent]
            predicted += [(number, -1 - index) for index in range(len(absent))]
    scores = BCubed(keep_in_memory=True).compute(references=_numbers(gold), predictions=_numbers(predicted))
    return LinkingMetrics(**scores, found=1 - missed / total)


def _overlap(reference: AnnotatedMention, mention: Mention) -> float:
    """Return the characters that an annotation and a mention share, as a share of those that either has."""
    shared = min(mention.end, reference.end) - max(mention.start, reference.start)
    either = max(mention.end, reference.end) - min(mention.start, reference.start)
    return max(0, shared) / either


def _actor(references: Sequence[AnnotatedMention], mention: Mention, default: int) -> int:
    """Return the actor of the annotation that overlaps most with a mention."""
    overlaps = [(_overlap(reference, mention), reference.actor) for reference in references]
    share, actor = max(overlaps, default=(0.0, default))
    return actor if share else default


def _numbers(clusters: Sequence[Hashable]) -> list[int]:
    """Number clusters by their first mention."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(cluster, len(numbers)) for cluster in clusters]
