"""Does a portrayal depend on the name of the actor? The same articles with other names.

In articles of SEESAW's valid part, the name of a labeled person is replaced
wherever it is mentioned, a full name by a full name and a surname by a
surname.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stancekit.document.records import ActorSummary, Document
from stancekit.inputs.text import Text
from stancekit.model import Model
from stancekit_training.audit.name_swap import name_groups
from stancekit_training.corpora.article import LabeledArticle
from stancekit_training.dataset.augmentation import matching_form
from stancekit_training.dataset.portrayals import article_text

MOST = 180  # articles with other names
NAMES = 3  # other names for each


@dataclass(frozen=True)
class PortrayalSwap:
    """How far portrayals depend on names.

    Attributes:
        delta: mean of |score with another name - score with its own|.
        changed: the share of labels that differ.
        mean_delta: the same for the mean stance over the sentences.
        articles: articles with other names.
    """

    delta: float
    changed: float
    mean_delta: float
    articles: int


def measure_swap(model: Model, articles: Sequence[LabeledArticle]) -> PortrayalSwap:
    """Measure how far portrayals depend on names; nan without an article whose names can be replaced."""
    random = np.random.default_rng(0)
    names = [name for group in name_groups().values() for name in group]
    rows: list[tuple[float, bool, float]] = []
    for article in articles:
        document = model(article_text(article))
        actor = _person(article, document)
        if actor is not None:
            others = random.choice(names, NAMES, replace=False).tolist()
            rows += filter(None, (_change(model, document, actor, str(name)) for name in others))
        if len(rows) >= MOST:
            break
    delta, changed, mean_delta = np.mean(rows, axis=0).tolist() if rows else [float("nan")] * 3
    return PortrayalSwap(delta, changed, mean_delta, len(rows))


def _change(model: Model, document: Document, actor: ActorSummary, name: str) -> tuple[float, bool, float] | None:
    """Return how far another name moves an actor's portrayal, whether its label changes, and the same of the mean."""
    other = _other(model, document, actor, name)
    before, stance = actor.portrayal, actor.stance
    if before is None or stance is None or other is None or other.portrayal is None or other.stance is None:
        return None
    after = other.portrayal
    return abs(after.score - before.score), after.label != before.label, abs(other.stance.score - stance.score)


def _person(article: LabeledArticle, document: Document) -> ActorSummary | None:
    """Return the first labeled person of an article whose name has two words."""
    people = {label.name for label in article.actors if label.kind == "person" and len(label.name.split()) == 2}
    return next((actor for actor in document.actors if actor.name in people and actor.mentions), None)


def _other(model: Model, document: Document, actor: ActorSummary, name: str) -> ActorSummary | None:
    """Return the actor in the same article under another name, None if it is not found there."""
    text, title_end = _with_name(document, actor, name)
    other = model(Text(text, title=(0, title_end) if title_end else None, actors=[name]))
    return next((one for one in other.actors if one.name == name and one.mentions), None)


def _with_name(document: Document, actor: ActorSummary, name: str) -> tuple[str, int]:
    """Return the text with another name, and the end of its headline, 0 without one."""
    title_end = max((sentence.end for sentence in document.sentences if sentence.is_title), default=0)
    text, moved = "", 0
    for start, end, written in _pieces(document, actor, name):
        text += written
        moved = len(text) if start < title_end <= end else moved
    return text, moved


def _pieces(document: Document, actor: ActorSummary, name: str) -> Iterator[tuple[int, int, str]]:
    """Yield parts of the text with their bounds, the mentions by name with another name."""
    position = 0
    for mention in actor.mentions:
        if mention.form == "name":
            yield position, mention.start, document.text[position : mention.start]
            yield mention.start, mention.end, matching_form(name, mention.text)
            position = mention.end
    yield position, len(document.text), document.text[position:]
