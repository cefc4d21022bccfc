"""Which names a model puts together, against the annotated articles."""

from collections.abc import Sequence

from stancekit.document import Document
from stancekit.model import Model
from training.corpora.linking import LinkedArticle
from training.metrics import b_cubed


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
        owners = _owners(article, document)
        gold += [(number, owner) for owner in owners]
        found += [(number, mention.actor) for mention in document.mentions]
        annotated += len(article.mentions)
        met += sum(
            any(m.start < end and start < m.end for m in document.mentions) for start, end, _ in article.mentions
        )
    precision, recall, f1, count = b_cubed(gold, found)
    return {"precision": precision, "recall": recall, "f1": f1, "count": count, "found": met / annotated}


def _owners(article: LinkedArticle, document: Document) -> list[int]:
    """Return the annotated actor of each mention found: that of the widest overlap, a negative number for none."""
    owners = []
    for index, mention in enumerate(document.mentions):
        overlaps = [
            (min(mention.end, end) - max(mention.start, start), actor)
            for start, end, actor in article.mentions
            if mention.start < end and start < mention.end
        ]
        owners.append(max(overlaps)[1] if overlaps else -1 - index)
    return owners
