"""Which names a model puts together, against the annotated articles."""

from collections.abc import Sequence

from stancekit.document.records import Mention
from stancekit.model import Model
from stancekit_training.corpora.linking import LinkedArticle
from stancekit_training.evaluation.metrics import b_cubed


def linked(model: Model, articles: Sequence[LinkedArticle]) -> dict[str, float]:
    """Score the mentions that a model finds; one that nobody annotated is an actor of its own.

    Returns:
        B-cubed `precision`, `recall` and `f1`, singletons apart; `count`, the
        mentions that they are over; `found`, the share of annotated mentions
        that the model finds.
    """
    gold: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    annotated = met = 0
    for number, (article, document) in enumerate(zip(articles, model.pipe(a.text for a in articles), strict=True)):
        overlaps = [_overlaps(article, mention) for mention in document.mentions]
        gold += [(number, _owner(article, widths, -1 - index)) for index, widths in enumerate(overlaps)]
        found += [(number, mention.actor) for mention in document.mentions]
        annotated += len(article.mentions)
        met += len({annotation for widths in overlaps for _, annotation in widths})
    precision, recall, f1, count = b_cubed(gold, found)
    return {"precision": precision, "recall": recall, "f1": f1, "count": count, "found": met / annotated}


def _overlaps(article: LinkedArticle, mention: Mention) -> list[tuple[int, int]]:
    """Return the annotations that share characters with a mention: how many, and the number of the annotation."""
    return [
        (min(mention.end, end) - max(mention.start, start), number)
        for number, (start, end, _) in enumerate(article.mentions)
        if mention.start < end and start < mention.end
    ]


def _owner(article: LinkedArticle, widths: list[tuple[int, int]], nobody: int) -> int:
    """Return the annotated actor of the widest overlap."""
    return article.mentions[max(widths)[1]][2] if widths else nobody
