"""Targets and actors as the mentions that a labeling tool shows: one span with a kind, a stance, or both."""

from collections.abc import Iterable
from dataclasses import dataclass

from stancekit.annotation.sentence import AnnotatedSentence, LabeledActor, LabeledTarget, Span

OTHER = "mention"  # a pronoun or a description, which has a stance and no kind of its own


@dataclass(frozen=True, slots=True)
class LabeledMention:
    """A span with the kind of its actor, the stance toward it, or both."""

    start: int
    end: int
    kind: str | None
    stance: str | None


def mentions_of(sentence: AnnotatedSentence) -> list[LabeledMention]:
    """Return the targets and actors of a sentence, joined where their spans are equal, in the order of the text."""
    stances: dict[Span, str] = {(target.start, target.end): target.stance for target in sentence.targets}
    kinds: dict[Span, str] = {(actor.start, actor.end): actor.kind for actor in sentence.actors}
    return [LabeledMention(*span, kinds.get(span), stances.get(span)) for span in sorted({*stances, *kinds})]


def split(mentions: Iterable[LabeledMention]) -> tuple[tuple[LabeledTarget, ...], tuple[LabeledActor, ...]]:
    """Return the targets and the actors among mentions."""
    mentions = list(mentions)
    targets = (LabeledTarget(each.start, each.end, each.stance) for each in mentions if each.stance is not None)
    actors = (LabeledActor(each.start, each.end, each.kind) for each in mentions if each.kind is not None)
    return tuple(targets), tuple(actors)
