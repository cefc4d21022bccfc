"""A sentence with the labels of a model or of an annotator, the same for every labeling tool."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from stancekit.annotation.options import HEADS, Head
from stancekit.labels import BIAS, KINDS, OPINION, ROLES, STANCE, Role

Span: TypeAlias = tuple[int, int]
Labeled = TypeVar("Labeled", "LabeledTarget", "LabeledActor")


@dataclass(frozen=True, slots=True, order=True)
class LabeledTarget:
    """The stance toward the span of a mention: a label of `stancekit.labels.STANCE`."""

    start: int
    end: int
    stance: str


@dataclass(frozen=True, slots=True, order=True)
class LabeledActor:
    """The span of a name with the kind of its actor."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LabeledAttribution:
    """The parts of an attribution that lie in the sentence; each is empty if it is absent, or has several pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    @property
    def pieces(self) -> list[tuple[Role, Span]]:
        """Every piece with its role, the cue's first."""
        parts: Sequence[tuple[Role, tuple[Span, ...]]] = (
            ("cue", self.cue),
            ("source", self.source),
            ("content", self.content),
        )
        return [(role, span) for role, spans in parts for span in spans]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sentence comes from; any field may be None.

    Attributes:
        id: identifier of its article.
        start, end: its place in the article, in code points.
        before, after: the sentences around it.
        probability: its inclusion probability: the chance that it was drawn for labeling.
        model: name and version of the model that predicted the labels.
        score: the probability of the predicted opinion label.
    """

    id: str | None = None
    start: int | None = None
    end: int | None = None
    before: str | None = None
    after: str | None = None
    probability: float | None = None
    model: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence with its labels; spans are in code points of `text`, end-exclusive.

    Attributes:
        text: the sentence.
        heads: the heads whose labels were asked for. An empty `loaded` means that
            there is no such word if `loaded` is among them, else that nobody
            looked.
        opinion, bias: labels of `stancekit.labels`, None without a label.
        targets: stances toward mentions.
        actors: names with their kind.
        attributions: attributions in the sentence.
        loaded: spans of words that carry the slant.
        origin: where the sentence comes from.
        annotator: who gave the labels, if the tool says so.
        is_reviewed: whether an annotator accepted the labels; else they are a
            model's.
    """

    text: str
    heads: tuple[Head, ...]
    opinion: str | None = None
    bias: str | None = None
    targets: tuple[LabeledTarget, ...] = ()
    actors: tuple[LabeledActor, ...] = ()
    attributions: tuple[LabeledAttribution, ...] = ()
    loaded: tuple[Span, ...] = ()
    origin: Origin = field(default_factory=Origin)
    annotator: str | None = None
    is_reviewed: bool = False

    @property
    def labeled_heads(self) -> tuple[Head, ...]:
        """The heads that have a label."""
        labels = (self.opinion, self.bias, self.targets, self.actors, self.attributions, self.loaded)
        return tuple(head for head, label in zip(HEADS, labels, strict=True) if label)

    def normalized(self) -> "AnnotatedSentence":
        """Return the sentence with labels of its heads alone, each once, in the order of the text."""
        return replace(
            self,
            heads=tuple(head for head in HEADS if head in self.heads),
            opinion=self.opinion if "opinion" in self.heads else None,
            bias=self.bias if "bias" in self.heads else None,
            targets=_first_of_spans(self.targets) if "stance" in self.heads else (),
            actors=_first_of_spans(self.actors) if "actor" in self.heads else (),
            attributions=_in_order(self.attributions) if "attribution" in self.heads else (),
            loaded=tuple(sorted(set(self.loaded))) if "loaded" in self.heads else (),
        )

    def unlabeled(self) -> "AnnotatedSentence":
        """Return the sentence without any label, to be labeled from scratch."""
        return replace(self, opinion=None, bias=None, targets=(), actors=(), attributions=(), loaded=())

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the labels."""
        if not self.text.strip():
            yield "the text is empty"
        for name, label, labels in (("opinion", self.opinion, OPINION), ("bias", self.bias, BIAS)):
            if label is not None and label not in labels:
                yield f"{name} is {label!r}, expected one of {', '.join(labels)}"
        for target in self.targets:
            if target.stance not in STANCE:
                yield f"stance is {target.stance!r}, expected one of {', '.join(STANCE)}"
        for actor in self.actors:
            if actor.kind not in KINDS:
                yield f"kind is {actor.kind!r}, expected one of {', '.join(KINDS)}"
        for name, (start, end) in self._spans():
            if not 0 <= start < end <= len(self.text):
                yield f"{name} ({start}, {end}) lies outside the text, which has {len(self.text)} characters"

    def _spans(self) -> Iterator[tuple[str, Span]]:
        yield from (("target", (target.start, target.end)) for target in self.targets)
        yield from (("actor", (actor.start, actor.end)) for actor in self.actors)
        for attribution in self.attributions:
            yield from attribution.pieces
        yield from (("loaded words", span) for span in self.loaded)


def _first_of_spans(labels: Iterable[Labeled]) -> tuple[Labeled, ...]:
    """Return the first label of each span, in the order of the text."""
    by_span: dict[Span, Labeled] = {}
    for label in labels:
        by_span.setdefault((label.start, label.end), label)
    return tuple(label for _, label in sorted(by_span.items()))


def _in_order(attributions: Iterable[LabeledAttribution]) -> tuple[LabeledAttribution, ...]:
    """Return the attributions that have a piece, each once, in the order of the text."""
    parts = [[tuple(sorted(set(getattr(attribution, role)))) for role in ROLES] for attribution in attributions]
    ordered = {LabeledAttribution(*part) for part in parts if any(part)}
    return tuple(sorted(ordered, key=lambda each: (sorted(span for _, span in each.pieces), each.pieces)))
